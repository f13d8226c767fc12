// Everything that go and git can print is judged alike in each of its wrappers, and behind each system's prefix.
// Maps to src/classify/*.
//
// The rows are `category[,another that is right too]|text`; `null` is no fault. `\n` and `\t` are written out.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'

interface Row {
  readonly allowed: readonly string[]
  readonly text: string
}

type Wrap = (text: string) => string

const unescaped: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\\\': '\\' }

function rowsOf(name: string): readonly Row[] {
  return readFileSync(join(import.meta.dirname, 'reference', name), 'utf8')
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line) => {
      const at = line.indexOf('|')
      const text = line.slice(at + 1).replace(/\\[nt\\]/g, (found) => unescaped[found] ?? found)
      return { allowed: line.slice(0, at).split(','), text }
    })
}

const prefixes: Readonly<Record<string, (line: string, index: number) => string>> = {
  nothing: (line) => line,
  BuildKit: (line, index) => `#12 ${10 + index}.123 ${line}`,
  GitHub: (line) => `2024-05-01T10:00:00.1234567Z ${line}`,
  Azure: (line) => `2024-05-01T10:00:00.1234567Z ##[error]${line}`,
  GitLab: (line) => `2024-05-01T10:00:00.123456Z 01E ${line}`,
  compose: (line) => `web_1  | ${line}`,
  Windows: (line) => `${line}\r`,
}

const systems = Object.keys(prefixes)

/** What is judged otherwise than allowed: bare, and behind one of the prefixes in turn. */
function mistakes({ allowed, text }: Row, wraps: Readonly<Record<string, Wrap>>): readonly string[] {
  return Object.entries(wraps).flatMap(([wrapper, wrap], index) => {
    const turn = systems[1 + ((text.length + index) % (systems.length - 1))] ?? 'nothing'
    return ['nothing', turn].flatMap((system) => {
      const lines = wrap(text).split('\n')
      const { primary } = classify({ lines: lines.map((line, at) => prefixes[system]?.(line, at) ?? line) })
      return allowed.includes(primary?.category ?? 'null') ? [] : [`${wrapper}, ${system}: ${primary?.id}`]
    })
  })
}

const url = 'https://goproxy.example.org/example.com/lib/@v/v1.2.3'

const insideAnyRequest: Readonly<Record<string, Wrap>> = {
  Get: (text) => `go: example.com/lib@v1.2.3: Get "${url}.mod": ${text}`,
  'Get, without quotes': (text) => `go: example.com/lib@v1.2.3: Get ${url}.mod: ${text}`,
  'a Get through the graph': (text) =>
    `go: a.example/app@v1.0.0 requires\n\texample.com/lib@v1.2.3: Get "${url}.mod": ${text}`,
  'a module error without go': (text) => `example.com/lib@v1.2.3: Get "${url}.mod": ${text}`,
  'a list': (text) =>
    `go: module example.com/lib: Get "https://goproxy.example.org/example.com/lib/@v/list": ${text}`,
  'a bare Get': (text) => `Get "${url}.zip": ${text}`,
  discovery: (text) =>
    `go: example.com/lib@v1.2.3: unrecognized import path "example.com/lib": https fetch: Get "https://example.com/lib?go-get=1": ${text}`,
  'discovery in brackets': (text) =>
    `go: example.com/lib@v1.2.3: unrecognized import path "example.com/lib" (https fetch: Get https://example.com/lib?go-get=1: ${text})`,
  'GOPATH mode': (text) =>
    `package example.com/lib/x: unrecognized import path "example.com/lib/x" (https fetch: Get https://example.com/lib/x?go-get=1: ${text})`,
  'an import': (text) => `main.go:4:2: example.com/lib@v1.2.3: Get "${url}.zip": ${text}`,
  'go get': (text) =>
    `go get example.com/lib: module example.com/lib: Get "https://goproxy.example.org/example.com/lib/@v/list": ${text}`,
}

const insideABody: Readonly<Record<string, Wrap>> = {
  read: (text) => `go: example.com/lib@v1.2.3: read "${url}.zip": ${text}`,
  'read of Go 1.19': (text) =>
    `go: example.com/lib@v1.2.3: read "https:/goproxy.example.org/@v/v1.2.3.zip": ${text}`,
  'a bare read': (text) => `read "${url}.zip": ${text}`,
  'nothing but the module': (text) => `go: example.com/lib@v1.2.3: ${text}`,
}

const beyondTransport = ['disk', 'proxy-config']

const stages: readonly [string, Wrap][] = [
  [
    'sumdb',
    (text) =>
      `go: example.com/lib@v1.2.3: verifying module: example.com/lib@v1.2.3: Get "https://sum.golang.org/lookup/example.com/lib@v1.2.3": ${text}`,
  ],
  [
    'toolchain',
    (text) =>
      `go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: Get "https://goproxy.example.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip": ${text}`,
  ],
]

const insideGit: Readonly<Record<string, Wrap>> = {
  'ls-remote': (text) =>
    `go: example.com/lib@v1.2.3: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b2c3d: exit status 128:\n\t${text}`,
  'ls-remote through the graph': (text) =>
    `go: a.example/app@v1.0.0 requires\n\texample.com/lib@v1.2.3: invalid version: git ls-remote -q --end-of-options https://example.com/lib in /go/pkg/mod/cache/vcs/0a1b2c3d: exit status 128:\n\t${text}`,
  fetch: (text) =>
    `go: example.com/lib@v1.2.3: git fetch -f origin refs/heads/*:refs/heads/* refs/tags/*:refs/tags/* in /go/pkg/mod/cache/vcs/0a1b2c3d: exit status 128:\n\t${text}`,
  'fetch on Windows': (text) =>
    `go: example.com/lib@v1.2.3: git fetch -f https://example.com/lib refs/heads/*:refs/heads/* in C:\\Users\\me\\go\\pkg\\mod\\cache\\vcs\\0a1b2c3d: exit status 128:\n\t${text.replaceAll('/go/pkg/mod/cache', 'C:/Users/me/go/pkg/mod/cache')}`,
  'GOPATH mode': (text) =>
    `# cd .; git clone -- https://example.com/lib /go/src/example.com/lib\nCloning into '/go/src/example.com/lib'...\n${text.replaceAll('\n\t', '\n')}\npackage example.com/lib: exit status 128`,
}

const named = (row: Row) => ({ ...row, name: `${row.allowed.join(' or ')}: ${row.text.slice(0, 100)}` })

describe('a transport error', () => {
  test.each(rowsOf('transport.txt').map(named))('$name', (row) => {
    const isTunnel = row.allowed[0] === 'http-proxy'
    expect(mistakes(row, isTunnel ? insideAnyRequest : { ...insideAnyRequest, ...insideABody })).toEqual([])
    for (const [stage, wrap] of stages) {
      const allowed = [stage, ...row.allowed.filter((category) => beyondTransport.includes(category))]
      expect(mistakes({ ...row, allowed }, { [stage]: wrap })).toEqual([])
    }
  })
})

describe("git's and ssh's own words", () => {
  test.each(rowsOf('git.txt').map(named))('$name', (row) => {
    expect(mistakes(row, insideGit)).toEqual([])
  })
})

describe('a whole message', () => {
  test.each(rowsOf('whole.txt').map(named))('$name', (row) => {
    expect(mistakes(row, { itself: (text) => text })).toEqual([])
  })
})

const insideAnotherVcs: Readonly<Record<string, Wrap>> = {
  'a module': (text) => `go: example.com/lib@v1.2.3: ${text}`,
  'an import': (text) => `main.go:4:2: example.com/lib@v1.2.3: ${text}`,
  'the graph': (text) => `go: a.example/app@v1.0.0 requires\n\texample.com/lib@v1.2.3: ${text}`,
}

describe("another version control tool's words", () => {
  test.each(rowsOf('vcs.txt').map(named))('$name', (row) => {
    expect(mistakes(row, insideAnotherVcs)).toEqual([])
  })
})

const insideAStatus: Readonly<Record<string, Wrap>> = {
  info: (text) => `go: example.com/lib@v1.2.3: reading ${url}.info: ${text}`,
  mod: (text) => `example.com/lib@v1.2.3: reading ${url}.mod: ${text}`,
}

const statusStages: readonly [string, Wrap][] = [
  [
    'sumdb',
    (text) =>
      `go: example.com/lib@v1.2.3: verifying module: example.com/lib@v1.2.3: reading https://sum.golang.org/lookup/example.com/lib@v1.2.3: ${text}`,
  ],
  [
    'toolchain',
    (text) =>
      `go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: reading https://goproxy.example.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip: ${text}`,
  ],
]

describe("a server's status, with its text", () => {
  test.each(rowsOf('status.txt').map(named))('$name', (row) => {
    expect(mistakes(row, insideAStatus)).toEqual([])
    for (const [stage, wrap] of statusStages)
      expect(mistakes({ ...row, allowed: [stage] }, { [stage]: wrap })).toEqual([])
  })
})
