// Bytes into lines.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createLineSplitter } from '../../src/text/line-splitter.ts'

function split(chunks: readonly (string | Buffer)[], maxLength?: number): string[] {
  const lines: string[] = []
  const splitter = createLineSplitter(
    (line) => lines.push(line),
    maxLength === undefined ? {} : { maxLength },
  )
  for (const chunk of chunks) splitter.push(Buffer.from(chunk))
  splitter.end()
  return lines
}

const umlaut = Buffer.from('ä')
test.each([
  ['lines', ['a\nb\n'], ['a', 'b']],
  ['a line over several chunks', ['a', 'b\nc'], ['ab', 'c']],
  ['a last line without an end', ['a\nb'], ['a', 'b']],
  ['line ends of Windows', ['a\r', '\nb\r\n'], ['a', 'b']],
  ['empty lines', ['\n\na\n'], ['', '', 'a']],
  ['nothing', [], []],
  ['a character over two chunks', [umlaut.subarray(0, 1), umlaut.subarray(1)], ['ä']],
  ['bytes that are no text', [Buffer.from([0xff, 0x0a])], ['\ufffd']],
])('%s', (_, chunks, expected) => {
  expect(split(chunks)).toEqual(expected)
})

test('a line that is too long loses its end, and no other line does', () => {
  expect(split(['abcd', 'efgh', 'ij\nok\n', 'x'.repeat(9)], 5)).toEqual(['abcde…', 'ok', 'xxxxx…'])
})

test('the chunks do not matter', () => {
  const text = fc.array(fc.constantFrom('a', 'ä', '😀', '\n', '\r\n', ' '), { maxLength: 60 })
  fc.assert(
    fc.property(text, fc.array(fc.nat({ max: 20 })), (parts, sizes) => {
      const bytes = Buffer.from(parts.join(''))
      const chunks: Buffer[] = []
      let at = 0
      for (const size of sizes) {
        chunks.push(bytes.subarray(at, at + size))
        at += size
      }
      expect(split([...chunks, bytes.subarray(at)])).toEqual(split([bytes]))
    }),
  )
})
