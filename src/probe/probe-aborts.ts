// Aborts the probes that are still under way: when the time is up, or when the run is cancelled.

import type { Clock } from '../platform/clock.ts'

interface ProbeAborts {
  /** For one probe; aborted at once where the run is cancelled already. */
  readonly add: () => AbortController
  /** The probe has ended by itself. */
  readonly remove: (controller: AbortController) => void
  /** Aborts all probes that are under way then. */
  readonly abortAfter: (ms: number) => void
  /** To be called when all probes have ended: stops the timers. */
  readonly end: () => void
}

export function createProbeAborts({
  clock,
  signal,
}: {
  readonly clock: Clock
  readonly signal: AbortSignal
}): ProbeAborts {
  const timers = new AbortController()
  const controllers = new Set<AbortController>()
  const abortAll = (): void => {
    for (const controller of controllers) controller.abort()
  }
  signal.addEventListener('abort', abortAll, { once: true })
  return {
    add: () => {
      const controller = new AbortController()
      if (signal.aborted) controller.abort()
      controllers.add(controller)
      return controller
    },
    remove: (controller) => {
      controllers.delete(controller)
    },
    abortAfter: (ms) => {
      clock.sleep(ms, timers.signal).then(
        // On a busy machine the timer is late while answers wait unread: two turns of the event loop let them be read first.
        () => setImmediate(() => setImmediate(abortAll)),
        () => {},
      )
    },
    end: () => {
      timers.abort()
      signal.removeEventListener('abort', abortAll)
    },
  }
}
