// May another request be spent on a retry? max(10, 20 % of the files planned), so that an outage stays one.

/** What may be spent on retries, for a plan that still grows. */
export interface RetryBudget {
  /** Takes one retry out of the budget; false where nothing is left. */
  readonly take: () => boolean
  readonly spent: () => number
}

const least = 10
const share = 0.2

/** `planned` tells how many files are known to be needed by now. */
export function createRetryBudget(planned: () => number): RetryBudget {
  let spent = 0
  return {
    take: () => {
      if (spent >= Math.max(least, Math.floor(planned() * share))) return false
      spent++
      return true
    },
    spent: () => spent,
  }
}
