// Finds the toolchain that `go` will download, by the rules of go.dev/doc/toolchain.

import { describe, expect, test } from '@jest/globals'
import { toolchainZip, wantedGo } from '../../src/fetch/toolchain.ts'
import { parseGoMod } from '../../src/go/go-mod.ts'
import { emptyGoSum } from '../../src/go/go-sum.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import type { Scope } from '../../src/project/project.ts'

function scopeOf(...lines: readonly string[]): Scope {
  const parsed = parseGoMod(['module example.com/x', ...lines].join('\n'))
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return {
    kind: 'module',
    dir: '/x',
    name: '.',
    mains: [{ dir: '/x', name: '.', mod: parsed.mod }],
    sums: emptyGoSum,
    files: [],
  }
}

describe('the Go that is wanted', () => {
  test.each([
    ['auto', ['go 1.25.0'], null],
    ['auto', ['go 1.26.8'], null],
    ['auto', ['go 1.27'], '1.27.0'],
    ['auto', ['go 1.27.1'], '1.27.1'],
    ['auto', ['go 1.27rc2'], '1.27rc2'],
    ['auto', ['go 1.25.0', 'toolchain go1.27.3'], '1.27.3'],
    ['auto', ['go 1.27.5', 'toolchain go1.27.3'], '1.27.5'],
    ['auto', ['go 1.25.0', 'toolchain default'], null],
    ['auto', ['go 1.20'], null],
    ['auto', [], null],
    ['go1.27.2+auto', ['go 1.25.0'], '1.27.2'],
    ['go1.27.2+auto', ['go 1.28.0'], '1.28.0'],
    ['go1.24.1', ['go 1.20'], '1.24.1'],
    ['go1.26.8', ['go 1.20'], null],
    ['local', ['go 1.99.0'], null],
    ['local+auto', ['go 1.99.0'], '1.99.0'],
    ['path', ['go 1.99.0'], null],
    ['go1.24.1+path', ['go 1.99.0'], null],
  ] as const)('GOTOOLCHAIN=%s, %j: %s', (GOTOOLCHAIN, lines, wanted) => {
    expect(wantedGo([scopeOf(...lines)], { GOTOOLCHAIN, GOVERSION: 'go1.26.8' })).toBe(wanted)
  })
})

test.each([
  ['linux', 'amd64', 'https://a', 'sum.golang.org', 'linux-amd64'],
  ['darwin', 'arm64', 'https://a', 'sum.golang.org', 'darwin-arm64'],
  ['windows', '386', 'https://a', 'sum.golang.org', 'windows-386'],
  ['linux', 'arm', 'https://a', 'sum.golang.org', 'linux-arm'],
  ['', '', 'https://a', 'sum.golang.org', null],
  ['linux', '../amd64', 'https://a', 'sum.golang.org', null],
  ['linux', 'amd64', 'file:///a', 'sum.golang.org', null],
  ['linux', 'amd64', 'https://a', 'off', null],
])('the zip for a go of %j %j from %s with GOSUMDB=%s', (GOHOSTOS, GOHOSTARCH, goproxy, GOSUMDB, suffix) => {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  const file = toolchainZip('1.27.0', { list: parsed.list, env: { GOSUMDB, GOHOSTOS, GOHOSTARCH } })
  expect(file?.version ?? null).toBe(suffix === null ? null : `v0.0.1-go1.27.0.${suffix}`)
})
