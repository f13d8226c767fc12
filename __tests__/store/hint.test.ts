// The hint for a plan: written as names, and read as those of module files only.

import { expect, test } from '@jest/globals'
import { formatHint, parseHint } from '../../src/store/hint.ts'

const file = { path: 'github.com/Azure/x', version: 'v1.0.0', kind: 'zip' } as const

test('is read as it was written', () => {
  expect(formatHint([file])).toBe('{"version":1,"files":["github.com/!azure/x/@v/v1.0.0.zip"]}\n')
  expect(parseHint(formatHint([file]))).toEqual([file])
})

test.each([
  ['no JSON', 'x'],
  ['another version', '{"version":2,"files":[]}'],
  [
    'names that are none of a module',
    '{"version":1,"files":["../x","/etc/passwd","a/@v/list",".plans/x.json",""]}',
  ],
  ['names that are no texts', '{"version":1,"files":[1,null]}'],
  ['a name without end', `{"version":1,"files":["${'x'.repeat(2_000)}"]}`],
  ['more names than any project has', JSON.stringify({ version: 1, files: Array(50_001).fill('x') })],
])('%s: nothing is read', (_, text) => {
  expect(parseHint(text)).toEqual([])
})
