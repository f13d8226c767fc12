// Probes against real servers, the verdict on each kind of proxy, and the choice that follows:
// src/probe/probe.ts, observe.ts, probe-request.ts, judge.ts, reason.ts.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { parseGoSum } from '../../src/go/go-sum.ts'
import { type GoproxyList, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { type Clock, systemClock } from '../../src/platform/clock.ts'
import { createHttp } from '../../src/platform/http.ts'
import { probeProxies } from '../../src/probe/probe.ts'
import { rankProxies } from '../../src/probe/rank.ts'
import { pickSentinels, type Sentinel } from '../../src/probe/sentinels.ts'
import type { ProxyVerdict } from '../../src/probe/verdict.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { eventLoopClock } from '../helpers/event-loop-clock.ts'
import {
  deadUrl,
  type ModuleProxy,
  type ModuleProxyOptions,
  type ScriptedRequest,
  startModuleProxy,
} from '../helpers/module-proxy.ts'
import { describeOverTls } from '../helpers/skip.ts'
import { goSum, makeModule, type SyntheticModule } from '../helpers/synthetic-modules.ts'

let modules: SyntheticModule[]
let sentinels: readonly Sentinel[]
let otherZip: Buffer

beforeAll(async () => {
  const paths = ['github.com/Azure/small', 'github.com/b/b', 'golang.org/x/c']
  modules = await Promise.all(paths.map((path) => makeModule({ path, version: 'v1.2.3', sizeBytes: 40_000 })))
  otherZip = (await makeModule({ path: 'github.com/Azure/small', version: 'v1.2.3', sizeBytes: 20_000 })).zip
  const parsed = parseGoSum(goSum(modules), 'go.sum')
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  sentinels = pickSentinels({ sums: parsed.sums, isPrivate: () => false })
})

const proxies: ModuleProxy[] = []
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close()
})

async function proxy(options: ModuleProxyOptions = {}): Promise<ModuleProxy> {
  const started = await startModuleProxy({ modules, ...options })
  proxies.push(started)
  return started
}

function listOf(text: string): GoproxyList {
  const parsed = parseGoproxyList(text)
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  return parsed.list
}

interface ProbeChanges {
  readonly clock?: Clock
  readonly limitMs?: number
  readonly sentinels?: readonly Sentinel[]
  readonly signal?: AbortSignal
  readonly caFile?: string
}

async function probe(text: string, { caFile, ...options }: ProbeChanges = {}) {
  const http = createHttp({ env: { SSL_CERT_FILE: caFile, SSL_CERT_DIR: '/nonexistent' } })
  const list = listOf(text)
  try {
    const verdicts = await probeProxies({
      list,
      sentinels,
      http,
      clock: systemClock,
      limitMs: 20_000,
      signal: new AbortController().signal,
      ...options,
    })
    return { verdicts, ranked: rankProxies(list, verdicts) }
  } finally {
    await http.close()
  }
}

async function verdictOn(options: ModuleProxyOptions, changes?: ProbeChanges): Promise<ProxyVerdict> {
  const { url } = await proxy(options)
  const { verdicts } = await probe(url, changes)
  const [verdict] = verdicts
  if (verdict === undefined) throw new Error('no verdict')
  return verdict
}

const isImpossible = ({ version }: ScriptedRequest) => version.includes('-00010101000000-')

test('a sound proxy is asked on the wire as go asks, each file once, and is healthy', async () => {
  const server = await proxy()
  const { verdicts } = await probe(server.url)
  expect(server.requests.map(({ method, rawPath }) => `${method} ${rawPath}`).sort()).toEqual([
    'GET /github.com/%21azure/small/@v/v0.0.0-00010101000000-000000000000.info',
    'GET /github.com/%21azure/small/@v/v1.2.3.info',
    'GET /github.com/%21azure/small/@v/v1.2.3.mod',
    'GET /github.com/%21azure/small/@v/v1.2.3.zip',
    'GET /github.com/b/b/@v/v1.2.3.mod',
    'GET /golang.org/x/c/@v/v1.2.3.mod',
  ])
  expect(verdicts).toEqual([
    {
      proxy: server.url,
      group: 0,
      health: 'healthy',
      manners: 'honest',
      latencyMs: expect.any(Number),
      coverage: { have: 3, asked: 3 },
      reason: expect.stringMatching(/^Right content, an honest 404, [\d.]+ ms to the first byte$/),
      failure: null,
      findings: [],
      wrongBytes: [],
    },
  ])
  expect(server.connections()).toBeLessThanOrEqual(2)
})

describe('unhealthy', () => {
  test.each<[string, ModuleProxyOptions, string, RegExp]>([
    [
      'a login page',
      { script: () => ({ kind: 'html200' }) },
      'wrong-content',
      /^Answers with a web page \(status 200\) where the \.mod of github\.com\/Azure\/small@v1\.2\.3 was asked for/,
    ],
    [
      'blanket 404',
      { modules: [] },
      '404',
      /^Has nothing: 404 Not Found for all 3 modules that it was asked for, though go\.sum names them$/,
    ],
    [
      'blanket 404 with the cause in its text',
      { script: () => ({ kind: 'status', status: 404, body: 'not found: bad upstream' }) },
      '404',
      /its text tells why: bad upstream$/,
    ],
    [
      'another go.mod',
      { script: ({ file }) => (file === 'mod' ? { kind: 'wrong-mod' } : undefined) },
      'wrong-content',
      /^Its content for the \.mod of .* is not what go\.sum says$/,
    ],
    [
      'another version',
      { script: ({ file }) => (file === 'info' ? { kind: 'wrong-version' } : undefined) },
      'wrong-content',
      /^Gave another version where the \.info/,
    ],
    [
      'a zip that is none',
      { script: ({ file }) => (file === 'zip' ? { kind: 'bytes', body: 'Not a zip' } : undefined) },
      'wrong-content',
      /is no zip file$/,
    ],
    [
      'a well-formed zip with other content',
      { script: ({ file }) => (file === 'zip' ? { kind: 'bytes', body: otherZip } : undefined) },
      'wrong-content',
      /^Its content for the \.zip of .* is not what go\.sum says$/,
    ],
    [
      'a zip that is cut short',
      {
        script: ({ file }) =>
          file === 'zip' ? { kind: 'truncate', bytes: 30_000, contentLength: 'right' } : undefined,
      },
      'wrong-content',
      /^Its content for the \.zip of .* is damaged: it can't be unpacked$/,
    ],
    [
      'an empty file',
      { script: ({ file }) => (file === 'mod' ? { kind: 'bytes', body: '' } : undefined) },
      'wrong-content',
      /^Gave an empty answer/,
    ],
    [
      'an outage',
      { script: () => ({ kind: 'status', status: 503 }) },
      '503',
      /^Answers 503 Service Unavailable$/,
    ],
    [
      'a rate limit',
      { script: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '30' } }) },
      '429',
      /^Limits our requests: 429 Too Many Requests, asks to wait \(Retry-After: 30\)$/,
    ],
    [
      'an auth wall',
      { requireAuth: { user: 'u', password: 'p' } },
      '401',
      /^Wants credentials: 401 Unauthorized for all 3 modules/,
    ],
    [
      'a policy against everything',
      { script: () => ({ kind: 'status', status: 403 }) },
      '403',
      /^Refuses everything: 403 Forbidden/,
    ],
    ['a reset', { script: () => ({ kind: 'reset' }) }, 'ECONNRESET', /connection closed before any answer/],
    [
      '200 for what cannot exist',
      { script: (request) => (isImpossible(request) ? { kind: 'bytes', body: '{}' } : undefined) },
      '200',
      /^Answers 200 even for a version that cannot exist/,
    ],
    [
      'a web page for what cannot exist',
      {
        script: (request) =>
          isImpossible(request)
            ? { kind: 'status', status: 403, body: '<html>blocked', headers: { 'content-type': 'text/html' } }
            : undefined,
      },
      '403',
      /web page \(403 Forbidden\) where 404 is due/,
    ],
    [
      '5xx for what cannot exist',
      { script: (request) => (isImpossible(request) ? { kind: 'status', status: 500 } : undefined) },
      '500',
      /^Answers 500 Internal Server Error where 404 is due/,
    ],
    [
      'zips sent to a dead host',
      {
        script: ({ file }) =>
          file === 'zip' ? { kind: 'redirect', to: 'http://127.0.0.1:1/x.zip' } : undefined,
      },
      'ECONNREFUSED',
      /^Gives \.mod files but no zip: 127\.0\.0\.1:1: connection refused/,
    ],
    [
      'zips that fail',
      { script: ({ file }) => (file === 'zip' ? { kind: 'status', status: 504 } : undefined) },
      '504',
      /^Gives \.mod files but no zip: 504 Gateway Timeout$/,
    ],
  ])('%s', async (_, options, failure, reason) => {
    const verdict = await verdictOn(options)
    expect(verdict).toMatchObject({ health: 'unhealthy', failure, reason: expect.stringMatching(reason) })
  })

  test('refused', async () => {
    const { verdicts } = await probe((await deadUrl()).replace('127.0.0.1', 'localhost'))
    // The name of a host is no word to begin with a capital.
    const reason = expect.stringMatching(/^localhost:\d+: connection refused/)
    expect(verdicts).toMatchObject([{ health: 'unhealthy', failure: 'ECONNREFUSED', reason }])
  })

  test('a stall, when the limit of the phase is up', async () => {
    const { url } = await proxy({ script: () => ({ kind: 'stall' }) })
    const { verdicts } = await probe(url, { limitMs: 1_000 })
    expect(verdicts).toMatchObject([
      {
        health: 'unhealthy',
        failure: 'ETIMEDOUT',
        reason: expect.stringMatching(/^Gave no answer in \d+ ms: it stalls/),
      },
    ])
  })
})

test('one that was right as far as it came is slow, not ill', async () => {
  const { url } = await proxy({
    script: (request) => (isImpossible(request) ? { kind: 'stall' } : undefined),
  })
  const { verdicts } = await probe(url, { limitMs: 2_000, clock: eventLoopClock() })
  expect(verdicts).toMatchObject([
    {
      health: 'slow',
      failure: null,
      reason: expect.stringMatching(/^Slow: \d of \d files had come rightly/),
    },
  ])
})

test('a 404 that answers our wish to fetch nothing tells of no fault', async () => {
  const verdict = await verdictOn({
    script: (request) =>
      isImpossible(request)
        ? { kind: 'status', status: 404, body: 'not found: temporarily unavailable' }
        : undefined,
  })
  expect(verdict).toMatchObject({ health: 'healthy', manners: 'honest', findings: [] })
})

test('an honest 404 may come with the web page of its server', async () => {
  const body = '<html><title>404 Not Found</title>'
  const verdict = await verdictOn({
    script: (request) =>
      isImpossible(request)
        ? { kind: 'status', status: 404, body, headers: { 'content-type': 'text/html' } }
        : undefined,
  })
  expect(verdict).toMatchObject({ health: 'healthy', manners: 'honest', findings: [] })
})

describe('healthy, with a finding', () => {
  test.each([400, 401, 403])('%i for what it lacks is a policy', async (status) => {
    const verdict = await verdictOn({
      script: (request) =>
        isImpossible(request)
          ? { kind: 'status', status, body: '{"errors":[]}', headers: { 'content-type': 'application/json' } }
          : undefined,
    })
    expect(verdict).toMatchObject({
      health: 'healthy',
      manners: 'policy',
      findings: [
        expect.stringMatching(/not 404, for what it lacks: entries behind a `,` after it are never asked\.$/),
      ],
    })
  })

  test('a zip that is refused while .info and .mod come', async () => {
    const verdict = await verdictOn({
      script: ({ file }) => (file === 'zip' ? { kind: 'status', status: 403 } : undefined),
    })
    expect(verdict).toMatchObject({
      health: 'healthy',
      coverage: { have: 2, asked: 3 },
      findings: ['It gives .mod files but not the zip of github.com/Azure/small@v1.2.3: 403 Forbidden.'],
    })
  })

  test('one sentinel that one proxy lacks costs it coverage, not its life', async () => {
    const [full, poor] = [await proxy(), await proxy({ modules: modules.slice(1) })]
    const { verdicts, ranked } = await probe(`${poor.url}|${full.url}`, { clock: withoutGrace })
    expect(verdicts.map(({ health, coverage }) => [health, coverage.have, coverage.asked])).toEqual([
      ['healthy', 2, 3],
      ['healthy', 3, 3],
    ])
    expect(ranked.ranking.reason).toBe(
      `${full.url} goes before ${poor.url}, which has only 2 of the 3 modules that both were asked for.`,
    )
  })

  test('a sentinel that nobody has is held against nobody', async () => {
    const both = [await proxy({ modules: modules.slice(1) }), await proxy({ modules: modules.slice(1) })]
    const { verdicts } = await probe(both.map(({ url }) => url).join('|'), { clock: withoutGrace })
    expect(verdicts.map(({ health, coverage }) => [health, coverage.have, coverage.asked])).toEqual([
      ['healthy', 2, 2],
      ['healthy', 2, 2],
    ])
  })
})

/** The grace of 250 ms never ends here, so that both proxies are heard. */
const withoutGrace: Clock = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(ms === 20_000 ? ms : 20_000, signal),
}

describe('the choice', () => {
  test('a dead candidate first, a healthy one behind: the healthy one is chosen, and the reason is told', async () => {
    const [dead, { url }] = [await deadUrl(), await proxy()]
    const { ranked } = await probe(`${dead}|${url}|direct`)
    expect(ranked.list.groups[0]?.map(({ display }) => display)).toEqual([url, dead, 'direct'])
    expect(ranked.ranking.reason).toBe(
      `${url} goes before ${dead}: ${dead.replace('http://', '')}: connection refused (ECONNREFUSED).`,
    )
  })

  test('one that is slower than the grace allows was not probed to its end, which is no illness', async () => {
    const [quick, slow] = [await proxy(), await proxy({ script: () => ({ kind: 'stall' }) })]
    const { verdicts, ranked } = await probe(`${slow.url}|${quick.url}`)
    expect(verdicts[0]).toMatchObject({
      health: 'not-probed',
      failure: null,
      reason: expect.stringMatching(
        `^Gave no answer in \\d+ ms, when ${quick.url} had answered everything; not waited for$`,
      ),
    })
    expect(ranked.list.groups[0]?.map(({ display }) => display)).toEqual([quick.url, slow.url])
  })
})

describeOverTls()('over TLS', () => {
  let certificates: Certificates
  beforeAll(async () => {
    certificates = await makeCertificates()
  })
  afterAll(() => certificates?.remove())

  test.each([
    ['expired', 'CERT_HAS_EXPIRED', /its certificate has expired/],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID', /its certificate is for another name/],
  ] as const)('a certificate that is wrong: %s', async (kind, failure, reason) => {
    expect(await verdictOn({ tls: certificates.of(kind) }, { caFile: certificates.caFile })).toMatchObject({
      health: 'unhealthy',
      failure,
      reason: expect.stringMatching(reason),
    })
  })

  test('credentials are sent, and never shown', async () => {
    const server = await proxy({
      tls: certificates.of('good'),
      requireAuth: { user: 'robot', password: 's3cret/' },
    })
    const { caFile } = certificates
    const { verdicts } = await probe(server.url.replace('://', '://robot:s3cret%2F@'), { caFile })
    expect(verdicts).toMatchObject([{ health: 'healthy', proxy: server.url }])
    expect(JSON.stringify(verdicts)).not.toContain('s3cret')
  })
})

describe('not probed', () => {
  test('direct, off and folders are told to be what they are', async () => {
    const { verdicts, ranked } = await probe('file:///srv/x,direct')
    expect(verdicts.map(({ proxy: name, health, reason }) => [name, health, reason])).toEqual([
      ['file:///srv/x', 'not-probed', 'A folder on this machine: nothing to probe'],
      ['direct', 'not-probed', 'Asks the origin of each module: nothing to probe'],
    ])
    expect(ranked.ranking.changed).toBe(false)
  })

  test('without a public module in go.sum nothing is asked', async () => {
    const server = await proxy()
    const { verdicts } = await probe(server.url, { sentinels: [] })
    expect([verdicts[0]?.health, verdicts[0]?.reason, server.requests.length]).toEqual([
      'not-probed',
      expect.stringMatching(/no public module/),
      0,
    ])
  })

  test('an entry behind a comma hears no name of a module, not even of those that everybody uses', async () => {
    const common = await makeModule({ path: 'github.com/pkg/errors', version: 'v0.9.1' })
    const parsed = parseGoSum(goSum([...modules, common]), 'go.sum')
    if (parsed.kind === 'malformed') throw new Error(parsed.message)
    const [first, second] = [await proxy(), await proxy({ modules: [...modules, common] })]
    const { verdicts } = await probe(`${first.url},${second.url}`, {
      sentinels: pickSentinels({ sums: parsed.sums, isPrivate: () => false }),
    })
    expect(verdicts.map(({ health }) => health)).toEqual(['healthy', 'not-probed'])
    expect(second.requests).toEqual([])
  })

  test('a cancelled run asks nothing more', async () => {
    const server = await proxy()
    const { verdicts } = await probe(server.url, { signal: AbortSignal.abort() })
    expect([server.requests.length, verdicts.length]).toEqual([0, 1])
  })
})
