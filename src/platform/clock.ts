// Time and chance, as arguments: what everything that waits is given.

/** Monotonic time, the calendar, and waiting. */
export interface Clock {
  /** Milliseconds since some fixed point; never goes backwards. */
  readonly now: () => number
  /** The calendar date and time. */
  readonly date: () => Date
  /** Waits `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** A number from 0 (included) to 1 (excluded), as `Math.random` gives it. */
export type Random = () => number

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}
