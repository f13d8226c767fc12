// go.mod files, of the main module and of dependencies.
// Maps to src/go/modfile-syntax.ts, src/go/module-path.ts, src/go/replacement.ts.

import { describe, expect, test } from '@jest/globals'
import { type GoMod, parseDependencyGoMod, parseGoMod } from '../../src/go/go-mod.ts'

function mod(text: string): GoMod {
  const parsed = parseGoMod(text)
  if (parsed.kind === 'malformed') throw new Error(`line ${parsed.line}: ${parsed.message}`)
  return parsed.mod
}

test('a go.mod with everything in it', () => {
  const text = `// Package docs.
module example.com/main // Deprecated: no.

go 1.24.1
toolchain go1.25.0

godebug default=go1.21
godebug (
	panicnil=1
)

require example.com/a v1.2.3
require (
	example.com/b/v2 v2.0.0 // indirect
	"example.com/c" "v1.0"	// indirect; needed by a
	example.com/d v2.0.0+incompatible // indirectly
	// example.com/commented v1.0.0
)

exclude (
	example.com/a v1.2.4

)
replace (
	example.com/a => ../a
	example.com/d v2.0.0+incompatible => example.com/fork v1.0.0
	example.com/e => "./with blank"
	example.com/f => C:\\windows
)
retract [v1.0.0, v1.1.0] // broken
retract (
	v1.2.0
)
tool example.com/a/cmd/x
tool (
	example.com/b/v2/cmd
)
ignore ./node_modules
`
  expect(mod(text)).toEqual({
    module: 'example.com/main',
    go: '1.24.1',
    toolchain: 'go1.25.0',
    require: [
      { path: 'example.com/a', version: 'v1.2.3', indirect: false, line: 12 },
      { path: 'example.com/b/v2', version: 'v2.0.0', indirect: true, line: 14 },
      { path: 'example.com/c', version: 'v1.0.0', indirect: true, line: 15 },
      { path: 'example.com/d', version: 'v2.0.0+incompatible', indirect: false, line: 16 },
    ],
    exclude: [{ path: 'example.com/a', version: 'v1.2.4', line: 21 }],
    replace: [
      { old: { path: 'example.com/a', version: null }, new: { path: '../a', version: null }, line: 25 },
      {
        old: { path: 'example.com/d', version: 'v2.0.0+incompatible' },
        new: { path: 'example.com/fork', version: 'v1.0.0' },
        line: 26,
      },
      {
        old: { path: 'example.com/e', version: null },
        new: { path: './with blank', version: null },
        line: 27,
      },
      {
        old: { path: 'example.com/f', version: null },
        new: { path: 'C:\\windows', version: null },
        line: 28,
      },
    ],
    tool: ['example.com/a/cmd/x', 'example.com/b/v2/cmd'],
  })
})

test('line ends of Windows, and a last line without one', () => {
  expect(mod('module example.com/a\r\ngo 1.21\r\nrequire (\r\n\texample.com/b v1.0.0\r\n)')).toMatchObject({
    module: 'example.com/a',
    go: '1.21',
    require: [{ path: 'example.com/b', line: 4 }],
  })
})

test('an empty go.mod says nothing', () => {
  expect(mod('')).toEqual({
    module: null,
    go: null,
    toolchain: null,
    require: [],
    replace: [],
    exclude: [],
    tool: [],
  })
})

test('a branch is left as it stands, for go to resolve', () => {
  expect(mod('module example.com/a\nrequire example.com/b main\n').require).toMatchObject([
    { version: 'main' },
  ])
})

describe('what go refuses is told with its line', () => {
  test.each([
    ['an unknown directive', 'module example.com/a\n\nmodul x\n', 3, /modul is no directive/],
    ['a word that every object has', 'module example.com/a\nconstructor x\n', 2, /no directive/],
    ['a merge conflict', 'module example.com/a\n<<<<<<< HEAD\ngo 1.21\n', 2, /merge conflict/],
    ['a merge conflict in a block', 'require (\n\ta.com/b v1.0.0\n=======\n)\n', 3, /merge conflict/],
    ['a byte order mark', '\ufeffmodule example.com/a\n', 1, /byte order mark/],
    ['a block without its end', 'module example.com/a\nrequire (\n\ta.com/b v1.0.0\n', 2, /never closed/],
    ['words after the end of a block', 'require (\n) x\n', 2, /closes a block/],
    ['a string without its end', 'module "example.com/a\n', 1, /not closed/],
    ['a raw string, which go.mod never allowed', 'module `example.com/a`\n', 1, /one module path/],
    ['a comment of another language', 'module example.com/a /* x */\n', 1, /comments/],
    ['go twice', 'go 1.21\ngo 1.22\n', 2, /twice/],
    ['a go version that is none', 'go latest\n', 1, /one version/],
    ['go in a block', 'go (\n1.21\n)\n', 2, /no directive/],
    ['a toolchain that is none', 'toolchain 1.21\n', 1, /one name/],
    ['a module twice', 'module a.com/b\nmodule a.com/c\n', 2, /twice/],
    ['a requirement without a version', 'require a.com/b\n', 1, /v1.2.3/],
    ['a version of another major version', 'require a.com/b v2.0.0\n', 1, /should be v0 or v1/],
    ['a path of no major version', 'require a.com/b/v1 v1.0.0\n', 1, /suffix/],
    ['a replacement without an arrow', 'replace a.com/b ../b\n', 1, /replace is written/],
    ['a replacement by a module without a version', 'replace a.com/b => a.com/c\n', 1, /no version/],
    ['a replacement with an at sign', 'replace a.com/b => a.com/c@v1.0.0\n', 1, /space between/],
    ['a directory with a version', 'replace a.com/b => ../b v1.0.0\n', 1, /can't have a version/],
    ['a godebug without a value', 'godebug x\n', 1, /key=value/],
    ['a character that is none', 'module example.com/a\u200b\n', 1, /U\+200B/],
  ])('%s', (_, text, line, message) => {
    const parsed = parseGoMod(text)
    expect(parsed).toMatchObject({ kind: 'malformed', line })
    expect(parsed).toHaveProperty('message', expect.stringMatching(message))
  })
})

test('a directive of a Go release yet to come is left to that release', () => {
  expect(parseGoMod('module a.com/b\ngo 1.99\nfuture x\n').kind).toBe('ok')
  expect(parseGoMod('module a.com/b\ngo 1.27\nfuture x\n').kind).toBe('malformed')
})

describe('the go.mod of a dependency', () => {
  test('what only a main module can say is passed by, whatever it says', () => {
    const parsed = parseDependencyGoMod(
      'module a.com/b\ngo v1.20.x\nreplace nonsense\nexclude nonsense\ntool\nfuture ( x\ntoolchain 7\nrequire a.com/c v1.0.0\n',
    )
    expect(parsed).toMatchObject({
      kind: 'ok',
      mod: {
        module: 'a.com/b',
        go: '1.20',
        require: [{ path: 'a.com/c' }],
        replace: [],
        exclude: [],
        tool: [],
      },
    })
  })

  test('a version that go could not use is an error still', () => {
    expect(parseDependencyGoMod('module a.com/b\nrequire a.com/c main\n')).toMatchObject({
      kind: 'malformed',
      line: 2,
    })
  })

  test('an HTML page is no go.mod', () => {
    expect(parseDependencyGoMod('<!DOCTYPE html>\n<html>"unclosed\n</html>\n')).not.toMatchObject({
      mod: { module: expect.any(String) },
    })
  })
})
