// How much time a run has: `timeout` from its start, and a little more to save and to tell what it found.

import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'
import type { Inputs } from '../options/options.ts'
import { withinLimit } from '../platform/limit.ts'
import type { World } from '../platform/world.ts'
import { reportWithoutDownload } from '../report/build/report-without-download.ts'
import type { RunReport } from '../report/report.ts'
import { cancelled } from './cancelled.ts'
import type { Prepared } from './prepare.ts'

/** For a save after a run that used its time up: a store that is well takes 100 MB and more in this time. */
const saveGraceMs = 10_000
/** For counting what is in the module cache once more. */
const tellGraceMs = 5_000
/** The runner kills a cancelled step after 7.5 s; by then the report must be out. */
const afterAbortMs = 3_000

export interface RunTime {
  /** By `clock.now()`: the end of preparation, restore, probe, fetch and download. */
  readonly deadlineMs: number
  /** Until the deadline. */
  readonly leftMs: () => number
  /** What a restore may take: the download that makes up for a store that hangs needs its share. */
  readonly restoreMs: () => number
  /** What a save may take. */
  readonly saveMs: () => number
  /** Since the start. */
  readonly seconds: () => number
}

/** Runs `body` from now on, until `timeout` and the time to save and to tell are over, even where file work hangs. */
export async function withinRun(
  { timeoutMs }: Inputs,
  { clock, signal }: World,
  body: (time: RunTime) => Promise<RunReport>,
): Promise<RunReport> {
  const startedMs = clock.now()
  const deadlineMs = startedMs + timeoutMs
  const leftMs = () => Math.max(0, deadlineMs - clock.now())
  const seconds = () => (clock.now() - startedMs) / 1_000
  const time: RunTime = {
    deadlineMs,
    leftMs,
    restoreMs: () => leftMs() / 2,
    saveMs: () => Math.max(leftMs(), saveGraceMs),
    seconds,
  }
  const late = () => (signal.aborted ? cancelled : outOfTime(timeoutMs, 'while a disk hung'))
  try {
    return await withinLimit({
      limitMs: timeoutMs + saveGraceMs + tellGraceMs,
      afterAbortMs,
      signal,
      late: () => reportWithoutDownload(late(), seconds()),
      body: () => body(time),
    })
  } catch (error) {
    if (!signal.aborted) throw error
    return reportWithoutDownload(cancelled, seconds())
  }
}

/** A cancelled preparation has nothing to tell, so it is given up at once. */
export function withinPreparation(
  { timeoutMs }: Inputs,
  { signal }: World,
  { time, body }: { readonly time: RunTime; readonly body: () => Promise<Prepared> },
): Promise<Prepared> {
  const fault = () => (signal.aborted ? cancelled : outOfTime(timeoutMs, 'before the download'))
  return withinLimit<Prepared>({
    limitMs: time.leftMs(),
    afterAbortMs: 0,
    signal,
    late: () => ({ kind: 'problem', fault: fault() }),
    body,
  })
}

/** For a run whose time was used up before there was anything to tell of a download. */
function outOfTime(timeoutMs: number, phase: string): Fault {
  return statedFault({
    id: 'timeout/before-download',
    message: `The time limit of ${timeoutMs / 1_000} s was used up ${phase}.`,
  })
}
