// Who may ask an upstream now? Its breaker, its rest after `Retry-After`, and how many requests it has proved to bear.

import type { Clock, Random } from '../../platform/clock.ts'
import type { Availability } from '../file/route.ts'
import {
  admission,
  closedBreaker,
  onFailure,
  onSuccess,
  onTrialAbandoned,
  onTrialStarted,
} from './breaker.ts'
import { createWaitingLine } from './priority-queue.ts'
import { firstWindow, grown, halved, throttled } from './window.ts'

/** A wait asked for by a server is honoured up to here; a longer one closes the upstream for this run. */
export const longestPatienceMs = 30_000

/** An upstream that has given nothing but so many refusals will refuse the rest, too. */
const refusalsToClose = 10

/** How a request ended, as far as the upstream's health is concerned. */
export type Conduct =
  | { readonly kind: 'well' }
  | { readonly kind: 'badly' }
  /** It said no to us: a policy on this module, or missing credentials for all. */
  | { readonly kind: 'refused' }
  /** It can't be used from here: certificates, forward proxy, settings. */
  | { readonly kind: 'unusable' }
  /** It asked for fewer requests, with or without a time. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  /** Tells nothing about the upstream: given up by us, or a fault of this one file. */
  | { readonly kind: 'untold' }

/** The right to send one request; give it back exactly once. */
export interface Ticket {
  readonly leave: (conduct: Conduct) => void
}

export interface Gate {
  readonly availability: () => Availability
  /** Waits for a turn, lower `rank` first; null where the upstream stopped being ready meanwhile. */
  readonly enter: (rank: number, signal: AbortSignal) => Promise<Ticket | null>
  /** Ready, without a failure since its last success, and not found ill by the probe since. */
  readonly isAlive: () => boolean
  /** At once and beyond the window; null where the upstream isn't alive. For hedges. */
  readonly squeezeIn: () => Ticket | null
  /** Those who wait for a turn go and look for another upstream, or come again. */
  readonly recall: () => void
  /** Resolves when anything changes that availability depends on. */
  readonly changed: () => Promise<void>
  readonly openedEver: () => number
}

interface Waiting {
  readonly signal: AbortSignal
  readonly resolve: (ticket: Ticket | null) => void
  readonly reject: (reason: unknown) => void
}

/** `cap` is the most that may be under way, given the plan so far. */
export function createGate(options: {
  readonly clock: Clock
  readonly random: Random
  readonly cap: () => number
  /** The probe found it ill: it is asked in its turn, and gets no hedges before it has served. */
  readonly isSuspect?: boolean
}): Gate {
  const { clock, random, cap, isSuspect = false } = options
  let breaker = closedBreaker
  let window = firstWindow
  let underWay = 0
  let restUntilMs: number | null = null
  let hasServed = false
  let isClosed = false
  let refusals = 0
  let isScheduled = false
  const line = createWaitingLine<Waiting>()
  const heeded = new Set<AbortSignal>()
  let listeners: (() => void)[] = []

  const availability = (): Availability => {
    if (isClosed) return { kind: 'gone' }
    const now = clock.now()
    if (restUntilMs !== null && now < restUntilMs) {
      return restUntilMs - now > longestPatienceMs
        ? { kind: 'gone' }
        : { kind: 'resting', untilMs: restUntilMs }
    }
    const allowed = admission(breaker, now)
    if (allowed.kind === 'hopeless') return { kind: 'gone' }
    return allowed.kind === 'wait' ? { kind: 'resting', untilMs: allowed.untilMs } : { kind: 'ready' }
  }
  const isAlive = (): boolean =>
    availability().kind === 'ready' && breaker.failures === 0 && (hasServed || !isSuspect)
  const issue = (): Ticket => {
    underWay++
    const isTrial = admission(breaker, clock.now()).kind === 'trial'
    if (isTrial) breaker = onTrialStarted(breaker)
    let left = false
    return {
      leave: (conduct) => {
        if (left) return
        left = true
        underWay--
        if (conduct.kind === 'untold') {
          if (isTrial) breaker = onTrialAbandoned(breaker)
        } else learn(conduct)
        pump()
      },
    }
  }
  const learn = (conduct: Exclude<Conduct, { kind: 'untold' }>): void => {
    if (conduct.kind === 'well') {
      hasServed = true
      breaker = onSuccess(breaker)
      window = grown(window)
    } else if (conduct.kind === 'refused') {
      breaker = onSuccess(breaker)
      refusals++
      if (!hasServed && refusals >= refusalsToClose) isClosed = true
    } else if (conduct.kind === 'unusable' && !hasServed) {
      isClosed = true
    } else if (conduct.kind !== 'throttled') {
      // An upstream that has served is usable: this is the fault of a host that it redirects to.
      breaker = onFailure(breaker, clock.now(), random)
      window = halved(Math.min(window, cap()))
    } else {
      window = throttled(Math.min(window, cap()))
      breaker = onTrialAbandoned(breaker)
      if (conduct.retryAfterMs !== null)
        restUntilMs = Math.max(restUntilMs ?? 0, clock.now() + conduct.retryAfterMs)
    }
  }
  const pump = (): void => {
    while (!line.isEmpty()) {
      if (availability().kind !== 'ready') {
        for (const { resolve } of line.takeAll()) resolve(null)
        break
      }
      if (underWay >= Math.min(window, cap())) break
      line.takeFirst()?.resolve(issue())
    }
    const told = listeners
    listeners = []
    for (const tell of told) tell()
  }
  /** Those who come at the same moment are let in by rank: a trial goes to the file that has waited most. */
  const schedule = (): void => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      try {
        pump()
      } catch (error) {
        // Nobody else hears of it here: unheard, it would end the process.
        for (const { reject } of line.takeAll()) reject(error)
      }
    })
  }
  /** One listener for all: thousands on one signal would each be looked for among the others. */
  const heed = (signal: AbortSignal): void => {
    if (heeded.has(signal)) return
    heeded.add(signal)
    const onAbort = (): void => {
      for (const { resolve } of line.takeAll((waiting) => waiting.signal === signal)) resolve(null)
    }
    signal.addEventListener('abort', onAbort, { once: true })
  }
  const enter = (rank: number, signal: AbortSignal): Promise<Ticket | null> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return resolve(null)
      heed(signal)
      line.add(rank, { signal, resolve, reject })
      schedule()
    })
  return {
    availability,
    enter,
    recall: () => {
      for (const { resolve } of line.takeAll()) resolve(null)
    },
    isAlive,
    squeezeIn: () => (isAlive() ? issue() : null),
    changed: () => new Promise((resolve) => listeners.push(resolve)),
    openedEver: () => breaker.openedEver,
  }
}
