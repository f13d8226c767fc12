// One line about a long step, for each width.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Progress, progressBar, progressWords } from '../../src/text/progress.ts'

const parts = ['120 of 340 modules', '45.2 MB', '3.4 MB/s', '12 s left', 'from proxy.golang.org']
const third: Progress = { share: 1 / 3, parts }

test.each<[columns: number, line: string]>([
  [200, '[======>-------------] 120 of 340 modules, 45.2 MB, 3.4 MB/s, 12 s left, from proxy.golang.org'],
  [79, '[======>-------------] 120 of 340 modules, 45.2 MB, 3.4 MB/s, 12 s left'],
  [50, '[====>--------] 120 of 340 modules, 45.2 MB'],
  [24, '[=>---] 120 of 340 modu…'],
  [20, '120 of 340 modules'],
  [8, '120 of …'],
])('in %i columns', (columns, line) => {
  expect(progressBar(third, columns)).toBe(line)
})

describe('the bar', () => {
  test.each<[name: string, share: number | null, start: string]>([
    ['at the start', 0, '[>-------------------] 120'],
    ['at the end', 1, '[====================] 120'],
    ['beyond it, as where files become known late', 1.2, '[====================] 120'],
    ['of an unknown amount is left out', null, '120'],
  ])('%s', (_, share, start) => {
    expect(progressBar({ share, parts }, 100).slice(0, start.length)).toBe(start)
  })

  test('and its words are never wider than the line', () => {
    const share = fc.option(fc.double())
    const columns = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(share, fc.array(fc.string()), columns, (share, parts, columns) => {
        expect(progressBar({ share, parts }, columns).length).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

test('in words, everything is told', () => {
  expect(progressWords(third)).toBe(parts.join(', '))
})
