// What ends all requests at once: the caller's signal, the deadline, or a disk that can take no more?

import { setMaxListeners } from 'node:events'
import type { Clock } from '../platform/clock.ts'
import type { LeftReason } from './request/outcome.ts'

/** The end of one fetch. */
export interface Limit {
  /** Aborted once, when anything ends the fetch. */
  readonly signal: AbortSignal
  /** Why; only of use after the abort. */
  readonly why: () => LeftReason
  readonly stop: (why: LeftReason) => void
  /** The fetch is over: stops what is left of it, and the timer. */
  readonly end: () => void
}

/** Starts the clock of a fetch. */
export function startLimit(options: {
  readonly clock: Clock
  readonly limits: { readonly deadlineMs: number }
  readonly signal: AbortSignal
}): Limit {
  const { clock, limits, signal } = options
  const all = new AbortController()
  const timer = new AbortController()
  // Every request listens to it.
  setMaxListeners(0, all.signal)
  let reason: LeftReason = 'cancelled'
  const stop = (why: LeftReason): void => {
    if (all.signal.aborted) return
    reason = why
    all.abort()
  }
  const onCancel = (): void => stop('cancelled')
  if (signal.aborted) onCancel()
  signal.addEventListener('abort', onCancel, { once: true })
  clock.sleep(limits.deadlineMs, timer.signal).then(
    () => stop('deadline'),
    // Stopped before the deadline.
    () => {},
  )
  return {
    signal: all.signal,
    why: () => reason,
    stop,
    end: () => {
      stop('cancelled')
      timer.abort()
      signal.removeEventListener('abort', onCancel)
    },
  }
}
