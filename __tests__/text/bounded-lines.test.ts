// The first and the last lines of a long output.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createBoundedLines } from '../../src/text/bounded-lines.ts'

function kept(count: number, limits: { first: number; last: number }) {
  const lines = createBoundedLines(limits)
  for (let n = 1; n <= count; n++) lines.push(String(n))
  return lines.lines()
}

test('keeps all of a short output', () => {
  expect(kept(5, { first: 2, last: 3 })).toEqual(['1', '2', '3', '4', '5'])
})

test('leaves the middle of a long one out, and says how much', () => {
  expect(kept(9, { first: 2, last: 3 })).toEqual(['1', '2', '… 4 lines left out …', '7', '8', '9'])
})

test('whatever the length, the first and the last lines are there in order', () => {
  const size = fc.integer({ min: 1, max: 20 })
  fc.assert(
    fc.property(fc.nat({ max: 100 }), size, size, (count, first, last) => {
      const all = Array.from({ length: count }, (_, index) => String(index + 1))
      const lines = kept(count, { first, last })
      if (count <= first + last) expect(lines).toEqual(all)
      else
        expect(lines).toEqual([
          ...all.slice(0, first),
          `… ${count - first - last} lines left out …`,
          ...all.slice(-last),
        ])
    }),
  )
})
