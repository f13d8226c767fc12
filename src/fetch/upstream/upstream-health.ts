// Decides from how its requests ended whether an upstream may be sent more, and how many at once; an immutable value.

import type { Random } from '../../platform/clock.ts'
import {
  type Breaker,
  breakerState,
  closedBreaker,
  onFailure,
  onSuccess,
  onTrialAbandoned,
  onTrialStarted,
} from './breaker.ts'
import { firstConcurrency, halved, raised, throttled } from './concurrency.ts'

/** A pause that a server asks for is kept up to here; a longer one closes the upstream for this run: others are faster. */
const longestPauseMs = 30_000

/** An upstream that has given nothing but so many refusals will refuse the rest, too. */
const refusalsToGiveUp = 10

/** May an upstream be sent a request now? */
export type Availability =
  | { readonly kind: 'ready' }
  /** Not before a time, or, where that isn't known, before something changes. */
  | { readonly kind: 'paused'; readonly untilMs: number | null }
  /** Not in this run: it never came back, or asked for a longer pause than is kept. */
  | { readonly kind: 'given-up' }

/** What the end of a request tells of the upstream's health. */
export type HealthSignal =
  | { readonly kind: 'success' }
  | { readonly kind: 'failure' }
  /** It said no to us: a policy on this module, or missing credentials for all. */
  | { readonly kind: 'refused' }
  /** It can't be used from here: certificates, forward proxy, settings. */
  | { readonly kind: 'unusable' }
  /** It asked for fewer requests, with or without a time. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  /** Nothing: the request was given up by us, or only this one file is at fault. */
  | { readonly kind: 'none' }

interface UpstreamHealth {
  readonly breaker: Breaker
  /** How many requests at once it has proved to bear. */
  readonly concurrency: number
  /** `clock.now()` until which it asked for a pause; null where it didn't. */
  readonly pausedUntilMs: number | null
  readonly hasSucceeded: boolean
  readonly refusals: number
  readonly isGivenUp: boolean
}

/** Of an upstream that wasn't sent a request yet. */
export const unknownHealth: UpstreamHealth = {
  breaker: closedBreaker,
  concurrency: firstConcurrency,
  pausedUntilMs: null,
  hasSucceeded: false,
  refusals: 0,
  isGivenUp: false,
}

/** What holds while a request ends. */
interface RequestEnd {
  /** `clock.now()`. */
  readonly nowMs: number
  readonly random: Random
  /** The most requests that may be under way. */
  readonly cap: number
}

/** May the upstream be sent a request at `nowMs`? */
export function availabilityOf(health: UpstreamHealth, nowMs: number): Availability {
  const { breaker, pausedUntilMs, isGivenUp } = health
  if (isGivenUp) return { kind: 'given-up' }
  if (pausedUntilMs !== null && nowMs < pausedUntilMs) {
    return pausedUntilMs - nowMs > longestPauseMs
      ? { kind: 'given-up' }
      : { kind: 'paused', untilMs: pausedUntilMs }
  }
  const state = breakerState(breaker, nowMs)
  if (state.kind === 'given-up') return { kind: 'given-up' }
  return state.kind === 'open' ? { kind: 'paused', untilMs: state.untilMs } : { kind: 'ready' }
}

/** A request is sent at `nowMs`; it may be the breaker's trial. */
export function afterStart(
  health: UpstreamHealth,
  nowMs: number,
): { readonly health: UpstreamHealth; readonly isTrial: boolean } {
  const isTrial = breakerState(health.breaker, nowMs).kind === 'half-open'
  return { health: isTrial ? { ...health, breaker: onTrialStarted(health.breaker) } : health, isTrial }
}

/** The breaker's trial told nothing. */
export function afterAbandonedTrial(health: UpstreamHealth): UpstreamHealth {
  return { ...health, breaker: onTrialAbandoned(health.breaker) }
}

export function afterRequest(
  health: UpstreamHealth,
  signal: Exclude<HealthSignal, { kind: 'none' }>,
  end: RequestEnd,
): UpstreamHealth {
  const { breaker, concurrency, hasSucceeded } = health
  switch (signal.kind) {
    case 'success':
      return {
        ...health,
        hasSucceeded: true,
        breaker: onSuccess(breaker),
        concurrency: raised(concurrency),
      }
    case 'refused': {
      const refusals = health.refusals + 1
      const isGivenUp = health.isGivenUp || (!hasSucceeded && refusals >= refusalsToGiveUp)
      return { ...health, breaker: onSuccess(breaker), refusals, isGivenUp }
    }
    case 'unusable':
      // An upstream that has succeeded is usable: this is the fault of a host that it redirects to.
      return hasSucceeded ? afterFailure(health, end) : { ...health, isGivenUp: true }
    case 'failure':
      return afterFailure(health, end)
    case 'throttled':
      return afterThrottling(health, signal.retryAfterMs, end)
  }
}

function afterFailure(health: UpstreamHealth, { nowMs, random, cap }: RequestEnd): UpstreamHealth {
  const breaker = onFailure(health.breaker, nowMs, random)
  return { ...health, breaker, concurrency: halved(Math.min(health.concurrency, cap)) }
}

function afterThrottling(
  health: UpstreamHealth,
  retryAfterMs: number | null,
  { nowMs, cap }: RequestEnd,
): UpstreamHealth {
  const pausedUntilMs =
    retryAfterMs === null ? health.pausedUntilMs : Math.max(health.pausedUntilMs ?? 0, nowMs + retryAfterMs)
  const concurrency = throttled(Math.min(health.concurrency, cap))
  return { ...health, breaker: onTrialAbandoned(health.breaker), concurrency, pausedUntilMs }
}
