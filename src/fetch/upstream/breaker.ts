// May this upstream be asked now? A circuit breaker over failures in a row, as an immutable value.
// Windows of percentages need hundreds of calls; a module download may have thirty.

import type { Random } from '../../platform/clock.ts'
import { backoffOf, fullJitter } from '../../retry/backoff.ts'

/** After so many failures in a row an upstream is left alone for a while. */
export const failuresToOpen = 3

/** After so many openings in a row without a success between them, it is asked no more. */
export const openingsToGiveUp = 5

export interface Breaker {
  /** Failures since the last success. */
  readonly failures: number
  /** Openings since the last success; a failed trial is one. */
  readonly openings: number
  /** Openings of all time, for the report. */
  readonly openedEver: number
  /** Until when nothing is asked; null while closed. */
  readonly openUntilMs: number | null
  /** One request is on its way to see whether the upstream is back. */
  readonly onTrial: boolean
}

export const closedBreaker: Breaker = {
  failures: 0,
  openings: 0,
  openedEver: 0,
  openUntilMs: null,
  onTrial: false,
}

/** `ask`: closed. `trial`: ask once, and see. `wait`: open, or on trial. `hopeless`: it never came back. */
export type Admission =
  | { readonly kind: 'ask' }
  | { readonly kind: 'trial' }
  | { readonly kind: 'wait'; readonly untilMs: number | null }
  | { readonly kind: 'hopeless' }

/** What the breaker says to a request at `nowMs`. */
export function admission(breaker: Breaker, nowMs: number): Admission {
  if (breaker.openUntilMs === null) return { kind: 'ask' }
  if (breaker.onTrial) return { kind: 'wait', untilMs: null }
  if (breaker.openings >= openingsToGiveUp) return { kind: 'hopeless' }
  return nowMs >= breaker.openUntilMs ? { kind: 'trial' } : { kind: 'wait', untilMs: breaker.openUntilMs }
}

/** A request is on its way as a trial. */
export function onTrialStarted(breaker: Breaker): Breaker {
  return { ...breaker, onTrial: true }
}

/** The trial ended without telling anything: it was cancelled. */
export function onTrialAbandoned(breaker: Breaker): Breaker {
  return { ...breaker, onTrial: false }
}

/** The upstream answered as it should, if only to say what it lacks. */
export function onSuccess(breaker: Breaker): Breaker {
  return { ...closedBreaker, openedEver: breaker.openedEver }
}

/** The upstream failed. Requests that were on their way when it opened don't open it again. */
export function onFailure(breaker: Breaker, nowMs: number, random: Random): Breaker {
  const failures = breaker.failures + 1
  const opens = breaker.openUntilMs === null ? failures >= failuresToOpen : breaker.onTrial
  if (!opens) return { ...breaker, failures }
  const openings = breaker.openings + 1
  return {
    failures,
    openings,
    openedEver: breaker.openedEver + 1,
    openUntilMs: nowMs + coolDownMs(openings, random),
    onTrial: false,
  }
}

/** At least half of the back-off's ceiling, so that an outage of seconds is outlasted whatever the dice say. */
function coolDownMs(openings: number, random: Random): number {
  const backoff = backoffOf(openings)
  const half = backoff.ceilingMs / 2
  return half + fullJitter({ ...backoff, ceilingMs: half }, random)
}
