// Whatever one proxy of a group does wrong, the files come from the other one, and the real go is content with them:
// src/fetch/file/fetch-file.ts, src/fetch/request/.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { type Behaviour, deadUrl } from '../helpers/module-proxy.ts'
import { testOverTls } from '../helpers/skip.ts'
import { makeModule, manyModules, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { type Bench, openBench, ran } from './fetch-rig.ts'

let modules: readonly SyntheticModule[]
let foreign: SyntheticModule
let bench: Bench

beforeAll(async () => {
  const small = await manyModules(3, 7)
  modules = [
    ...small,
    await makeModule({ path: 'example.com/Large/one', version: 'v1.0.0', sizeBytes: 300_000 }),
  ]
  foreign = await makeModule({ path: 'example.com/foreign', version: 'v1.0.0' })
})
beforeEach(async () => {
  bench = await openBench(modules)
})
afterEach(() => bench.remove())

/** Well-formed, with the right names, but other content. */
async function forgedZip({ path, version }: SyntheticModule): Promise<Buffer> {
  const { zip } = await makeModule({ path, version, files: { 'forged.go': 'package forged\n' } })
  return zip
}

const faults: readonly (readonly [name: string, behaviour: Behaviour])[] = [
  ['500', { kind: 'status', status: 500 }],
  ['503 with a wait', { kind: 'status', status: 503, headers: { 'retry-after': '5' } }],
  ['429', { kind: 'status', status: 429 }],
  ['a rate limit told in a 403', { kind: 'status', status: 403, body: 'API rate limit exceeded' }],
  ['401', { kind: 'status', status: 401 }],
  ['403', { kind: 'status', status: 403, body: 'blocked by policy' }],
  ['204', { kind: 'status', status: 204 }],
  ['a 404 that tells of a fault', { kind: 'status', status: 404, body: 'not found: bad upstream' }],
  ['a reset before the headers', { kind: 'reset' }],
  ['a reset in the body', { kind: 'reset', afterBytes: 10 }],
  ['no answer', { kind: 'close' }],
  ['a body shorter than announced', { kind: 'truncate', bytes: 20, contentLength: 'wrong' }],
  ['a file cut short', { kind: 'truncate', bytes: 20, contentLength: 'right' }],
  ['a chunked body cut off', { kind: 'truncate', bytes: 20, contentLength: 'chunked' }],
  ['a login page', { kind: 'html200' }],
  ['an empty file', { kind: 'bytes', body: '' }],
  ['a gzip bomb', { kind: 'gzip-bomb', megabytes: 20 }],
  ['a redirect to a dead host', { kind: 'redirect', to: 'http://127.0.0.1:1/x' }],
  ['a redirect without end', { kind: 'redirect', to: '/again' }],
]

describe('every file fails at the first proxy of the group', () => {
  test.each(faults)('%s', async (_, behaviour) => {
    const ill = await bench.proxy({ script: () => behaviour })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${ill.url}|${well.url}`))
    expect(result).toMatchObject({ planned: 12, fetched: 12, missing: 0, witnesses: [] })
    expect(result.upstreams[0]).toMatchObject({ proxy: ill.url, ok: 0 })
    expect(result.upstreams[1]).toMatchObject({ proxy: well.url, ok: 12 })
    expect((await bench.fetch(`${ill.url}|${well.url}`)).report).toMatchObject({ planned: 0, requests: 0 })
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })

  test('nobody listens there', async () => {
    const well = await bench.proxy()
    expect(ran(await bench.fetch(`${await deadUrl()}|${well.url}`))).toMatchObject({
      fetched: 12,
      missing: 0,
    })
  })

  test('it stays silent', async () => {
    const ill = await bench.proxy({ script: () => ({ kind: 'stall' }) })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${ill.url}|${well.url}`, { limits: { stallMs: 1_000 } }))
    expect(result).toMatchObject({ fetched: 12, missing: 0 })
    expect(await bench.goOffline()).toMatchObject({ ok: true })
  })

  test('it stops in the middle of every zip', async () => {
    const ill = await bench.proxy({
      script: ({ file }) => (file === 'zip' ? { kind: 'stall', afterBytes: 30 } : undefined),
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${ill.url}|${well.url}`, { limits: { stallMs: 2_000 } }))
    expect(result).toMatchObject({ fetched: 12, missing: 0 })
    expect(result.upstreams[0]?.verdicts).toMatchObject({ stalled: 4 })
    expect(await bench.goOffline()).toMatchObject({ ok: true })
  })

  describe('over TLS', () => {
    let certificates: Certificates
    beforeAll(async () => {
      certificates = await makeCertificates()
    })
    afterAll(() => certificates?.remove())

    testOverTls().each(['expired', 'wrong-name', 'self-signed'] as const)(
      'its certificate is %s',
      async (kind) => {
        const ill = await bench.proxy({ tls: certificates.of(kind) })
        const well = await bench.proxy({ tls: certificates.of('good') })
        const processEnv = { SSL_CERT_FILE: certificates.caFile }
        const result = ran(await bench.fetch(`${ill.url}|${well.url}`, { processEnv }))
        expect(result).toMatchObject({ fetched: 12, missing: 0 })
        expect(ill.requests).toEqual([])
      },
    )
  })
})

describe('one module is wrong at the first proxy', () => {
  test.each([
    ['an .info of another version', 'info', { kind: 'wrong-version' }],
    ['a login page for a go.mod', 'mod', { kind: 'html200' }],
  ] as const)('%s', async (_, wanted, behaviour) => {
    const ill = await bench.proxy({
      script: ({ file, module }) =>
        file === wanted && module === 'example.com/Large/one' ? behaviour : undefined,
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${ill.url}|${well.url}`))
    expect(result).toMatchObject({ fetched: 12, missing: 0 })
    expect(result.upstreams.map(({ ok }) => ok)).toEqual([11, 1])
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })

  test('a zip of another module', async () => {
    const ill = await bench.proxy({
      script: ({ file }) => (file === 'zip' ? { kind: 'other-zip', zip: foreign.zip } : undefined),
    })
    const well = await bench.proxy()
    expect(ran(await bench.fetch(`${ill.url}|${well.url}`))).toMatchObject({ fetched: 12, missing: 0 })
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })

  test('whose zips go.sum contradicts is found out by the first of them, and not believed again', async () => {
    const many = await manyModules(30, 9)
    const forged = new Map(
      await Promise.all(many.map(async (module) => [module.path, await forgedZip(module)] as const)),
    )
    const other = await openBench(many)
    try {
      const ill = await other.proxy({
        script: ({ file, module }) =>
          file === 'zip' ? { kind: 'bytes', body: forged.get(module) ?? '' } : undefined,
      })
      const well = await other.proxy()
      const given: (string | null)[] = []
      const result = ran(
        await other.fetch(`${ill.url}|${well.url}`, {
          onAdmitted: ({ file, proxy }) => {
            if (file.kind === 'zip') given.push(proxy)
          },
        }),
      )
      expect(result).toMatchObject({ fetched: 90, missing: 0 })
      expect(result.wrongBytes.length).toBeGreaterThan(0)
      expect(new Set(result.wrongBytes.map(({ proxy }) => proxy))).toEqual(new Set([ill.url]))
      // Those that came while the first ones were hashed are left to `go`.
      expect(given.filter((proxy) => proxy === well.url).length).toBeGreaterThanOrEqual(15)
    } finally {
      await other.remove()
    }
  })

  test('whose zip go.sum contradicts has no other source: go is asked to judge', async () => {
    const [wrong] = modules
    if (wrong === undefined) throw new Error('no module')
    const body = await forgedZip(wrong)
    const ill = await bench.proxy({
      script: ({ file, module }) =>
        file === 'zip' && module === wrong.path ? { kind: 'bytes', body } : undefined,
    })
    const result = ran(await bench.fetch(ill.url))
    expect(result).toMatchObject({ fetched: 11, missing: 1 })
    expect(result.witnesses).toMatchObject([
      { module: `${wrong.path}@${wrong.version}`, proxy: ill.url, id: 'checksum-mismatch/go-sum' },
    ])
    // Told even if `go` should be given the right ones.
    expect(result.wrongBytes).toEqual([{ module: `${wrong.path}@${wrong.version}`, proxy: ill.url }])
  })

  test('whose go.mod and zip go.sum contradicts is named once for the module', async () => {
    const [wrong] = modules
    if (wrong === undefined) throw new Error('no module')
    const body = await forgedZip(wrong)
    const ill = await bench.proxy({
      script: ({ file, module }) => {
        if (module !== wrong.path || file === 'info') return undefined
        return file === 'zip' ? { kind: 'bytes', body } : { kind: 'wrong-mod' }
      },
    })
    const well = await bench.proxy()
    expect(ran(await bench.fetch(`${ill.url}|${well.url}`)).wrongBytes).toEqual([
      { module: `${wrong.path}@${wrong.version}`, proxy: ill.url },
    ])
  })

  test('whose go.mod go.sum contradicts is named, and asked after the others', async () => {
    const ill = await bench.proxy({
      script: ({ file, module }) =>
        file === 'mod' && module === 'example.com/Large/one' ? { kind: 'wrong-mod' } : undefined,
    })
    const well = await bench.proxy()
    expect(ran(await bench.fetch(`${ill.url}|${well.url}`)).wrongBytes).toEqual([
      { module: 'example.com/Large/one@v1.0.0', proxy: ill.url },
    ])
  })
})
