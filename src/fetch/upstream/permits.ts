// Counts the requests under way at one upstream, and learns its health from how they end.

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

/** The right to send one request. */
export interface Permit {
  /** To be called once, when the request has ended; further calls change nothing. */
  readonly release: (health: HealthSignal) => void
}

export interface PermitsOptions {
  readonly clock: Clock
  readonly random: Random
  /** The most requests that may be under way, given the plan so far. */
  readonly cap: () => number
  /** The probe found it unhealthy: it is asked in its turn, and gets no hedges before it has succeeded. */
  readonly isUnhealthy?: boolean
}

/** The permits of one upstream. */
export interface Permits {
  readonly availability: () => Availability
  /** Ready, without a failure since its last success, and not found unhealthy by the probe since. */
  readonly isHealthy: () => boolean
  /** As many requests are under way as the upstream bears. */
  readonly isFull: () => boolean
  /** One more, whether it is full or not. `onReleased` is called once its end has been counted. */
  readonly grant: (onReleased: () => void) => Permit
  readonly timesOpened: () => number
}

/** For an upstream that wasn't sent a request yet. */
export function createPermits({ clock, random, cap, isUnhealthy = false }: PermitsOptions): Permits {
  let health = unknownHealth
  let underWay = 0

  const availability = () => availabilityOf(health, clock.now())
  return {
    availability,
    isHealthy: () =>
      availability().kind === 'ready' &&
      health.breaker.failures === 0 &&
      (health.hasSucceeded || !isUnhealthy),
    isFull: () => underWay >= Math.min(health.concurrency, cap()),
    grant: (onReleased) => {
      const started = afterStart(health, clock.now())
      health = started.health
      underWay++
      let isReleased = false
      return {
        release: (signal) => {
          if (isReleased) return
          isReleased = true
          underWay--
          if (signal.kind !== 'none')
            health = afterRequest(health, signal, { nowMs: clock.now(), random, cap: cap() })
          else if (started.isTrial) health = afterAbandonedTrial(health)
          onReleased()
        },
      }
    },
    timesOpened: () => health.breaker.timesOpened,
  }
}
