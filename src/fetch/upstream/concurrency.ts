// Decides how many requests one upstream gets at once: more after each success, fewer after a failure, never above a share of
// the plan.

/** Enough for the round trips of a small project to overlap; halved as soon as the upstream shows that it is too much. */
export const firstConcurrency = 10
/** As many connections as the run's HTTP client opens to one origin. */
const largestConcurrency = 64

/** An upstream that fails while a sixth of the plan is under way costs no more than a sixth of requests extra. */
const shareOfPlan = 6

/** The most that may be under way for a plan of so many files. */
export function concurrencyCap(planned: number): number {
  return Math.min(largestConcurrency, Math.max(firstConcurrency, Math.ceil(planned / shareOfPlan)))
}

/** After a success: it doubles within each round trip, until the cap. */
export function raised(concurrency: number): number {
  return Math.min(largestConcurrency, concurrency + 1)
}

/** Never so few that one slow request holds up all others. */
const fewestAfterFailure = 4
const fewestWhenThrottled = 2

/** After a failure: half as many, as TCP does after a loss. */
export function halved(concurrency: number): number {
  return Math.max(fewestAfterFailure, Math.floor(concurrency / 2))
}

/** After a server asked for fewer requests. */
export function throttled(concurrency: number): number {
  return Math.max(fewestWhenThrottled, Math.floor(concurrency / 4))
}
