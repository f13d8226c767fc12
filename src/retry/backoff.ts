// How long to wait before trying again: exponential back-off with full jitter.
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/

const firstMs = 500
const capMs = 10_000

/** The longest wait before retry number `retry`, from 1, in milliseconds: 500, doubled each time, never above 10 s. */
export function longestBackoffMs(retry: number): number {
  return Math.min(capMs, firstMs * 2 ** (retry - 1))
}

/** A whole number of milliseconds from 0 to `longestMs`: callers that failed together don't come back together. */
export function fullJitterMs(longestMs: number, random: () => number): number {
  return Math.floor(random() * (longestMs + 1))
}
