// go.work files.

import { expect, test } from '@jest/globals'
import { parseGoWork } from '../../src/go/go-work.ts'

test('a go.work with everything in it', () => {
  const text = `go 1.22
toolchain go1.23.0
godebug default=go1.21
use ./a // first
use (
	./b
	"./with blank"
)
replace example.com/x v1.0.0 => ../x
`
  expect(parseGoWork(text)).toEqual({
    kind: 'ok',
    work: {
      go: '1.22',
      toolchain: 'go1.23.0',
      use: [
        { dir: './a', line: 4 },
        { dir: './b', line: 6 },
        { dir: './with blank', line: 7 },
      ],
      replace: [
        { old: { path: 'example.com/x', version: 'v1.0.0' }, new: { path: '../x', version: null }, line: 9 },
      ],
    },
  })
})

test.each([
  ['a directive of go.mod', 'go 1.22\nrequire a.com/b v1.0.0\n', 2],
  ['two folders in one line', 'use ./a ./b\n', 1],
  ['a merge conflict', 'use (\n>>>>>>> branch\n)\n', 2],
  ['go twice', 'go 1.21\ngo 1.22\n', 2],
  ['go in a block', 'go (\n1.21\n)\n', 2],
])('%s is refused with its line', (_, text, line) => {
  expect(parseGoWork(text)).toMatchObject({ kind: 'malformed', line })
})
