// What was printed, as lines of a summary and of a terminal.

import { expect, test } from '@jest/globals'
import { excerptLines } from '../../src/report/excerpt.ts'

const linesOf = (text: string, changes = {}) =>
  excerptLines({ lines: [{ line: 7, text, causal: true, repeats: 1, ...changes }], omitted: 0 })

test('a line that fits stays one line, with its number, its mark and its repeats', () => {
  expect(linesOf('go: no')).toEqual(['> 7  go: no'])
  expect(linesOf('go: no', { causal: false, repeats: 3 })).toEqual(['  7  go: no  (× 3)'])
  expect(linesOf('')).toEqual(['> 7  '])
})

test('a long line goes on below its beginning, broken at blanks, and loses nothing', () => {
  const text = `go: ${'words and '.repeat(40)}${'x'.repeat(300)} end`
  const lines = linesOf(text)
  expect(lines.length).toBeGreaterThan(5)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(115)
  expect(lines.slice(1).every((line) => line.startsWith('     '))).toBe(true)
  expect(
    lines
      .map((line) => line.slice(5))
      .join('')
      .replaceAll(' ', ''),
  ).toBe(text.replaceAll(' ', ''))
})

test('no character is cut in two', () => {
  expect(linesOf('😀'.repeat(120)).join('')).not.toMatch(/\p{Cs}/u)
})
