// Whether there is another attempt after this one, when, and why: the retry decision as a pure function.

import type { Classification, Fault } from '../faults/fault.ts'
import { usesHttp1 } from '../go/godebug.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { inSeconds, moveFor } from './retry-move.ts'
import type { Situation } from './situation.ts'

/** Why there is, or isn't, another attempt. */
export type Decision =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry'
      readonly afterMs: number
      readonly reason: string
      readonly http1: boolean
      readonly drop: readonly ModuleVersion[]
    }
  | { readonly kind: 'stop'; readonly reason: string }

/** An attempt with less time than this isn't worth beginning. */
export const leastAttemptMs = 1_000

/** What to do next. The reason is a clause for the user, without a full stop; it may hold text from a log, so whoever prints it escapes it. */
export function decide(situation: Situation): Decision {
  if (situation.complete) return { kind: 'done' }
  const fault = decisiveFault(situation.classification)
  if (fault === null) return stop('the download failed without saying why')
  const move = moveFor(fault, situation)
  if (move.kind === 'stop') return stop(move.why)
  const { attempt, maxAttempts, remainingMs } = situation
  if (attempt >= maxAttempts) {
    return stop(
      maxAttempts === 1 ? 'one attempt is all that is allowed' : `all ${maxAttempts} attempts are used up`,
    )
  }
  if (remainingMs < leastAttemptMs) return stop('the time limit is reached')
  if (move.afterMs + leastAttemptMs > remainingMs) {
    const wait = `it would have to wait ${inSeconds(move.afterMs)} because ${move.why}`
    return stop(`${wait}, and ${inSeconds(remainingMs)} of the time limit are left`)
  }
  const http1 = move.http1 || usesHttp1(situation.godebug)
  return { kind: 'retry', afterMs: move.afterMs, reason: move.why, http1, drop: move.drop }
}

/** The first cause; but where checksums disagree, that decides, whatever else went wrong. */
function decisiveFault({ primary, faults }: Classification): Fault | null {
  return faults.find(({ category }) => category === 'checksum-mismatch') ?? primary
}

function stop(why: string): Extract<Decision, { kind: 'stop' }> {
  return { kind: 'stop', reason: why }
}
