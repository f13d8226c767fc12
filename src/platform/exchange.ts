// Sends one HTTP request: waits for the headers, then hands out the body as it arrives.

import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { type BodyWriter, createIncomingBody, type IncomingBody } from './incoming-body.ts'
import {
  NetworkError,
  type NetworkFailure,
  type NetworkPhase,
  networkFailure,
  timeoutFailure,
} from './network-failure.ts'

export type HttpMethod = 'GET' | 'HEAD' | 'PUT' | 'POST'

/** What is sent. */
interface ExchangeRequest {
  readonly method: HttpMethod
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | Readable | null
  readonly signal: AbortSignal | undefined
  /** How long to wait for a connection that may be used. */
  readonly connectTimeoutMs: number
  /** Whether a connection has just been made, and the request being sent is its first. */
  readonly isFresh: () => boolean
  /** How far connecting has come, for a limit that runs out meanwhile. */
  readonly stage: () => NetworkPhase
  /** For messages. */
  readonly host: string
}

export type Exchange =
  | {
      readonly kind: 'headers'
      readonly status: number
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
      /** Milliseconds spent waiting for a connection; near 0 on a warm one. */
      readonly connectMs: number
      /** Milliseconds from sending the request to the first byte of the answer. */
      readonly waitMs: number
      /** Destroy it or read it to its end. Its errors are `NetworkError`s. */
      readonly body: IncomingBody
    }
  | {
      readonly kind: 'failed'
      readonly failure: NetworkFailure
      /** Went out on a connection that had served before, and may just have been closed for idleness. */
      readonly reused: boolean
    }

/** Sends a request over the dispatcher. Never rejects. */
export function exchange(
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  request: ExchangeRequest,
): Promise<Exchange> {
  const { method, origin, path, headers, body, host } = request
  return new Promise((resolve) => {
    const progress: Progress = {
      startMs: performance.now(),
      sentMs: null,
      reused: false,
      controller: null,
      body: null,
    }
    const end = awaitEnd(request, progress, resolve)
    if (end.isSettled()) return
    try {
      const handler = responseHandler(request, progress, end)
      dispatcher.dispatch({ origin, path, method, headers, body }, handler)
    } catch (error) {
      const failure = networkFailure(error, { phase: 'connect', host })
      end.settle({ kind: 'failed', failure, reused: false })
    }
  })
}

/** What is known of an exchange so far. */
interface Progress {
  /** Times are those of `performance.now()`. */
  readonly startMs: number
  sentMs: number | null
  reused: boolean
  controller: Dispatcher.DispatchController | null
  body: BodyWriter | null
}

/** The end of the wait for headers, whatever brings it. */
interface End {
  readonly isSettled: () => boolean
  /** Only the first call counts. */
  readonly settle: (outcome: Exchange) => void
  /** The body is over: an abort changes nothing any more. */
  readonly ignoreAbort: () => void
}

/** Ends the exchange when its signal aborts, or when there is no connection in time. */
function awaitEnd(request: ExchangeRequest, progress: Progress, resolve: (outcome: Exchange) => void): End {
  const { signal, host, connectTimeoutMs } = request
  let settled = false
  const settle = (outcome: Exchange): void => {
    if (settled) return
    settled = true
    clearTimeout(timer)
    if (outcome.kind === 'failed') ignoreAbort()
    resolve(outcome)
  }
  const giveUp = (failure: NetworkFailure): void => {
    const error = new NetworkError(failure)
    progress.body?.fail(error)
    progress.controller?.abort(error)
    settle({ kind: 'failed', failure, reused: false })
  }
  const onAbort = (): void => giveUp(abortFailure(signal?.reason, phaseOf(progress, request), host))
  const ignoreAbort = (): void => signal?.removeEventListener('abort', onAbort)
  // Undici can't take back a request that waits for a connection: it is answered here, and dropped in `onRequestStart`.
  const timer = setTimeout(() => {
    if (progress.sentMs === null)
      giveUp(timeoutFailure(connectingPhase(request.stage()), connectTimeoutMs, host))
  }, connectTimeoutMs)
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })
  return { isSettled: () => settled, settle, ignoreAbort }
}

/** Takes what undici tells of the response. */
function responseHandler(request: ExchangeRequest, progress: Progress, end: End): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller) => {
      progress.controller = controller
      progress.sentMs = performance.now()
      progress.reused = !request.isFresh()
      if (end.isSettled()) controller.abort(new Error('given up before it was sent'))
    },
    onResponseStart: (controller, status, headers) => {
      if (status < 200) return
      const nowMs = performance.now()
      const sentMs = progress.sentMs ?? nowMs
      progress.body = createIncomingBody({
        onDrained: () => controller.resume(),
        onDestroyed: () => {
          end.ignoreAbort()
          controller.abort(new Error('no longer wanted'))
        },
      })
      const times = { connectMs: sentMs - progress.startMs, waitMs: nowMs - sentMs }
      end.settle({ kind: 'headers', status, headers, ...times, body: progress.body.body })
    },
    onResponseData: (controller, chunk) => {
      if (progress.body?.push(chunk) === false) controller.pause()
    },
    onResponseEnd: () => {
      end.ignoreAbort()
      // Undici takes the connection back one turn of the event loop later. A reader that asks for the next file as soon
      // as this one has ended would be given a new connection.
      queueMicrotask(() => setImmediate(() => progress.body?.end()))
    },
    onResponseError: (_, error) => {
      const failure = networkFailure(error, { phase: phaseOf(progress, request), host: request.host })
      end.ignoreAbort()
      progress.body?.fail(new NetworkError(failure, error))
      end.settle({ kind: 'failed', failure, reused: progress.reused && progress.sentMs !== null })
    },
  }
}

function phaseOf({ body, sentMs }: Progress, request: ExchangeRequest): NetworkPhase {
  if (body !== null) return 'body'
  return sentMs !== null ? 'headers' : request.stage()
}

/** An abort for time (`AbortSignal.timeout`) is a time-out of this phase; any other is a cancellation. */
function abortFailure(reason: unknown, phase: NetworkPhase, host: string): NetworkFailure {
  if (reason instanceof NetworkError) return reason.failure
  const timedOut =
    typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError'
  if (timedOut) return timeoutFailure(phase, 0, host)
  return networkFailure(Object.assign(new Error('aborted'), { code: 'ABORT_ERR' }), { phase, host })
}

/** A connection that is there but busy has no phase of its own. */
function connectingPhase(stage: NetworkPhase): NetworkPhase {
  return stage === 'headers' ? 'connect' : stage
}
