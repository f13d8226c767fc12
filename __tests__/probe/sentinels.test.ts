// Picks the modules that proxies are probed with: public ones of go.sum, small and common ones first, never a private one.

import { describe, expect, test } from '@jest/globals'
import { parseGoSum } from '../../src/go/go-sum.ts'
import { matchPrefixPatterns } from '../../src/go/private.ts'
import { impossibleVersion, moduleFileUrl } from '../../src/go/proxy-url.ts'
import { pickSentinels } from '../../src/probe/sentinels.ts'

function sumsOf(...modules: string[]) {
  const lines = modules.flatMap((module) => {
    const [path, version] = module.split('@')
    return [`${path} ${version} h1:zip-${path}=`, `${path} ${version}/go.mod h1:mod-${path}=`]
  })
  const parsed = parseGoSum(`${lines.join('\n')}\n`, 'go.sum')
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  return parsed.sums
}

function pick(modules: string[], options: { goprivate?: string; direct?: string[] } = {}): string[] {
  const isPrivate = (path: string) => matchPrefixPatterns(options.goprivate ?? '', path)
  return pickSentinels({ sums: sumsOf(...modules), isPrivate, direct: new Set(options.direct) }).map(
    ({ path }) => path,
  )
}

describe('pickSentinels', () => {
  test.each<[string, string[], Parameters<typeof pick>[1], string[]]>([
    [
      'small and common ones first',
      [
        'k8s.io/api@v0.30.0',
        'github.com/google/uuid@v1.6.0',
        'github.com/pkg/errors@v0.9.1',
        'github.com/big/thing@v1.0.0',
      ],
      {},
      ['github.com/pkg/errors', 'github.com/google/uuid', 'github.com/big/thing'],
    ],
    [
      'direct requirements before others',
      ['github.com/a/indirect@v1.0.0', 'github.com/b/direct@v1.0.0'],
      { direct: ['github.com/b/direct'] },
      ['github.com/b/direct', 'github.com/a/indirect'],
    ],
    [
      'hosts known to be public before others',
      ['git.corp.example/a@v1.0.0', 'github.com/z/z@v1.0.0'],
      {},
      ['github.com/z/z', 'git.corp.example/a'],
    ],
    [
      'no private module, whatever its worth',
      ['github.com/pkg/errors@v0.9.1', 'github.com/z/z@v1.0.0'],
      { goprivate: 'github.com/pkg' },
      ['github.com/z/z'],
    ],
    [
      'several owners, if there are',
      [
        'golang.org/x/sync@v0.7.0',
        'github.com/hashicorp/errwrap@v1.1.0',
        'github.com/hashicorp/go-multierror@v1.1.1',
        'github.com/a/a@v1.0.0',
      ],
      {},
      ['github.com/hashicorp/errwrap', 'golang.org/x/sync', 'github.com/a/a'],
    ],
    ['one version of each', ['github.com/a/a@v1.0.0', 'github.com/a/a@v1.1.0'], {}, ['github.com/a/a']],
    ['all private: none', ['github.com/a/a@v1.0.0'], { goprivate: '*.com' }, []],
    ['an empty go.sum: none', [], {}, []],
  ])('%s', (_, modules, options, expected) => {
    expect(pick(modules, options)).toEqual(expected)
  })

  test('a module without both sums, or with a name that is none, is left out', () => {
    const parsed = parseGoSum(
      'github.com/a/a v1.0.0/go.mod h1:x=\ngithub.com/b/b v1.0.0 h1:x=\n../c v1.0.0 h1:x=\n../c v1.0.0/go.mod h1:x=\n',
      'go.sum',
    )
    if (parsed.kind === 'malformed') throw new Error(parsed.message)
    expect(pickSentinels({ sums: parsed.sums, isPrivate: () => false })).toEqual([])
  })

  test('each carries the sums of its go.mod', () => {
    expect(pickSentinels({ sums: sumsOf('github.com/a/a@v1.0.0'), isPrivate: () => false })).toEqual([
      {
        path: 'github.com/a/a',
        version: 'v1.0.0',
        modSums: ['h1:mod-github.com/a/a='],
        zipSums: ['h1:zip-github.com/a/a='],
      },
    ])
  })
})

test.each([
  ['github.com/a/a', 'v0.0.0-00010101000000-000000000000'],
  ['github.com/a/a/v2', 'v2.0.0-00010101000000-000000000000'],
  ['github.com/a/a/v12', 'v12.0.0-00010101000000-000000000000'],
  ['gopkg.in/yaml.v3', 'v3.0.0-00010101000000-000000000000'],
  ['gopkg.in/check.v1', 'v1.0.0-00010101000000-000000000000'],
  ['gopkg.in/x/y.v0', 'v0.0.0-00010101000000-000000000000'],
])('a version of %s that cannot exist is %s', (path, version) => {
  expect(impossibleVersion(path)).toBe(version)
})

test.each([
  ['https://p.example', 'https://p.example/github.com/%21azure/x/@v/v1.0.0.mod'],
  ['https://p.example/go/', 'https://p.example/go/github.com/%21azure/x/@v/v1.0.0.mod'],
  [
    'https://u:p%40@p.example/a%20b?k=v',
    'https://u:p%40@p.example/a%20b/github.com/%21azure/x/@v/v1.0.0.mod?k=v',
  ],
])('a file below %s is at %s', (base, url) => {
  expect(moduleFileUrl(base, { path: 'github.com/Azure/x', version: 'v1.0.0', kind: 'mod' })).toBe(url)
})
