// go.sum files.

import { expect, test } from '@jest/globals'
import { emptyGoSum, type GoSum, mergeGoSums, modSums, parseGoSum, zipSums } from '../../src/go/go-sum.ts'

const a = { path: 'example.com/a', version: 'v1.0.0' }

function sumsOf(text: string, file = 'go.sum'): GoSum {
  const parsed = parseGoSum(text, file)
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  return parsed.sums
}

test('hashes are told apart by what they are for, with the line that names them', () => {
  const sums = sumsOf('\nexample.com/a v1.0.0 h1:zip=\r\nexample.com/a v1.0.0/go.mod h1:mod=\n', 'sub/go.sum')
  expect(zipSums(sums, a)).toEqual(['h1:zip='])
  expect(modSums(sums, a)).toEqual(['h1:mod='])
  expect(sums.entries.get('example.com/a v1.0.0/go.mod')).toMatchObject({ file: 'sub/go.sum', line: 3 })
  expect(zipSums(sums, { ...a, version: 'v1.0.1' })).toEqual([])
})

test('several hashes for one file all count, each once', () => {
  const one = sumsOf('example.com/a v1.0.0 h1:x\nexample.com/a v1.0.0 h2:y\n')
  const two = sumsOf('example.com/a v1.0.0 h1:x\nexample.com/a v1.0.0 h1:z\n', 'b/go.sum')
  expect(zipSums(mergeGoSums(one, two), a)).toEqual(['h1:x', 'h1:z'])
  expect(mergeGoSums(one, two).entries.get('example.com/a v1.0.0')?.file).toBe('go.sum')
  expect(zipSums(mergeGoSums(one, emptyGoSum), a)).toEqual(['h1:x'])
  expect(mergeGoSums(one)).toBe(one)
  expect(mergeGoSums()).toEqual(emptyGoSum)
})

test('the hash of an empty go.mod, which go once wrote by mistake, is ignored as go does', () => {
  const sums = sumsOf('example.com/a v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n')
  expect(modSums(sums, a)).toEqual([])
})

test.each([
  ['<<<<<<< HEAD', /merge conflict/],
  ['=======', /merge conflict/],
  ['example.com/a v1.0.0', /2 fields/],
  ['example.com/a v1.0.0 h1:x more', /4 fields/],
  ['x', /1 field$/],
])('%j is refused with its line', (line, message) => {
  const parsed = parseGoSum(`example.com/a v1.0.0 h1:x\n${line}\n`, 'go.sum')
  expect(parsed).toMatchObject({ kind: 'malformed', line: 2, message: expect.stringMatching(message) })
})
