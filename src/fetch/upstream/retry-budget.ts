// Limits the retries of a whole fetch to max(10, 20 % of the files planned): an outage is not answered by a flood of requests.

/** The retries that are left, for a plan that still grows. */
export interface RetryBudget {
  /** Takes one retry out of the budget; false where nothing is left. */
  readonly take: () => boolean
  readonly spent: () => number
}

/** A small project may retry, too. */
const fewestRetries = 10
/** Under any fault no more than 1.2 times the requests that plain `go` needs are sent. */
const shareOfPlan = 0.2

/** `planned` tells how many files are known to be needed by now. */
export function createRetryBudget(planned: () => number): RetryBudget {
  let spent = 0
  return {
    take: () => {
      if (spent >= Math.max(fewestRetries, Math.floor(planned() * shareOfPlan))) return false
      spent++
      return true
    },
    spent: () => spent,
  }
}
