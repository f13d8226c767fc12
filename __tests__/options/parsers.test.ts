// Durations such as 1m30s.

import { describe, expect, test } from '@jest/globals'
import { parseDuration } from '../../src/options/parsers.ts'

describe('parseDuration', () => {
  test.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['1m30s', 90_000],
    [' 5s ', 5_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  test.each(['', '10', 's', '-5s', '1.5h', '10 m', '10min', '1h garbage', '9999999s', '1d'])(
    '%p is refused',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )
})
