// How do hundreds of requests have time limits that hardly ever run out? One timer for all, set to the earliest.

import type { Clock } from '../../platform/clock.ts'

/** A timer may fire a little early; asking again at once would spin. */
const leastSleepMs = 5

/** Limits of one fetch. */
export interface Alarms {
  /** Calls `ring` after `delayMs`, unless the function that it gives is called before. */
  readonly set: (delayMs: number, ring: () => void) => () => void
}

interface Alarm {
  readonly dueMs: number
  readonly ring: () => void
}

/** Sleeps only while an alarm is set, and goes on sleeping when one is given up that was not the last. */
export function createAlarms(clock: Clock): Alarms {
  const alarms = new Set<Alarm>()
  let sleep: { readonly untilMs: number; readonly over: AbortController } | null = null

  const wakeUp = (): void => {
    // The default reason is an error with a stack, dear for every request that goes well.
    sleep?.over.abort('over')
    sleep = null
  }
  const sleepUntil = (untilMs: number, now: number): void => {
    if (sleep !== null && sleep.untilMs <= untilMs) return
    wakeUp()
    const over = new AbortController()
    sleep = { untilMs, over }
    clock
      .sleep(Math.max(leastSleepMs, untilMs - now), over.signal)
      .then(() => {
        if (!over.signal.aborted) ringDue()
      })
      // Rejects where it was woken up; a limit that can't be kept must not end the process.
      .catch(() => {})
  }
  const ringDue = (): void => {
    sleep = null
    const now = clock.now()
    for (const alarm of [...alarms]) {
      // One that rings may give up another.
      if (alarm.dueMs <= now && alarms.delete(alarm)) alarm.ring()
    }
    if (alarms.size > 0) sleepUntil(Math.min(...[...alarms].map(({ dueMs }) => dueMs)), now)
  }
  return {
    set: (delayMs, ring) => {
      const now = clock.now()
      const alarm = { dueMs: now + delayMs, ring }
      alarms.add(alarm)
      sleepUntil(alarm.dueMs, now)
      return () => {
        if (alarms.delete(alarm) && alarms.size === 0) wakeUp()
      }
    },
  }
}
