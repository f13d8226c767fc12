// One timer for the time limits of hundreds of requests, which hardly ever run out: it sleeps until the earliest.

import type { Clock } from '../../platform/clock.ts'

/** A timer may fire a little early; sleeping for the rest of it would spin. */
const shortestSleepMs = 5

/** Calls back later, for many. */
export interface SharedTimer {
  /** Calls `callback` after `delayMs`, unless the function that it gives is called before. */
  readonly schedule: (delayMs: number, callback: () => void) => () => void
}

interface Scheduled {
  readonly dueMs: number
  readonly callback: () => void
}

/** Sleeps only while a callback is scheduled. Cancelling one doesn't end the sleep, unless it is the last. */
export function createSharedTimer(clock: Clock): SharedTimer {
  const scheduled = new Set<Scheduled>()
  let sleep: { readonly untilMs: number; readonly over: AbortController } | null = null

  const wakeUp = (): void => {
    // The default reason is an error with a stack, which costs too much for every request that goes well.
    sleep?.over.abort('over')
    sleep = null
  }
  const sleepUntil = (untilMs: number, nowMs: number): void => {
    if (sleep !== null && sleep.untilMs <= untilMs) return
    wakeUp()
    const over = new AbortController()
    sleep = { untilMs, over }
    clock
      .sleep(Math.max(shortestSleepMs, untilMs - nowMs), over.signal)
      .then(() => {
        if (!over.signal.aborted) callDue()
      })
      // Rejects where it was woken up; a limit that can't be kept must not end the process.
      .catch(() => {})
  }
  const callDue = (): void => {
    sleep = null
    const nowMs = clock.now()
    for (const each of [...scheduled]) {
      // A callback may cancel another one.
      if (each.dueMs <= nowMs && scheduled.delete(each)) each.callback()
    }
    if (scheduled.size > 0) sleepUntil(Math.min(...[...scheduled].map(({ dueMs }) => dueMs)), nowMs)
  }
  return {
    schedule: (delayMs, callback) => {
      const nowMs = clock.now()
      const each = { dueMs: nowMs + delayMs, callback }
      scheduled.add(each)
      sleepUntil(each.dueMs, nowMs)
      return () => {
        if (scheduled.delete(each) && scheduled.size === 0) wakeUp()
      }
    },
  }
}
