// One request on one connection: waits for the headers, then hands out the body as it arrives.

import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import {
  NetworkError,
  type NetworkFailure,
  type NetworkPhase,
  networkFailure,
  timeoutFailure,
} from './network-failure.ts'

/** What is sent. */
interface ExchangeRequest {
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
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
      readonly body: Readable
    }
  | {
      readonly kind: 'failed'
      readonly failure: NetworkFailure
      /** Went out on a connection that had served before, and may just have been closed for idleness. */
      readonly reused: boolean
    }

/** Sends a GET over the dispatcher. Never rejects. */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  const { origin, path, headers, signal, host } = request
  return new Promise((resolve) => {
    const begun = performance.now()
    let sent: number | null = null
    let reused = false
    let controller: Dispatcher.DispatchController | null = null
    let body: Readable | null = null
    let settled = false

    const settle = (outcome: Exchange): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      if (outcome.kind === 'failed') signal?.removeEventListener('abort', onAbort)
      resolve(outcome)
    }
    const phase = (): NetworkPhase => (body !== null ? 'body' : sent !== null ? 'headers' : request.stage())
    const giveUp = (failure: NetworkFailure): void => {
      const error = new NetworkError(failure)
      if (body !== null) body.destroy(error)
      else controller?.abort(error)
      settle({ kind: 'failed', failure, reused: false })
    }
    const onAbort = (): void => giveUp(abortFailure(signal?.reason, phase(), host))
    // A request that waits for a connection can't be taken back from undici: it is answered here, and dropped there.
    const timer = setTimeout(() => {
      if (sent === null)
        giveUp(timeoutFailure(connectingPhase(request.stage()), request.connectTimeoutMs, host))
    }, request.connectTimeoutMs)

    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (next) => {
        controller = next
        sent = performance.now()
        reused = !request.isFresh()
        if (settled) next.abort(new Error('given up before it was sent'))
      },
      onResponseStart: (current, status, responseHeaders) => {
        if (status < 200) return
        const now = performance.now()
        body = new Readable({
          highWaterMark: 256 * 1024,
          read: () => current.resume(),
          destroy: (error, callback) => {
            signal?.removeEventListener('abort', onAbort)
            if (!current.aborted) current.abort(error ?? new Error('no longer wanted'))
            callback(error)
          },
        })
        // The reader hears of an error when it reads; until then nobody listens.
        body.on('error', () => {})
        const start = sent ?? now
        settle({
          kind: 'headers',
          status,
          headers: responseHeaders,
          connectMs: start - begun,
          waitMs: now - start,
          body,
        })
      },
      onResponseData: (current, chunk) => {
        if (body?.push(chunk) === false) current.pause()
      },
      onResponseEnd: () => {
        signal?.removeEventListener('abort', onAbort)
        // Undici takes the connection back one turn of the event loop later. A reader that asks for the next file as soon
        // as this one has ended would be given a new connection.
        queueMicrotask(() => setImmediate(() => body?.push(null)))
      },
      onResponseError: (_, error) => {
        const failure = networkFailure(error, { phase: phase(), host })
        if (body !== null) body.destroy(new NetworkError(failure, error))
        settle({ kind: 'failed', failure, reused: reused && sent !== null })
      },
    }
    try {
      dispatcher.dispatch({ origin, path, method: 'GET', headers: { ...headers } }, handler)
    } catch (error) {
      settle({ kind: 'failed', failure: networkFailure(error, { phase: 'connect', host }), reused: false })
    }
  })
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
