// How long to wait before trying again: exponential back-off with full jitter.
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/

/** The range of the next wait; an immutable value. */
export interface Backoff {
  /** The longest that the next wait may be, in milliseconds. */
  readonly ceilingMs: number
  readonly factor: number
  readonly capMs: number
}

/** Before the first retry: up to 500 ms, doubled each time, never above 10 s. */
export const firstBackoff: Backoff = { ceilingMs: 500, factor: 2, capMs: 10_000 }

/** The range of the wait after this one. */
export function nextBackoff(backoff: Backoff): Backoff {
  return { ...backoff, ceilingMs: Math.min(backoff.capMs, backoff.ceilingMs * backoff.factor) }
}

/** The range before retry number `retry`, from 1. */
export function backoffOf(retry: number, first: Backoff = firstBackoff): Backoff {
  let backoff = first
  // Beyond this the cap is reached with any factor that makes sense, and a hostile number can't spin here.
  for (let n = 1; n < Math.min(retry, 64); n++) backoff = nextBackoff(backoff)
  return backoff
}

/** A wait in whole milliseconds, anywhere from 0 to the ceiling: callers that failed together don't come back together. */
export function fullJitter(backoff: Backoff, random: () => number): number {
  return Math.floor(random() * (backoff.ceilingMs + 1))
}
