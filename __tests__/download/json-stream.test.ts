// The objects of `go mod download -json`, whole and cut off.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createModuleRecords } from '../../src/download/json-stream.ts'

function read(text: string) {
  const records = createModuleRecords()
  for (const line of text.split('\n')) records.push(line)
  return records.end()
}

const object = (fields: Record<string, unknown>) => `${JSON.stringify(fields, null, '\t')}\n`
const good = object({
  Path: 'example.com/a',
  Version: 'v1.0.0',
  Info: '/c/a.info',
  GoMod: '/c/a.mod',
  GoModSum: 'h1:m',
  Zip: '/c/a.zip',
  Sum: 'h1:z',
  Dir: '/a',
})
const record = { path: 'example.com/a', version: 'v1.0.0' }
const failed = object({
  Path: 'example.com/b',
  Version: 'v1.1.0',
  Error: 'reading x: 503\n\tserver response: {\n}',
})

describe('createModuleRecords', () => {
  test('gives each module, and why it failed', () => {
    expect(read(good + failed)).toEqual([
      record,
      { path: 'example.com/b', version: 'v1.1.0', error: 'reading x: 503\n\tserver response: {\n}' },
    ])
  })

  test.each([
    ['no output', '', []],
    ['an object cut off at the end', good + good.slice(0, 40), [record]],
    ['an object cut off before another one', `${good.slice(0, 40)}\n${good}`, [record]],
    ['an object cut in a string by a limit', good.replace('/c/a.info",', '/c/…') + good, [record]],
    ['lines of something else', `hello\n${good}}\n]\nbye\n`, [record]],
    ['an object on one line', '{"Path":"p","Version":"v"}\n', [{ path: 'p', version: 'v' }]],
    [
      'nested objects',
      object({ Path: 'p', Version: 'v', Origin: { VCS: 'git', Hash: 'x' } }),
      [{ path: 'p', version: 'v' }],
    ],
    ['an object that is no module', '{\n"a": 1\n}\n', []],
    ['fields of other types', '{"Path":"p","Version":7,"Error":{},"Zip":null}', [{ path: 'p', version: '' }]],
    ['a module without a version', '{"Path":"p"}', [{ path: 'p', version: '' }]],
  ])('survives %s', (_, text, modules) => {
    expect(read(text)).toEqual(modules)
  })

  test('wherever the output is cut, the modules before the cut are there', () => {
    const text = good + failed + good
    const ends = [good.length, good.length + failed.length, text.length].map((end) => end - 1)
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cut) => {
        expect(read(text.slice(0, cut))).toHaveLength(ends.filter((end) => end <= cut).length)
      }),
    )
  })
})
