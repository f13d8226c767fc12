// Decides how many requests one upstream gets at once.

import { expect, test } from '@jest/globals'
import { concurrencyCap } from '../../../src/fetch/upstream/concurrency.ts'

test('the cap is a sixth of the plan, from ten to what is configured', () => {
  expect([1, 60, 120, 10_000].map((planned) => concurrencyCap(planned, 64))).toEqual([10, 10, 20, 64])
  expect(concurrencyCap(10_000, 8)).toBe(8)
})
