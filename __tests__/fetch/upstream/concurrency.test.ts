// Decides how many requests one upstream gets at once.

import { expect, test } from '@jest/globals'
import { concurrencyCap } from '../../../src/fetch/upstream/concurrency.ts'

test('the cap is a sixth of the plan, from ten to as many as there are connections', () => {
  expect([1, 60, 120, 10_000].map(concurrencyCap)).toEqual([10, 10, 20, 64])
})
