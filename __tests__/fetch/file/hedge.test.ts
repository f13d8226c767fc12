// Decides when a slow request is worth a hedge.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hedgeDelayMs, isUnanswered, mayHedge, percentile } from '../../../src/fetch/file/hedge.ts'

describe('hedges', () => {
  test('wait a second for an unknown upstream, three times its 95th percentile for a known one', () => {
    expect(hedgeDelayMs([5, 5], 10_000)).toBe(1_000)
    expect(
      hedgeDelayMs(
        Array.from({ length: 20 }, () => 5),
        10_000,
      ),
    ).toBe(200)
    expect(
      hedgeDelayMs(
        Array.from({ length: 20 }, () => 400),
        10_000,
      ),
    ).toBe(1_200)
    expect(hedgeDelayMs([], 300)).toBe(150)
  })

  test('are at most a twentieth of all requests, but for the first three', () => {
    expect([0, 2, 3].map((hedges) => mayHedge(5, hedges))).toEqual([true, true, false])
    expect([49, 50].map((hedges) => mayHedge(1_000, hedges))).toEqual([true, false])
  })

  test.each([
    ['a second of silence', 1_000, 10_000, true],
    ['less of it, as from a file that is only slow', 990, 10_000, false],
    ['half of a short stall limit', 250, 500, true],
  ])('%s', (_, silentMs, stallMs, isTold) => {
    expect(isUnanswered(silentMs, stallMs)).toBe(isTold)
  })

  test('a percentile is one of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          expect(values).toContain(percentile(values, share))
        },
      ),
    )
  })
})
