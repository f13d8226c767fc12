// Limits how many requests an upstream gets at once, and stops them while the upstream fails or asks for a pause.

import type { Clock, Random } from '../../platform/clock.ts'
import {
  type Availability,
  afterAbandonedTrial,
  afterRequest,
  afterStart,
  availabilityOf,
  type HealthSignal,
  unknownHealth,
} from './upstream-health.ts'
import { createWaitingRequests } from './waiting-requests.ts'

/** The right to send one request. */
export interface Permit {
  /** To be called once, when the request has ended; further calls change nothing. */
  readonly release: (health: HealthSignal) => void
}

export interface Limiter {
  readonly availability: () => Availability
  /** Waits for a permit, lower `priority` first; null where the upstream stopped being ready meanwhile, or `signal` aborted. */
  readonly acquire: (priority: number, signal: AbortSignal) => Promise<Permit | null>
  /** Ready, without a failure since its last success, and not found unhealthy by the probe since. */
  readonly isHealthy: () => boolean
  /** At once and beyond the limit; null where the upstream isn't healthy. */
  readonly acquireForHedge: () => Permit | null
  /** Gives null to all that wait for a permit. */
  readonly cancelWaiting: () => void
  /** Resolves when anything changes that availability depends on. */
  readonly changed: () => Promise<void>
  readonly timesOpened: () => number
}

interface LimiterOptions {
  readonly clock: Clock
  readonly random: Random
  /** The most requests that may be under way, given the plan so far. */
  readonly cap: () => number
  /** The probe found it unhealthy: it is asked in its turn, and gets no hedges before it has succeeded. */
  readonly isUnhealthy?: boolean
}

/** For an upstream that wasn't sent a request yet. */
export function createLimiter({ clock, random, cap, isUnhealthy = false }: LimiterOptions): Limiter {
  const waiting = createWaitingRequests<Permit>()
  let health = unknownHealth
  let underWay = 0
  let listeners: (() => void)[] = []

  const availability = () => availabilityOf(health, clock.now())
  const isHealthy = () =>
    availability().kind === 'ready' && health.breaker.failures === 0 && (health.hasSucceeded || !isUnhealthy)
  const grant = (): Permit => {
    underWay++
    const started = afterStart(health, clock.now())
    health = started.health
    return permit((signal) => {
      underWay--
      if (signal.kind !== 'none')
        health = afterRequest(health, signal, { nowMs: clock.now(), random, cap: cap() })
      else if (started.isTrial) health = afterAbandonedTrial(health)
      grantWaiting()
    })
  }
  const grantWaiting = (): void => {
    while (!waiting.isEmpty()) {
      if (availability().kind !== 'ready') {
        waiting.cancelAll()
        break
      }
      if (underWay >= Math.min(health.concurrency, cap())) break
      waiting.resolveFirst(grant)
    }
    const waitingForChange = listeners
    listeners = []
    for (const resolve of waitingForChange) resolve()
  }
  // Permits that are asked for at the same moment go out by priority. An error there has no other listener: it would end the process.
  const grantSoon = onceATurn(grantWaiting, waiting.rejectAll)
  return {
    availability,
    acquire: (priority, signal) => {
      if (signal.aborted) return Promise.resolve(null)
      const granted = waiting.add(priority, signal)
      grantSoon()
      return granted
    },
    isHealthy,
    acquireForHedge: () => (isHealthy() ? grant() : null),
    cancelWaiting: waiting.cancelAll,
    changed: () => new Promise((resolve) => listeners.push(resolve)),
    timesOpened: () => health.breaker.timesOpened,
  }
}

function permit(onRelease: (signal: HealthSignal) => void): Permit {
  let isReleased = false
  return {
    release: (signal) => {
      if (isReleased) return
      isReleased = true
      onRelease(signal)
    },
  }
}

/** Gives a function that makes `act` run in the next turn of the event loop, once however often it is called in this one. */
function onceATurn(act: () => void, onError: (error: unknown) => void): () => void {
  let isScheduled = false
  return () => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      try {
        act()
      } catch (error) {
        onError(error)
      }
    })
  }
}
