// Requests are spent with care (back-off, waits that a server asks for, budget, breaker, hedges, stall limits):
// src/fetch/file/, src/fetch/upstream/ and src/fetch/request/stall-detector.ts.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { eventLoopClock } from '../helpers/event-loop-clock.ts'
import { testOverTls } from '../helpers/skip.ts'
import { manyModules, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { type Bench, openBench, ran } from './fetch-rig.ts'

let modules: readonly SyntheticModule[]
let bench: Bench
beforeAll(async () => {
  modules = await manyModules(40, 5)
})
beforeEach(async () => {
  bench = await openBench(modules)
})
afterEach(() => bench.remove())

describe('a single proxy', () => {
  test('that fails once for each file is asked again', async () => {
    const flaky = await bench.proxy({
      script: ({ attempt, file }) =>
        attempt === 1 && file === 'zip' ? { kind: 'status', status: 500 } : undefined,
    })
    const result = ran(await bench.fetch(flaky.url))
    // 40 zips fail once, and the budget for 120 files is 24 retries.
    expect(result).toMatchObject({ planned: 120, fetched: 104, missing: 16, retries: 24 })
  })

  test('that fails a few files twice gives them all', async () => {
    const flaky = await bench.proxy({
      script: ({ attempt, module }) =>
        attempt <= 2 && module.endsWith('m0003') ? { kind: 'status', status: 502 } : undefined,
    })
    const result = ran(await bench.fetch(flaky.url))
    // Twice three files.
    expect(result).toMatchObject({ fetched: 120, missing: 0, retries: 6 })
  })

  test('that is down costs a few requests, and every file has a witness', async () => {
    const down = await bench.proxy({ script: () => ({ kind: 'status', status: 503, body: 'maintenance' }) })
    const result = await bench.fetch(down.url)
    const { keptFromGo } = result
    const { witnesses, upstreams, ...report } = ran(result)
    expect(report).toMatchObject({ fetched: 0, missing: 120 })
    expect(down.requests.length).toBeLessThanOrEqual(120 * 0.2)
    expect(upstreams[0]?.breakerOpened).toBe(5)
    expect(keptFromGo).toEqual([])
    expect(new Set(witnesses.map(({ module }) => module)).size).toBe(40)
    expect(witnesses[0]).toMatchObject({
      category: 'server-error',
      id: 'server-error/http-503',
      proxy: down.url,
      host: `127.0.0.1:${down.port}`,
      text: expect.stringMatching(/^GET http:.*: status 503: maintenance$/),
    })
  })

  test('that comes back is asked again', async () => {
    let refusals = 0
    const flapping = await bench.proxy({
      script: ({ ordinal }) => (ordinal > 30 && refusals++ < 15 ? { kind: 'close' } : undefined),
    })
    expect(ran(await bench.fetch(flapping.url))).toMatchObject({ fetched: 120, missing: 0 })
  })

  test('that asks for a wait gets it', async () => {
    let firstRefusalMs = 0
    const limiting = await bench.proxy({
      script: ({ ordinal }) => {
        if (ordinal > 5) return undefined
        if (ordinal === 1) firstRefusalMs = performance.now()
        return { kind: 'status', status: 429, headers: { 'retry-after': '1' } }
      },
    })
    const result = ran(await bench.fetch(limiting.url))
    expect(result).toMatchObject({ fetched: 120, missing: 0 })
    const late = limiting.requests.filter(
      ({ startMs, ordinal }) => ordinal > 10 && startMs < firstRefusalMs + 990,
    )
    expect(late).toEqual([])
  })

  test('that asks for an hour is left alone, by go too', async () => {
    const limiting = await bench.proxy({
      script: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } }),
    })
    const { report, keptFromGo } = await bench.fetch(limiting.url)
    expect(report).toMatchObject({ fetched: 0 })
    expect(limiting.requests.length).toBeLessThanOrEqual(10)
    expect(keptFromGo[0]).toMatchObject({
      proxy: limiting.url,
      reason: 'retry-after',
    })
    expect(keptFromGo).toHaveLength(120)
    expect(keptFromGo[0]?.retryAfterMs).toBeGreaterThan(3_500_000)
  })

  test('with a bomb for an .info must not be asked by go', async () => {
    const bomb = await bench.proxy({
      script: ({ file, module }) =>
        file === 'info' && module.endsWith('m0007') ? { kind: 'gzip-bomb', megabytes: 50 } : undefined,
    })
    const { report, keptFromGo } = await bench.fetch(bomb.url)
    expect(report).toMatchObject({ fetched: 119, missing: 1, retries: 0 })
    expect(keptFromGo).toMatchObject([{ file: { kind: 'info', version: 'v1.5.7' }, reason: 'too-large' }])
  })
})

describe('two proxies', () => {
  test('the one that dies half-way loses few requests', async () => {
    const dying = await bench.proxy({
      script: ({ ordinal }) => (ordinal > 60 ? { kind: 'reset' } : undefined),
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${dying.url}|${well.url}`))
    expect(result).toMatchObject({ fetched: 120, missing: 0 })
    expect(result.requests - result.hedges).toBeLessThanOrEqual(120 * 1.2)
  })

  test('an upstream on the wrong side of a long wait is replaced at once', async () => {
    const limiting = await bench.proxy({
      script: () => ({
        kind: 'status',
        status: 503,
        headers: { 'retry-after': 'Fri, 31 Dec 2199 23:59:59 GMT' },
      }),
    })
    const well = await bench.proxy()
    const { report, keptFromGo } = await bench.fetch(`${limiting.url}|${well.url}`)
    expect(report).toMatchObject({ fetched: 120, missing: 0 })
    expect(limiting.requests.length).toBeLessThanOrEqual(10)
    expect(keptFromGo).toEqual([])
  })

  test('a steady but slow one may use up its share of the time only', async () => {
    const slow = await bench.proxy({
      script: ({ module, file }) =>
        module.endsWith('m0009') && file === 'zip' ? { kind: 'drip', bytesPerSecond: 300 } : undefined,
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${slow.url}|${well.url}`, { limits: { deadlineMs: 10_000 } }))
    expect(result).toMatchObject({ fetched: 120, missing: 0 })
    expect(result.upstreams.map(({ verdicts }) => verdicts)).toEqual([{ ok: 119, stalled: 1 }, { ok: 1 }])
  })

  test('a silent request is hedged, and the faster answer wins', async () => {
    const slow = await bench.proxy({
      script: ({ module, file }) =>
        module.endsWith('m0009') && file === 'info' ? { kind: 'stall' } : undefined,
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${slow.url}|${well.url}`))
    expect(result).toMatchObject({ fetched: 120, missing: 0, retries: 0 })
    expect(slow.requests.find(({ behaviour }) => behaviour === 'stall')).toBeDefined()
    expect(result.upstreams[0]?.verdicts.stalled).toBeUndefined()
    // A twentieth more requests at most.
    expect(result.requests).toBeLessThanOrEqual(126)
  })

  test('all files leave a silent upstream once the hedges have shown it', async () => {
    const slow = await bench.proxy({ script: () => ({ kind: 'stall' }) })
    const well = await bench.proxy()
    const result = ran(
      await bench.fetch(`${slow.url}|${well.url}`, { limits: { stallMs: 20_000, deadlineMs: 25_000 } }),
    )
    expect(result).toMatchObject({ fetched: 120, missing: 0 })
    expect(result.upstreams[0]?.verdicts.stalled ?? 0).toBe(0)
    expect(slow.requests.length).toBeLessThanOrEqual(20)
  })
})

test('a hedge over another connection helps with one proxy, too', async () => {
  const slow = await bench.proxy({
    script: ({ module, file, attempt }) =>
      module.endsWith('m0009') && file === 'zip' && attempt === 1 ? { kind: 'stall' } : undefined,
  })
  expect(ran(await bench.fetch(slow.url))).toMatchObject({
    fetched: 120,
    missing: 0,
    retries: 0,
  })
  expect(slow.requests.find(({ behaviour }) => behaviour === 'stall')).toBeDefined()
})

test('a trickle is cut off', async () => {
  const dripping = await bench.proxy({
    script: ({ ordinal }) => (ordinal === 120 ? { kind: 'drip', bytesPerSecond: 30 } : undefined),
  })
  const well = await bench.proxy()
  const result = ran(
    await bench.fetch(`${dripping.url}|${well.url}`, {
      clock: eventLoopClock({ speed: 10 }),
      limits: { stallMs: 10_000, deadlineMs: 600_000 },
    }),
  )
  expect(result).toMatchObject({ fetched: 120, missing: 0 })
  expect(result.upstreams[0]?.verdicts.stalled).toBe(1)
})

describe('credentials', () => {
  let certificates: Certificates
  beforeAll(async () => {
    certificates = await makeCertificates()
  })
  afterAll(() => certificates?.remove())

  testOverTls()('of the URL are sent over https, and appear nowhere in the report', async () => {
    const guarded = await bench.proxy({
      tls: certificates.of('good'),
      requireAuth: { user: 'me', password: 's3cret-word' },
    })
    const goproxy = guarded.url.replace('https://', 'https://me:s3cret-word@')
    const result = await bench.fetch(goproxy, { processEnv: { SSL_CERT_FILE: certificates.caFile } })
    expect(result.report).toMatchObject({ fetched: 120, missing: 0 })
    expect(JSON.stringify(result)).not.toContain('s3cret-word')
  })

  test('are not sent over http: go refuses that, too', async () => {
    const guarded = await bench.proxy()
    const result = await bench.fetch(guarded.url.replace('http://', 'http://me:s3cret-word@'))
    expect(result.report).toMatchObject({ fetched: 0 })
    expect(guarded.requests).toEqual([])
  })
})
