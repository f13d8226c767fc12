// A circuit breaker over failures in a row, as an immutable value.
// A failure rate would need hundreds of requests to mean anything; a module download may have thirty.

import type { Random } from '../../platform/clock.ts'
import { fullJitterMs, longestBackoffMs } from '../../retry/backoff.ts'

/** After so many failures in a row the breaker opens: fewer may be chance, each further one is lost time. */
const failuresToOpen = 3

/** After so many openings in a row the upstream is given up: the cool-downs before last 3.75 to 7.5 s together. */
const openingsToGiveUp = 5

export interface Breaker {
  /** Failures since the last success. */
  readonly failures: number
  /** Openings since the last success; a failed trial is one. */
  readonly openings: number
  /** Openings of all time, for the report. */
  readonly timesOpened: number
  /** `clock.now()` until which no request is sent; null while closed. */
  readonly openUntilMs: number | null
  /** One request is under way to see whether the upstream is back. */
  readonly onTrial: boolean
}

export const closedBreaker: Breaker = {
  failures: 0,
  openings: 0,
  timesOpened: 0,
  openUntilMs: null,
  onTrial: false,
}

type BreakerState =
  /** Requests are sent. */
  | { readonly kind: 'closed' }
  /** One request may be sent, as a trial. */
  | { readonly kind: 'half-open' }
  /** No request is sent; `untilMs` is null while a trial is under way. */
  | { readonly kind: 'open'; readonly untilMs: number | null }
  /** It opened too often: no request is sent any more. */
  | { readonly kind: 'given-up' }

/** `nowMs` is `clock.now()`. */
export function breakerState(breaker: Breaker, nowMs: number): BreakerState {
  if (breaker.openUntilMs === null) return { kind: 'closed' }
  if (breaker.onTrial) return { kind: 'open', untilMs: null }
  if (breaker.openings >= openingsToGiveUp) return { kind: 'given-up' }
  return nowMs >= breaker.openUntilMs ? { kind: 'half-open' } : { kind: 'open', untilMs: breaker.openUntilMs }
}

/** A request was sent as a trial. */
export function onTrialStarted(breaker: Breaker): Breaker {
  return { ...breaker, onTrial: true }
}

/** The trial ended without telling anything about the upstream: it was cancelled, say. */
export function onTrialAbandoned(breaker: Breaker): Breaker {
  return { ...breaker, onTrial: false }
}

/** The upstream answered as it should, if only to say what it lacks. */
export function onSuccess(breaker: Breaker): Breaker {
  return { ...closedBreaker, timesOpened: breaker.timesOpened }
}

/** The upstream failed. Requests that were under way when the breaker opened don't open it again. */
export function onFailure(breaker: Breaker, nowMs: number, random: Random): Breaker {
  const failures = breaker.failures + 1
  const opens = breaker.openUntilMs === null ? failures >= failuresToOpen : breaker.onTrial
  if (!opens) return { ...breaker, failures }
  const openings = breaker.openings + 1
  return {
    failures,
    openings,
    timesOpened: breaker.timesOpened + 1,
    openUntilMs: nowMs + coolDownMs(openings, random),
    onTrial: false,
  }
}

/** At least half of the back-off's ceiling, so that an outage of seconds is outlasted whatever `random` gives. */
function coolDownMs(openings: number, random: Random): number {
  const half = longestBackoffMs(openings) / 2
  return half + fullJitterMs(half, random)
}
