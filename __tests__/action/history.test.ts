// How the proxies did in the last runs, in whole runs: kept with the store or the entry, shown, and used between equal proxies only.
// Maps to src/run/upstream-history.ts, src/run/shared-history.ts, src/run/kept-history.ts, src/run/download-online.ts.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { entryFolder } from '../../src/cache/store.ts'
import { unpackArchive } from '../../src/cache/unpack.ts'
import { type History, hourOf, upstreamId } from '../../src/probe/history/history.ts'
import { formatHistory, parseHistory } from '../../src/probe/history/shape.ts'
import { actionRig, unavailable } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { deadUrl, type ModuleProxy } from '../helpers/module-proxy.ts'
import { type S3Fault, type S3Request, type S3Server, startS3Server } from '../helpers/s3-server.ts'
import type { StepOptions, StepResult } from '../helpers/step.ts'
import { tarArchive } from '../helpers/tar-archive.ts'

const rig = actionRig()
let server: S3Server
let script: (request: S3Request) => S3Fault | null
let service: CacheService

beforeEach(async () => {
  script = () => null
  server = await startS3Server({ script: (request) => script(request) })
  service = await startCacheService()
})
afterEach(() => Promise.all([server.close(), service.close()]))

type Place = 'a folder' | 'a bucket'

const directory = () => join(rig().job.folder.path, 'store')
const now = () => hourOf(new Date())
let caches = 0

/** A step with an empty module cache. */
function stepIn(
  place: Place | 'the entry',
  { inputs = {}, env = {} }: StepOptions = {},
): Promise<StepResult> {
  const places = {
    'a folder': { inputs: { 'cache-store': `directory:${directory()}` }, env: {} },
    'a bucket': {
      inputs: { 'cache-store': `s3://${server.bucket}/go` },
      env: {
        AWS_ENDPOINT_URL_S3: server.url,
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret-that-nobody-may-see',
        AWS_REGION: 'us-east-1',
      },
    },
    'the entry': { inputs: {}, env: service.env },
  }
  return rig().job.step({
    inputs: { ...places[place].inputs, attempts: '1', ...inputs },
    env: { ...places[place].env, ...env },
    gomodcache: join(rig().job.folder.path, `modcache-${++caches}`),
  })
}

/** Every object but the histories goes, so that the next run has to ask the proxies again. */
async function forgetModules(place: Place): Promise<void> {
  if (place === 'a folder') {
    for (const name of await readdir(directory()))
      if (name !== '.history') await rm(join(directory(), name), { recursive: true })
    return
  }
  for (const key of server.objects.keys()) if (!key.startsWith('go/.history/')) server.objects.delete(key)
}

/** Name and text of the only history. */
async function historyIn(place: Place): Promise<{ readonly name: string; readonly text: string }> {
  const names =
    place === 'a folder'
      ? (await readdir(join(directory(), '.history'))).map((name) => `.history/${name}`)
      : [...server.objects.keys()].filter((key) => key.startsWith('go/.history/')).map((key) => key.slice(3))
  expect(names).toEqual([expect.stringMatching(/^\.history\/[0-9a-f]{64}\.json$/)])
  const [name = ''] = names
  const text =
    place === 'a folder'
      ? await readFile(join(directory(), name), 'utf8')
      : String(server.objects.get(`go/${name}`))
  return { name, text }
}

async function put(place: Place, name: string, text: string): Promise<void> {
  if (place === 'a bucket') {
    server.objects.set(`go/${name}`, Buffer.from(text))
    return
  }
  await mkdir(dirname(join(directory(), name)), { recursive: true })
  await writeFile(join(directory(), name), text)
}

/** What the runs of this hour would have left. */
function told(...proxies: readonly (readonly [url: string, failed: number])[]): string {
  const history: History = new Map(
    proxies.map(([url, failed]) => [
      upstreamId(url),
      [{ hour: now(), runs: 12, failed, latencyMs: 40, lastFault: failed > 0 ? 'server-error' : null }],
    ]),
  )
  return formatHistory(history)
}

/** Two that a probe can't tell apart: what a busy machine adds is little beside their latency. */
async function twoAlike(): Promise<readonly [ModuleProxy, ModuleProxy]> {
  const [one, other] = [
    await rig().proxy(undefined, { latencyMs: 150 }),
    await rig().proxy(undefined, { latencyMs: 150 }),
  ]
  return [one, other]
}

const askedForZips = ({ requests }: ModuleProxy) => requests.filter(({ file }) => file === 'zip').length
const historyOf = (step: StepResult, url: string) =>
  step.report?.proxies.find(({ proxy }) => proxy === url)?.history
const orderOf = (step: StepResult) => step.report?.go.goproxy

describe.each<Place>(['a folder', 'a bucket'])('in %s', (place) => {
  test('each run that asked the proxies leaves how they did, and the next ones tell it', async () => {
    const live = await rig().proxy()
    const dead = await deadUrl()
    const inputs = { proxies: `${dead}|${live.url}` }
    const first = await stepIn(place, { inputs })
    expect(first.outputs.result).toBe('complete')
    expect(historyOf(first, dead)).toBeUndefined()
    const { text } = await historyIn(place)
    expect(text).not.toMatch(/127\.0\.0\.1|http|example|AKID|secret/)
    expect(parseHistory(text, { now: now() }).get(upstreamId(dead))).toMatchObject([
      { runs: 1, failed: 1, latencyMs: null, lastFault: 'connect' },
    ])

    // It needs no proxy, so it learns and leaves nothing about them.
    const hit = await stepIn(place, { inputs })
    expect(hit.outputs.cache).toBe('exact')
    expect((await historyIn(place)).text).toBe(text)

    await forgetModules(place)
    const second = await stepIn(place, { inputs })
    expect(historyOf(second, dead)).toMatchObject({ hours: 24, runs: 1, failed: 1, lastFault: 'connect' })
    expect(historyOf(second, live.url)).toMatchObject({ runs: 1, failed: 0, lastFault: null })
    expect(second.stdout).toContain(`${dead}, last 24 h: 1 run, 1 failed (last: connect)`)

    // A run that fails is kept, too, and shows the table.
    await forgetModules(place)
    await live.close()
    const failed = await stepIn(place, { inputs })
    expect(failed.outputs.result).toBe('failed')
    expect(failed.summary).toContain('<th>Last 24 h</th>')
    expect(failed.summary).toContain('<td>2 runs, 2 failed (last: connect)</td>')
    expect(
      parseHistory((await historyIn(place)).text, { now: now() }).get(upstreamId(live.url)),
    ).toBeDefined()
    const kept = parseHistory((await historyIn(place)).text, { now: now() })
    const runs = (kept.get(upstreamId(live.url)) ?? []).reduce((sum, hour) => sum + hour.runs, 0)
    expect(runs).toBe(3)
  })

  test('of two that the probe finds equal, the steadier one goes first, and a fork only reads', async () => {
    const [one, other] = await twoAlike()
    const inputs = { proxies: `${one.url}|${other.url}` }
    const before = await stepIn(place, { inputs })
    expect(orderOf(before)).toBe(`${one.url}|${other.url}`)
    const { name } = await historyIn(place)
    const text = told([one.url, 6], [other.url, 0])
    await put(place, name, text)
    await forgetModules(place)
    const event = join(rig().job.folder.path, 'event.json')
    const repo = (full_name: string) => ({ repo: { full_name } })
    await writeFile(
      event,
      JSON.stringify({ pull_request: { head: repo('stranger/app'), base: repo('example/app') } }),
    )
    const asked = askedForZips(one)
    const step = await stepIn(place, {
      inputs,
      env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event },
    })
    expect(orderOf(step)).toBe(`${other.url}|${one.url}`)
    expect(step.exported.GOPROXY).toBe(`${other.url}|${one.url}`)
    expect(step.report?.ranking).toBe(
      `${other.url} goes before ${one.url}: the probe found them equal, and in the last 24 h ${one.url} failed in 6 of 12 runs, ${other.url} in 0 of 12 runs.`,
    )
    // The probe asks each of them for one.
    expect(askedForZips(one) - asked).toBe(1)
    expect((await historyIn(place)).text).toBe(text)
  })

  test('a history never puts a proxy that the probe found worse before a better one', async () => {
    const live = await rig().proxy()
    const dead = await deadUrl()
    const inputs = { proxies: `${live.url}|${dead}` }
    await stepIn(place, { inputs })
    await put(place, (await historyIn(place)).name, told([live.url, 12], [dead, 0]))
    await forgetModules(place)
    const step = await stepIn(place, { inputs })
    expect(orderOf(step)).toBe(`${live.url}|${dead}`)
    expect(historyOf(step, live.url)).toMatchObject({ runs: 12, failed: 12 })
  })

  // Every other shape: __tests__/probe/history/shape.test.ts.
  test.each<[string, (urls: readonly [string, string]) => string]>([
    ['of another shape', () => '{"version":1,"upstreams":{"::error::owned":"<script>"}}'],
    ['that is huge', (urls) => told([urls[0], 6], [urls[1], 0]).padEnd(2 << 20)],
    [
      'with a text of its own',
      (urls) =>
        told([urls[0], 6], [urls[1], 0])
          .replaceAll('"server-error"', '"::error::owned <script>"')
          .replaceAll('"id":"', '"id":"f'),
    ],
  ])('one %s counts for nothing, and is replaced', async (_, hostile) => {
    const [one, other] = await twoAlike()
    const inputs = { proxies: `${one.url}|${other.url}` }
    await stepIn(place, { inputs })
    const { name } = await historyIn(place)
    await put(place, name, hostile([one.url, other.url]))
    await forgetModules(place)
    const step = await stepIn(place, { inputs })
    expect(step.outputs.result).toBe('complete')
    expect(orderOf(step)).toBe(`${one.url}|${other.url}`)
    expect([historyOf(step, one.url), step.report?.cache.problems]).toEqual([undefined, []])
    expect(step.stdout + step.summary + JSON.stringify(step.report)).not.toContain('owned')
    const kept = parseHistory((await historyIn(place)).text, { now: now() })
    expect(kept.get(upstreamId(one.url))).toMatchObject([{ runs: 1, failed: 0 }])
  })

  test('where there is no choice there is no history', async () => {
    await stepIn(place, { inputs: { proxies: (await rig().proxy()).url } })
    const names =
      place === 'a folder'
        ? await readdir(directory(), { recursive: true })
        : server.requests.map(({ key }) => key)
    expect(names.length).toBeGreaterThan(9)
    expect(names.filter((name) => name.includes('.history'))).toEqual([])
  })
})

describe('a bucket', () => {
  const isHistory = ({ key }: Pick<S3Request, 'key'>) => key.startsWith('go/.history/')

  test('that does not give the history is not waited for, and what is there is not written over', async () => {
    script = (request) => (isHistory(request) && request.method === 'GET' ? { kind: 'stall' } : null)
    const [one, other] = await twoAlike()
    const step = await stepIn('a bucket', { inputs: { proxies: `${one.url}|${other.url}` } })
    expect(step.outputs.result).toBe('complete')
    expect(step.report?.cache).toMatchObject({ save: { kind: 'saved', files: 9 }, shared: { troubles: [] } })
    expect(server.requests.filter(isHistory).map(({ method }) => method)).toEqual(['GET'])
  })

  test('whose policy lets nothing be replaced keeps the modules, and the log says why it keeps no history', async () => {
    script = ({ method, key, headers }) =>
      method === 'PUT' && headers['if-none-match'] === undefined && isHistory({ key })
        ? { kind: 'error', status: 403, code: 'AccessDenied' }
        : null
    const [one, other] = await twoAlike()
    const step = await stepIn('a bucket', { inputs: { proxies: `${one.url}|${other.url}` } })
    expect(step.outputs.result).toBe('complete')
    expect(step.report?.cache).toMatchObject({ save: { kind: 'saved', files: 9 }, shared: { troubles: [] } })
    expect(step.stdout).toContain('How the proxies did was not kept in the shared store')
    expect(step.summary).not.toContain('How the proxies did')
  })

  test('is asked for the history once, beside the rest, and written once', async () => {
    const [one, other] = await twoAlike()
    await stepIn('a bucket', { inputs: { proxies: `${one.url}|${other.url}` } })
    expect(server.requests.filter(isHistory).map(({ method }) => method)).toEqual(['GET', 'PUT'])
    // Nine files are asked for.
    expect(server.requests.findIndex(isHistory)).toBeLessThan(9)
  })
})

describe("GitHub's entry", () => {
  const keys = () => service.entries.map(({ key }) => key)

  test('takes the history along, and no entry is made for its sake', async () => {
    const live = await rig().proxy()
    const dead = await deadUrl()
    const inputs = { proxies: `${dead}|${live.url}` }
    const first = await stepIn('the entry', { inputs })
    expect(first.report?.cache.save).toMatchObject({ kind: 'saved', files: 9 })
    const [saved] = service.entries
    const kept = parseHistory(await historyOfEntry(saved?.archive), { now: now() })
    expect(kept.get(upstreamId(dead))).toMatchObject([{ runs: 1, failed: 1, lastFault: 'connect' }])
    const hit = await stepIn('the entry', { inputs })
    expect(hit.outputs.cache).toBe('exact')
    expect(hit.report?.cache.problems).toEqual([])
    expect(keys()).toHaveLength(1)

    // Another go.mod: the entry is found as a fallback.
    const gomod = join(rig().job.workspace, 'go.mod')
    await writeFile(gomod, (await readFile(gomod, 'utf8')).replace('go 1.21', 'go 1.20'))
    const key = saved?.key ?? ''
    await service.close()
    service = await startCacheService()
    service.plant(key, await entryWith(told([dead, 5], [live.url, 0])))
    const next = await stepIn('the entry', { inputs })
    expect(next.outputs.cache).toBe('partial')
    expect(historyOf(next, dead)).toMatchObject({ runs: 12, failed: 5, lastFault: 'server-error' })
    expect(next.report?.cache.save.kind).toBe('saved')
    const after = parseHistory(await historyOfEntry(service.entries.at(-1)?.archive), { now: now() })
    const runs = (after.get(upstreamId(dead)) ?? []).reduce((sum, hour) => sum + hour.runs, 0)
    expect(runs).toBe(13)
  })

  async function historyOfEntry(archive: Uint8Array = new Uint8Array()): Promise<string> {
    const folder = join(rig().job.folder.path, `entry-${++caches}`)
    await mkdir(folder)
    await writeFile(join(folder, 'archive'), archive)
    expect(await unpackArchive(join(folder, 'archive'), join(folder, entryFolder))).toMatchObject({
      kind: 'ok',
    })
    return readFile(join(folder, entryFolder, 'history.json'), 'utf8')
  }

  /** One module of three, and a history. */
  async function entryWith(history: string): Promise<Buffer> {
    const [module] = rig().modules
    return tarArchive([
      { name: `${entryFolder}/example.com/one/@v/v1.0.0.mod`, content: module?.mod ?? '' },
      { name: `${entryFolder}/history.json`, content: history },
    ])
  }

  test('its history breaks ties, and what was learned goes into the next entry', async () => {
    const [one, other] = await twoAlike()
    const inputs = { proxies: `${one.url}|${other.url}` }
    const { outputs } = await stepIn('the entry', { inputs: { ...inputs, cache: 'read-only' } })
    const key = outputs['cache-key'] ?? ''
    service.plant(key, await entryWith(told([one.url, 6], [other.url, 0])))
    const second = await stepIn('the entry', { inputs })
    expect(second.outputs.cache).toBe('partial')
    expect(orderOf(second)).toBe(`${other.url}|${one.url}`)
    expect(keys()).toEqual([key, expect.stringMatching(/-2$/)])
  })

  test('one that is huge counts for nothing', async () => {
    const history = ' '.repeat(2 << 20)
    const [one, other] = await twoAlike()
    const inputs = { proxies: `${one.url}|${other.url}` }
    const { outputs } = await stepIn('the entry', { inputs: { ...inputs, cache: 'read-only' } })
    service.plant(outputs['cache-key'] ?? '', await entryWith(history))
    const step = await stepIn('the entry', { inputs })
    expect(step.outputs.result).toMatch(/^(complete|recovered)$/)
    expect([orderOf(step), historyOf(step, one.url)]).toEqual([`${one.url}|${other.url}`, undefined])
  })
})

test('a proxy that fails in the fetch alone is known for it', async () => {
  const live = await rig().proxy()
  let probed = false
  const flaky = await rig().proxy(({ file, attempt }) => {
    if (file === 'zip' && !probed && attempt === 1) {
      probed = true
      return undefined
    }
    return file === 'zip' ? unavailable : undefined
  })
  const step = await stepIn('a folder', { inputs: { proxies: `${flaky.url}|${live.url}` } })
  expect(step.code).toBe(0)
  const kept = parseHistory((await historyIn('a folder')).text, { now: now() })
  expect(kept.get(upstreamId(flaky.url))).toMatchObject([{ runs: 1, failed: 1, lastFault: 'server-error' }])
})
