// How much time a run has: `timeout` from its start, and a little more to save and to tell what it found.

import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'
import type { Clock } from '../platform/clock.ts'

/** For a save after a run that used its time up: a store that is well takes 100 MB and more in this time. */
const saveGraceMs = 10_000
/** For counting what is in the module cache once more. */
const tellGraceMs = 5_000

export interface RunTime {
  /** By `clock.now()`: the end of preparation, restore, probe, fetch and download. */
  readonly deadlineMs: number
  /** Until the deadline. */
  readonly leftMs: () => number
  /** What a restore may take: the download that makes up for a store that hangs needs its share. */
  readonly restoreMs: () => number
  /** What a save may take. */
  readonly saveMs: () => number
  /** After this the run ends as it is, even where file work hangs. */
  readonly hardLimitMs: number
}

/** To be made once, at the start of a run, and handed on. */
export function startRunTime(clock: Clock, timeoutMs: number): RunTime {
  const deadlineMs = clock.now() + timeoutMs
  const leftMs = () => Math.max(0, deadlineMs - clock.now())
  return {
    deadlineMs,
    leftMs,
    restoreMs: () => leftMs() / 2,
    saveMs: () => Math.max(leftMs(), saveGraceMs),
    hardLimitMs: timeoutMs + saveGraceMs + tellGraceMs,
  }
}

/** For a run whose time was used up before there was anything to tell of a download. */
export function outOfTime(timeoutMs: number, phase: string): Fault {
  return statedFault({
    id: 'timeout/before-download',
    message: `The time limit of ${timeoutMs / 1_000} s was used up ${phase}.`,
  })
}
