// Limits how many requests an upstream gets at once, and stops them while the upstream fails or asks for a pause.

import { createPermits, type Permit, type Permits, type PermitsOptions } from './permits.ts'
import { createWaitingRequests } from './waiting-requests.ts'

export interface Limiter extends Pick<Permits, 'availability' | 'isHealthy' | 'timesOpened'> {
  /** Waits for a permit, lower `priority` first; null where the upstream stopped being ready meanwhile, or `signal` aborted. */
  readonly acquire: (priority: number, signal: AbortSignal) => Promise<Permit | null>
  /** At once and beyond the limit; null where the upstream isn't healthy. */
  readonly acquireForHedge: () => Permit | null
  /** Gives null to all that wait for a permit. */
  readonly cancelWaiting: () => void
  /** Resolves when anything changes that availability depends on. */
  readonly changed: () => Promise<void>
}

/** For an upstream that wasn't sent a request yet. */
export function createLimiter(options: PermitsOptions): Limiter {
  const permits = createPermits(options)
  const { availability, isHealthy, timesOpened } = permits
  const waiting = createWaitingRequests<Permit>()
  let listeners: (() => void)[] = []

  const grant = (): Permit => permits.grant(grantWaiting)
  const grantWaiting = (): void => {
    while (!waiting.isEmpty()) {
      if (availability().kind !== 'ready') {
        waiting.cancelAll()
        break
      }
      if (permits.isFull()) break
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
    isHealthy,
    timesOpened,
    acquire: (priority, signal) => {
      if (signal.aborted) return Promise.resolve(null)
      const granted = waiting.add(priority, signal)
      grantSoon()
      return granted
    },
    acquireForHedge: () => (isHealthy() ? grant() : null),
    cancelWaiting: waiting.cancelAll,
    changed: () => new Promise((resolve) => listeners.push(resolve)),
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
