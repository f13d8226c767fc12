// Limits the retries of a whole fetch.

import { expect, test } from '@jest/globals'
import { createRetryBudget } from '../../../src/fetch/upstream/retry-budget.ts'

test('the retry budget is a fifth of the plan, and at least ten', () => {
  const spend = (planned: number) => {
    const budget = createRetryBudget(() => planned)
    let taken = 0
    while (budget.take()) taken++
    return [taken, budget.spent()]
  }
  expect([0, 10, 100, 1_000].map(spend)).toEqual([
    [10, 10],
    [10, 10],
    [20, 20],
    [200, 200],
  ])
})
