// Sends one request for a file to one upstream, and tells the upstream's limiter and the telemetry how it ended.

import type { Clock } from '../../platform/clock.ts'
import { NetworkError, networkFailure } from '../../platform/network-failure.ts'
import { errorCode } from '../../text/error.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { HealthSignal } from '../upstream/upstream-health.ts'
import { diskFault, networkFault, stallFault } from './failure.ts'
import { type FileRequest, outrun, type RequestOptions } from './file-request.ts'
import type { RequestFault, RequestOutcome } from './outcome.ts'
import { DiskError } from './receive.ts'
import { type RequestProgress, requestTelemetry } from './request-telemetry.ts'
import { createSharedTimer, type SharedTimer } from './shared-timer.ts'
import { type CutOffReason, type StallDetector, startStallDetector } from './stall-detector.ts'
import { transfer } from './transfer.ts'

/** Gives the function that sends one request. It rejects only where our own code is at fault. */
export function createRequestSender(
  options: RequestOptions,
): (request: FileRequest) => Promise<RequestOutcome> {
  const { clock, signal, startMs, lastFaults } = options
  const timer = createSharedTimer(clock)
  const underWay = abortedWith(signal)
  return async (request) => {
    const { controller, upstream, permit } = request
    const progress = newProgress(request, clock)
    const detector = watchForStall(request, { options, timer, progress })
    underWay.add(controller)
    const ended = await transfer({ request, options, progress, detector })
      .catch((error: unknown): RequestOutcome => failed(faultOf(error, request, progress)))
      .finally(() => {
        detector.stop()
        underWay.delete(controller)
      })
    const isCutOff = controller.signal.aborted && ended.kind === 'failed' && !ended.fault.local
    const outcome = isCutOff ? cutOffOutcome(progress, clock) : ended
    // Files that wait for the upstream go on as soon as the permit is released, and use its last fault.
    if (outcome.kind === 'failed') lastFaults.set(upstream.name, outcome.fault)
    permit.release(healthSignalOf(outcome, request, progress))
    options.onEnd(requestTelemetry(request, { progress, outcome, fetchStartMs: startMs, nowMs: clock.now() }))
    return outcome
  }
}

/** Aborts the controllers that are in the set when `signal` aborts, and whatever is added afterwards. */
function abortedWith(signal: AbortSignal): Pick<Set<AbortController>, 'add' | 'delete'> {
  const controllers = new Set<AbortController>()
  const abortAll = (): void => {
    for (const controller of controllers) controller.abort()
  }
  // One listener for all: each further one on a signal is looked for among the others.
  signal.addEventListener('abort', abortAll, { once: true })
  return {
    add: (controller) => {
      if (signal.aborted) controller.abort()
      return controllers.add(controller)
    },
    delete: (controller) => controllers.delete(controller),
  }
}

function watchForStall(
  { limitMs, mayAnswerLate, controller }: FileRequest,
  {
    options: { clock, stallMs },
    timer,
    progress,
  }: { readonly options: RequestOptions; readonly timer: SharedTimer; readonly progress: RequestProgress },
): StallDetector {
  const cutOff = (why: CutOffReason): void => {
    progress.cutOff = why
    controller.abort()
  }
  return startStallDetector({ clock, timer, stallMs, limitMs, mayAnswerLate, cutOff })
}

function newProgress({ upstream }: FileRequest, clock: Clock): RequestProgress {
  const answersBefore = upstream.latencies.count()
  return { startMs: clock.now(), answersBefore, firstByteMs: null, status: null, bytes: 0, cutOff: null }
}

function failed(fault: RequestFault): RequestOutcome {
  return { kind: 'failed', fault }
}

/** What broke off the body, or the disk. Anything else is a bug of ours, which no upstream is blamed for: thrown again. */
function faultOf(error: unknown, { file, upstream }: FileRequest, { status }: RequestProgress): RequestFault {
  if (error instanceof DiskError) return diskFault(error.code, file)
  if (!(error instanceof NetworkError) && errorCode(error) === null) throw error
  return networkFault(networkFailure(error, { phase: 'body', host: hostOf(upstream) }), status)
}

/** Of a request that we cut off ourselves: for a stall, or because it is no longer needed. */
function cutOffOutcome({ cutOff, startMs, firstByteMs }: RequestProgress, clock: Clock): RequestOutcome {
  if (cutOff === null) return { kind: 'abandoned' }
  return failed(stallFault(cutOff, firstByteMs === null ? 'headers' : 'body', clock.now() - startMs))
}

/** A request that was outrun counts against its upstream, unless that one has answered others meanwhile: only this file is slow. */
function healthSignalOf(
  outcome: RequestOutcome,
  { controller, upstream }: FileRequest,
  { answersBefore }: RequestProgress,
): HealthSignal {
  if (outcome.kind === 'failed') return outcome.fault.health
  if (outcome.kind !== 'abandoned') return { kind: 'success' }
  const isUpstreamSilent = upstream.latencies.count() === answersBefore
  return { kind: controller.signal.reason === outrun && isUpstreamSilent ? 'failure' : 'none' }
}

function hostOf({ entry }: Upstream): string {
  return entry.kind === 'http' && URL.canParse(entry.url) ? new URL(entry.url).host : ''
}
