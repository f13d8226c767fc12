// Aborts all requests of a fetch at once: on the caller's signal, at the deadline, or when the disk takes no more.

import { setMaxListeners } from 'node:events'
import type { Clock } from '../platform/clock.ts'
import type { LeftReason } from './file/file-result.ts'

export interface FetchAbort {
  /** Aborted once, by whatever comes first. */
  readonly signal: AbortSignal
  /** Why; only of use after the abort. */
  readonly reason: () => LeftReason
  readonly abort: (reason: LeftReason) => void
  /** To be called when the fetch has ended: aborts what is left of it, and stops the timer. */
  readonly end: () => void
}

/** Starts the time of a fetch. */
export function startFetchAbort(options: {
  readonly clock: Clock
  readonly limits: { readonly deadlineMs: number }
  readonly signal: AbortSignal
}): FetchAbort {
  const { clock, limits, signal } = options
  const all = new AbortController()
  const timer = new AbortController()
  // Every file that waits for its retry listens to it.
  setMaxListeners(0, all.signal)
  let firstReason: LeftReason = 'cancelled'
  const abort = (reason: LeftReason): void => {
    if (all.signal.aborted) return
    firstReason = reason
    all.abort()
  }
  const onCancel = (): void => abort('cancelled')
  if (signal.aborted) onCancel()
  signal.addEventListener('abort', onCancel, { once: true })
  clock.sleep(limits.deadlineMs, timer.signal).then(
    () => abort('deadline'),
    // The fetch ended before the deadline.
    () => {},
  )
  return {
    signal: all.signal,
    reason: () => firstReason,
    abort,
    end: () => {
      abort('cancelled')
      timer.abort()
      signal.removeEventListener('abort', onCancel)
    },
  }
}
