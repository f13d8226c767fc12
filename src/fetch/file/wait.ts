// Waits until a file may be asked for again.

import type { Clock, Random } from '../../platform/clock.ts'
import { fullJitterMs, longestBackoffMs } from '../../retry/backoff.ts'
import type { UpstreamGroup } from '../upstream/upstream.ts'
import type { Step } from './route.ts'

export interface WaitOptions {
  readonly clock: Clock
  readonly random: Random
  /** Aborted at the deadline, or when the run is cancelled. */
  readonly signal: AbortSignal
  /** `clock.now()` at which `signal` will be aborted. */
  readonly deadlineAtMs: number
}

/** Full jitter before retry number `retry`, or the end of an outage; false where that is later than the deadline. */
export function waitBeforeRetry(
  { isOutage, untilMs }: Extract<Step, { kind: 'back-off' }>,
  { group, retry }: { readonly group: UpstreamGroup; readonly retry: number },
  options: WaitOptions,
): Promise<boolean> {
  if (isOutage) return waitForUpstream(group, untilMs, options)
  const wait = fullJitterMs(longestBackoffMs(retry), options.random)
  return sleepUntil(Math.max(options.clock.now() + wait, untilMs ?? 0), options)
}

/** Waits until an upstream may be asked again; false where that is later than the deadline. */
export async function waitForUpstream(
  group: UpstreamGroup,
  untilMs: number | null,
  options: WaitOptions,
): Promise<boolean> {
  if (untilMs !== null) return sleepUntil(untilMs, options)
  const over = new AbortController()
  const stop = () => over.abort()
  options.signal.addEventListener('abort', stop, { once: true })
  const changes = group.upstreams.map(({ limiter }) => limiter.changed())
  const deadline = sleepUntil(options.deadlineAtMs - 1, { ...options, signal: over.signal })
  await Promise.race([...changes, deadline])
  options.signal.removeEventListener('abort', stop)
  over.abort()
  return true
}

/** False where that is later than the deadline; true also where `signal` ends the wait. */
async function sleepUntil(
  untilMs: number,
  { clock, signal, deadlineAtMs }: Pick<WaitOptions, 'clock' | 'signal' | 'deadlineAtMs'>,
): Promise<boolean> {
  if (untilMs >= deadlineAtMs) return false
  return clock.sleep(Math.max(0, untilMs - clock.now()), signal).then(
    () => true,
    () => true,
  )
}
