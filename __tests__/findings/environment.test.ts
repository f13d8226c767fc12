// Each trap in the settings is found, and nothing where all is well.
// Maps to src/findings/*.

import { describe, expect, test } from '@jest/globals'
import { environmentFindings, type Surroundings } from '../../src/findings/environment.ts'
import { parseGoMod } from '../../src/go/go-mod.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'

const well = {
  GOVERSION: 'go1.24.1',
  GOMODCACHE: '/go/pkg/mod',
  GOPROXY: '',
  GONOPROXY: '',
  GOPRIVATE: '',
  GOSUMDB: 'sum.golang.org',
  GONOSUMDB: '',
  GOINSECURE: '',
  GOFLAGS: '',
  GOAUTH: 'netrc',
  GOTOOLCHAIN: 'auto',
  GOWORK: '',
  GODEBUG: '',
  GOHOSTOS: 'linux',
  GOHOSTARCH: 'amd64',
}

function surroundings(change: {
  proxies?: string
  env?: Partial<typeof well>
  mod?: string
  vendored?: boolean
  variables?: Record<string, string>
}): Surroundings {
  const list = parseGoproxyList(
    change.proxies ?? 'https://proxy.golang.org|https://proxy.corp.example|direct',
  )
  const parsed = parseGoMod(
    change.mod ?? 'module example.com/app\n\ngo 1.24\n\nrequire github.com/pkg/errors v0.9.1\n',
  )
  if (list.kind !== 'ok' || parsed.kind !== 'ok') throw new Error('the test is wrong')
  return {
    env: { ...well, ...change.env },
    list: list.list,
    project: {
      scopes: [{ mains: [{ mod: parsed.mod }] }],
      skipped: change.vendored ? [{ reason: 'vendored' }] : [],
    },
    ...(change.variables === undefined ? {} : { variables: change.variables }),
  }
}

const ids = (change: Parameters<typeof surroundings>[0]) =>
  environmentFindings(surroundings(change)).map(({ id }) => id)

describe('environment findings', () => {
  test('none when all is well', () => {
    expect(ids({})).toEqual([])
    expect(ids({ proxies: 'https://proxy.golang.org,direct' })).toEqual([])
  })

  test.each([
    ['goproxy-no-fallback', { proxies: 'https://proxy.golang.org' }],
    ['goproxy-comma-only', { proxies: 'https://proxy.golang.org,https://proxy.corp.example' }],
    ['goproxy-ignored-entries', { proxies: 'https://proxy.golang.org,direct,https://proxy.corp.example' }],
    ['goproxy-dead-mirror', { proxies: 'https://gocenter.io|https://proxy.golang.org,direct' }],
    ['goproxy-doubtful-mirror', { proxies: 'https://goproxy.io|https://proxy.golang.org,direct' }],
    ['goproxy-plain-http', { proxies: 'http://goproxy.example|https://proxy.golang.org,direct' }],
    ['goprivate-missing', { mod: 'module example.com/app\n\nrequire gitlab.corp.example/team/lib v1.0.0\n' }],
    ['gonosumdb-wide', { env: { GONOSUMDB: 'github.com/acme,*' } }],
    ['gosumdb-off', { env: { GOSUMDB: 'off' } }],
    ['gonosumcheck', { variables: { GONOSUMCHECK: '1' } }],
    ['goinsecure', { env: { GOINSECURE: 'git.corp.example' } }],
    ['goflags-mod-mod', { env: { GOFLAGS: '-mod=mod' } }],
    ['goflags-insecure', { env: { GOFLAGS: '-v -insecure' } }],
    ['vendor-and-download', { env: { GOFLAGS: '-mod=vendor' } }],
    ['gotoolchain-local', { env: { GOTOOLCHAIN: 'local', GOVERSION: 'go1.23.4' } }],
  ])('%s', (id, change) => {
    expect(ids(change)).toEqual([id])
  })

  test('a covered private module is none', () => {
    const mod = 'module example.com/app\n\nrequire gitlab.corp.example/team/lib v1.0.0\n'
    expect(ids({ mod, env: { GOPRIVATE: '*.corp.example', GONOPROXY: '*.corp.example' } })).toEqual([])
  })

  test('the pattern to add keeps those that are there', () => {
    const mod = 'module example.com/app\n\nrequire gitlab.corp.example/team/lib v1.0.0\n'
    const [finding] = environmentFindings(
      surroundings({ mod, env: { GOPRIVATE: 'github.com/acme', GONOPROXY: 'github.com/acme' } }),
    )
    expect(finding?.why).toContain('GOPRIVATE=github.com/acme,gitlab.corp.example')
  })

  test('a vendor folder that -mod=mod ignores', () => {
    expect(ids({ env: { GOFLAGS: '-mod=mod' }, vendored: true })).toEqual([
      'goflags-mod-mod',
      'vendor-unused',
    ])
  })
})
