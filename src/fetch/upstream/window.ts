// How many requests may be under way at one upstream? As many as it has proved to bear, up to a share of the plan.

/** Bounds of the window. */
export const firstWindow = 10
export const largestWindow = 64

/** An upstream that fails while a sixth of the plan is under way costs no more than a sixth of requests extra. */
const shareOfPlan = 6

/** The most that may be under way for a plan of so many files. */
export function windowCap(planned: number, concurrency: number): number {
  return Math.min(concurrency, Math.max(firstWindow, Math.ceil(planned / shareOfPlan)))
}

/** The window after an answer: doubles within each round trip, until the cap. */
export function grown(window: number): number {
  return Math.min(largestWindow, window + 1)
}

/** After a failure. */
export function halved(window: number): number {
  return Math.max(4, Math.floor(window / 2))
}

/** After a server asked for fewer requests. */
export function throttled(window: number): number {
  return Math.max(2, Math.floor(window / 4))
}
