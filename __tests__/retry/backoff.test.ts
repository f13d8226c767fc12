// Exponential back-off with full jitter.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { backoffOf, firstBackoff, fullJitter, nextBackoff } from '../../src/retry/backoff.ts'

test('the range doubles from 500 ms up to 10 s', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 1e9].map((retry) => backoffOf(retry).ceilingMs)
  expect(ceilings).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000])
})

test('a step leaves the range before it unchanged', () => {
  const second = nextBackoff(firstBackoff)
  expect([firstBackoff.ceilingMs, second.ceilingMs]).toEqual([500, 1_000])
})

test('every wait is a whole number from 0 to the ceiling, both included', () => {
  expect(fullJitter(firstBackoff, () => 0)).toBe(0)
  expect(fullJitter(firstBackoff, () => 1 - Number.EPSILON)).toBe(500)
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(), random, (retry, chance) => {
      const backoff = backoffOf(retry)
      const wait = fullJitter(backoff, () => chance)
      expect(Number.isInteger(wait) && wait >= 0 && wait <= backoff.ceilingMs).toBe(true)
    }),
  )
})
