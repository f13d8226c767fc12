// The watch over a running `go`: samples at intervals, until it is over or shows no sign of life.

import type { Clock } from '../platform/clock.ts'
import type { ActivitySampler } from './activity.ts'
import { afterSample, beginWatch, isStalled } from './watchdog.ts'

interface WatchOptions {
  readonly activity: ActivitySampler
  readonly linesSeen: () => number
  readonly clock: Clock
  readonly stallMs: number
  /** Aborted when the run has ended. */
  readonly over: AbortSignal
}

/** Resolves with null when the run is over, or with how long there was no sign of life, once that is `stallMs`. */
export async function watchGo({
  activity,
  linesSeen,
  clock,
  stallMs,
  over,
}: WatchOptions): Promise<number | null> {
  const everyMs = Math.max(10, Math.min(1_000, stallMs / 20))
  const limits = { stallMs, maxStepMs: 2 * everyMs }
  let watch = beginWatch(clock.now())
  while (!isStalled(watch, limits)) {
    // Rejects only because the run is over, which the next line sees.
    await clock.sleep(everyMs, over).catch(() => {})
    if (over.aborted) return null
    watch = afterSample(watch, await activity.sample(linesSeen(), watch.idleMs), clock.now(), limits)
  }
  return watch.idleMs
}
