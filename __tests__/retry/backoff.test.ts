// Exponential back-off with full jitter.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fullJitterMs, longestBackoffMs } from '../../src/retry/backoff.ts'

test('the longest wait doubles from 500 ms up to 10 s', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 1e9].map(longestBackoffMs)
  expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000])
})

test('every wait is a whole number from 0 to the longest, both included', () => {
  expect(fullJitterMs(500, () => 0)).toBe(0)
  expect(fullJitterMs(500, () => 1 - Number.EPSILON)).toBe(500)
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(10_000), random, (longestMs, chance) => {
      const wait = fullJitterMs(longestMs, () => chance)
      expect(Number.isInteger(wait) && wait >= 0 && wait <= longestMs).toBe(true)
    }),
  )
})
