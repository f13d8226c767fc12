// Witnesses are believed in their order, and what they say is told in full.
// Maps to src/classify/collect/*, src/faults/*.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'

const fetchWitness = {
  module: 'a.b/c@v1.0.0',
  proxy: 'https://user:secret@proxy.corp',
  host: 'proxy.corp',
  url: 'https://user:secret@proxy.corp/a.b/c/@v/v1.0.0.zip',
  id: 'server-error/http-503',
  text: 'GET https://user:secret@proxy.corp/a.b/c/@v/v1.0.0.zip: 503 Service Unavailable',
} as const

describe('classify', () => {
  test('no witness, no fault', () => {
    expect(classify({})).toEqual({ primary: null, faults: [] })
    expect(classify({ exit: { kind: 'exited', code: 0 }, lines: [] }).primary).toBeNull()
  })

  test('telemetry comes before text', () => {
    const { faults } = classify({
      fetch: [fetchWitness],
      lines: ['go: a.b/d@v1.0.0: Get "https://proxy.corp/a.b/d/@v/v1.0.0.zip": EOF'],
    })
    expect(faults.map(({ id }) => id)).toEqual(['server-error/http-503', 'interrupted/server-closed'])
  })

  const absent = { ...fetchWitness, id: 'version-unavailable/not-on-proxy' } as const
  const noGit = (name: string) =>
    `go: ${name}@v1.0.0: unable to resolve git version: failed to execute git version: exec: "git": executable file not found in $PATH`

  test.each([
    ['of the same module decides', 'a.b/c', ['vcs-missing/executable', 'version-unavailable/not-on-proxy']],
    ['of another module follows', 'a.b/d', ['version-unavailable/not-on-proxy', 'vcs-missing/executable']],
  ])('a git that direct lacks after a 404 %s', (_, name, ids) => {
    const { faults } = classify({ fetch: [absent], lines: [noGit(name)] })
    expect(faults.map(({ id }) => id)).toEqual(ids)
  })

  test('telemetry keeps an id that only it knows, and shows no credentials', () => {
    const { primary } = classify({ fetch: [{ ...fetchWitness, id: 'tls/revoked' }] })
    expect(primary).toMatchObject({ category: 'tls', id: 'tls/revoked', transient: false })
    expect(JSON.stringify(primary)).not.toContain('secret')
  })

  test('an error of -json knows its module although the text does not', () => {
    const { primary } = classify({
      modules: [{ path: 'a.b/c', version: 'v1.0.0', error: 'zip: not a valid zip file' }],
    })
    expect(primary).toMatchObject({ id: 'server-error/damaged-content', module: 'a.b/c@v1.0.0', blocked: 1 })
  })

  const badZip = { path: 'a.b/c', version: 'v1.0.0', error: 'a.b/c@v1.0.0: zip: checksum error' }
  const damaged = 'https://user:secret@proxy.corp/a.b/c/@v/v1.0.0.zip'

  test('a zip that a server has just sent is the one that is damaged, and the server’s', () => {
    const seen = classify({ modules: [badZip], zips: [damaged] })
    expect(seen.primary).toMatchObject({
      id: 'server-error/damaged-content',
      module: 'a.b/c@v1.0.0',
      host: 'proxy.corp',
      proxy: 'https://proxy.corp',
      url: 'https://proxy.corp/a.b/c/@v/v1.0.0.zip',
    })
    expect(JSON.stringify(seen)).not.toContain('secret')
  })

  test.each([
    [[]],
    [['https://proxy.corp/a.b/d/@v/v1.0.0.zip']],
    [['https://proxy.corp/a.b/c/@v/v1.0.1.zip']],
  ])('and with no such zip among %j it is the cache’s', (zips) => {
    expect(classify({ modules: [badZip], zips }).primary).toMatchObject({ id: 'cache-corrupt/zip-data' })
  })

  test('an error of -json that no rule knows is unknown', () => {
    const { primary } = classify({
      modules: [{ path: 'a.b/c', version: 'v1.0.0', error: 'the moon is full' }],
    })
    expect(primary).toMatchObject({ category: 'unknown', module: 'a.b/c@v1.0.0' })
  })

  test.each([
    [
      { kind: 'stalled', idleMs: 60_000, lastUrl: 'https://proxy.corp/a.b/c/@v/v1.0.0.zip' },
      'timeout/stalled',
      'proxy.corp',
    ],
    [{ kind: 'deadline', limitMs: 600_000, lastUrl: null }, 'timeout/deadline', null],
    [{ kind: 'signal', signal: 'SIGKILL' }, 'killed/signal', null],
    [{ kind: 'cancelled' }, 'killed/cancelled', null],
    [{ kind: 'not-started', message: 'spawn go ENOENT' }, 'toolchain/go-not-runnable', null],
  ] as const)('%j is %s', (exit, id, host) => {
    expect(classify({ exit }).primary).toMatchObject({ id, host })
  })

  test('a stall at the checksum database is the database’s', () => {
    const lastUrl = 'https://sum.golang.org/lookup/a.b/c@v1.0.0'
    expect(classify({ exit: { kind: 'stalled', idleMs: 60_000, lastUrl } }).primary).toMatchObject({
      id: 'sumdb/unreachable',
      host: 'sum.golang.org',
      also: ['timeout'],
    })
  })

  const mismatch = [
    'verifying a.b/c@v1.0.0/go.mod: checksum mismatch',
    '\tdownloaded: h1:ppXdfgDLnF+78tzfGSTiWHebA0pH/b8nAQbAoz5+BSw=',
    '\tgo.sum:     h1:/wJ/Cp0QX4osB6P9ZSsWCLToP1pBxuGyJSSkuUsge7M=',
    '',
    'SECURITY ERROR',
    'This download does NOT match an earlier download recorded in go.sum.',
  ]
  const noGoMod = {
    ...fetchWitness,
    url: 'https://proxy.corp/a.b/c/@v/v1.0.0.mod',
    id: 'server-error/wrong-content',
    text: 'GET https://proxy.corp/a.b/c/@v/v1.0.0.mod: the .mod is no go.mod file',
  } as const

  test('a login page whose hash go complains of is wrong content, and no security matter', () => {
    const { faults } = classify({ fetch: [noGoMod], lines: mismatch })
    expect(faults.map(({ id }) => id)).toEqual(['server-error/wrong-content'])
  })

  test.each([
    ['for another module', { ...noGoMod, module: 'a.b/other@v1.0.0' }],
    ['for its zip', { ...noGoMod, url: 'https://proxy.corp/a.b/c/@v/v1.0.0.zip' }],
  ])('a login page %s explains no mismatch', (_, witness) => {
    const { primary } = classify({ fetch: [witness], lines: mismatch })
    expect(primary).toMatchObject({ category: 'checksum-mismatch', module: 'a.b/c@v1.0.0' })
  })

  test('a go.mod that the fetch found to differ is a mismatch beside any login page', () => {
    const differs = { ...noGoMod, id: 'checksum-mismatch/go-mod' } as const
    const { faults } = classify({ fetch: [noGoMod, differs], lines: mismatch })
    expect(faults.map(({ category }) => category)).toContain('checksum-mismatch')
  })

  test('evidence has the line numbers of the input and passes through the redaction', () => {
    const lines = [
      'first',
      '',
      'go: a.b/c@v1.0.0: Get "https://u:pass@proxy.corp/a.b/c/@v/v1.0.0.zip": EOF TOKEN',
    ]
    const { primary } = classify({ lines }, { redact: (text) => text.replaceAll('TOKEN', '***') })
    expect(primary?.evidence).toEqual([
      { line: 3, text: 'go: a.b/c@v1.0.0: Get "https://proxy.corp/a.b/c/@v/v1.0.0.zip": EOF ***' },
    ])
  })
})
