// The shared store in front of the proxies: what it has is taken and verified, what it lacks or gets wrong comes from them.
// Maps to src/fetch/store/, src/store/session.ts, src/store/module-object.ts, src/store/vouched.ts.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { fileName } from '../../../src/go/layout.ts'
import type { ModuleFile } from '../../../src/go/module-file.ts'
import { createStoreSession, type StoreSession } from '../../../src/store/session.ts'
import { eventLoopClock } from '../../helpers/event-loop-clock.ts'
import { type S3Fault, type S3Request, type S3Server, startS3Server } from '../../helpers/s3-server.ts'
import { makeModule, type SyntheticModule, writeProject } from '../../helpers/synthetic-modules.ts'
import { keys, type OpenStore, openStore } from '../../store/s3/store-rig.ts'
import { type Bench, type BenchChanges, openBench, ran } from '../fetch-rig.ts'

const count = 12
let modules: readonly SyntheticModule[]
let forged: SyntheticModule
let bench: Bench
let server: S3Server
let opened: OpenStore

beforeAll(async () => {
  modules = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      makeModule({
        path: `example.com/m${index}`,
        version: 'v1.0.0',
        sizeBytes: index === 0 ? 600_000 : 2_000,
      }),
    ),
  )
  forged = await makeModule({
    path: 'example.com/m0',
    version: 'v1.0.0',
    files: { 'x.go': 'package evil\n' },
  })
})
afterEach(async () => {
  await opened.http.close()
  await server.close()
  await bench.remove()
})

let script: (request: S3Request) => S3Fault | null = () => null
let before: (request: S3Request) => Promise<void> | undefined = () => undefined
beforeEach(async () => {
  script = () => null
  before = () => undefined
  bench = await openBench(modules)
  server = await startS3Server({ script: (request) => script(request), before: (request) => before(request) })
  opened = openStore({ ...keys, AWS_ENDPOINT_URL_S3: server.url })
})

function fill(some: readonly SyntheticModule[] = modules): void {
  for (const module of some)
    for (const kind of ['info', 'mod', 'zip'] as const)
      server.objects.set(`go/${module.path}/@v/${module.version}.${kind}`, module[kind])
}

const files = (some: readonly SyntheticModule[] = modules): readonly ModuleFile[] =>
  some.flatMap(({ path, version }) =>
    (['info', 'mod', 'zip'] as const).map((kind) => ({ path, version, kind })),
  )

function use(clock = bench.clock): { session: StoreSession; changes: BenchChanges } {
  const session = createStoreSession(opened.store, { clock, limitMs: 60_000 })
  return { session, changes: { clock, store: { session, isShareable: () => true } } }
}

/** Runs the fetch, and holds that all is there in the end. */
async function fetchAll(changes: BenchChanges = {}, wanted = files()) {
  const proxy = await bench.proxy()
  const { session, changes: store } = use(changes.clock)
  const { report } = await bench.fetch(proxy.url, { ...store, ...changes })
  const names = (await bench.cached()).filter((name) => /\.(?:info|mod|zip)$/.test(name))
  expect(names).toEqual(wanted.map(fileName).sort())
  return { proxy, report, summary: session.summary() }
}

test('what the store has is asked of no proxy', async () => {
  fill()
  const { proxy, summary, report } = await fetchAll()
  expect(proxy.requests).toEqual([])
  expect(summary).toMatchObject({
    read: { files: 3 * count },
    lacking: [],
    refused: [],
    failed: {},
    givenUp: null,
  })
  // The report of the fetch tells of proxies.
  expect(report).toMatchObject({ kind: 'ran', fetched: 0, bytes: 0, missing: 0 })
})

test('what it lacks comes from the proxies, and is known to be lacking', async () => {
  fill(modules.slice(3))
  const { proxy, summary } = await fetchAll()
  expect(proxy.requests.length).toBe(9)
  expect(summary.lacking.map(fileName).sort()).toEqual(files(modules.slice(0, 3)).map(fileName).sort())
})

test.each([
  ['a zip of another module', 'zip', () => modules[1]?.zip, /file of another module/],
  ['a zip with other content', 'zip', () => forged.zip, /has the hash h1:.*, go\.sum has h1:/],
  ['a zip that is none', 'zip', () => Buffer.from('<html>'), /./],
  ['a large zip with wrong bytes', 'zip', () => Buffer.alloc(600_000, 'x'), /./],
  ['a go.mod of another module', 'mod', () => modules[1]?.mod, /the \.mod has the hash/],
  ['a login page for a go.mod', 'mod', () => Buffer.from('<html>'), /the \.mod is no go\.mod file/],
  [
    'an .info of another version',
    'info',
    () => Buffer.from('{"Version":"v6.6.6"}'),
    /is for version "v6\.6\.6"/,
  ],
] as const)('%s is refused, and fetched elsewhere', async (_, kind, content, reason) => {
  fill()
  server.objects.set(`go/example.com/m0/@v/v1.0.0.${kind}`, content() ?? Buffer.alloc(0))
  const { proxy, summary } = await fetchAll()
  expect(proxy.requests.map(({ module, file }) => `${module} ${file}`)).toEqual([`example.com/m0 ${kind}`])
  expect(summary.refused).toEqual([
    {
      file: { path: 'example.com/m0', version: 'v1.0.0', kind },
      kind: expect.stringMatching(/^(?:tampered|damaged)$/),
      reason: expect.stringMatching(reason),
    },
  ])
  expect(summary.lacking).toEqual([])
})

describe('trouble never fails the fetch', () => {
  const error = (status: number, code: string): S3Fault => ({ kind: 'error', status, code })

  test.each([
    ['a wrong secret', error(403, 'SignatureDoesNotMatch'), 'denied', 12],
    ['no such bucket', error(404, 'NoSuchBucket'), 'misconfigured', 12],
    [
      'another region',
      { kind: 'error', status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
      'misconfigured',
      12,
    ],
    ['a skewed clock', error(403, 'RequestTimeTooSkewed'), 'misconfigured', 12],
    ['500', error(500, 'InternalError'), 'unavailable', 12],
    ['connections that are closed', { kind: 'close' }, 'unavailable', 12],
    ['bodies that are cut off', { kind: 'truncate' }, 'unavailable', 12],
  ] as const)('%s: it is given up after a few requests', async (_, fault, kind, most) => {
    fill()
    script = () => fault
    const { summary, report } = await fetchAll()
    expect(summary.givenUp?.kind).toBe(kind)
    expect(ran({ report, spans: [], keptFromGo: [], notes: [] }).fetched).toBe(3 * count)
    // What was sent at once, before the first answer.
    expect(server.requests.length).toBeLessThanOrEqual(3 * count + most)
  })

  test.each([
    ['no answer', { kind: 'stall' }],
    ['half an answer', { kind: 'stall', half: true }],
  ] as const)('%s: silence is not waited for twice', async (_, fault) => {
    fill()
    script = () => fault
    const { summary } = await fetchAll({
      clock: eventLoopClock({ speed: 10 }),
      limits: { deadlineMs: 600_000 },
    })
    expect(summary.givenUp?.kind).toBe('slow')
  })

  test('a store that dies in mid-run is left alone', async () => {
    fill()
    let served = 0
    script = () => (++served > 10 ? { kind: 'close' } : null)
    const { summary } = await fetchAll()
    expect(summary.givenUp?.kind).toBe('unavailable')
    expect(summary.read.files).toBeGreaterThan(0)
  })

  test('one that asks for fewer requests is asked again, later', async () => {
    fill()
    script = ({ attempt }) => (attempt === 1 ? error(503, 'SlowDown') : null)
    const { proxy, summary } = await fetchAll()
    expect(proxy.requests).toEqual([])
    expect(summary).toMatchObject({ read: { files: 3 * count }, givenUp: null })
  })

  test('a bucket that may not be listed says of what it lacks that it is denied', async () => {
    fill(modules.slice(1))
    script = ({ key }) => (server.objects.has(key) ? null : error(403, 'AccessDenied'))
    const { summary } = await fetchAll()
    expect(summary.givenUp).toBeNull()
    expect(summary.lacking.map(fileName).sort()).toEqual(files(modules.slice(0, 1)).map(fileName).sort())
  })

  test('where all is denied it is given up, and all of it may be written', async () => {
    script = () => error(403, 'AccessDenied')
    const { summary } = await fetchAll()
    expect(summary.givenUp).toMatchObject({ kind: 'denied', mayBeAbsent: true })
    expect(summary.lacking.length).toBe(3 * count)
  })
})

describe('who may be asked for what', () => {
  test('what may not be shared is not named to the store', async () => {
    fill()
    const { session } = use()
    const proxy = await bench.proxy()
    const isShareable = (path: string) => path !== 'example.com/m3'
    await bench.fetch(proxy.url, { store: { session, isShareable } })
    expect(server.requests.filter(({ key }) => key.includes('example.com/m3/'))).toEqual([])
    expect(proxy.requests.length).toBe(3)
  })

  test('where private modules may be shared, they come from the store and from nobody else', async () => {
    fill()
    const proxy = await bench.proxy()
    const { changes } = use()
    await bench.fetch(proxy.url, {
      ...changes,
      env: { GONOPROXY: 'example.com/m3', GOPRIVATE: 'example.com/m3' },
    })
    expect(proxy.requests).toEqual([])
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })
})

describe('the go.mod files that go.sum names', () => {
  /** Each one requires the next, and none is pruned: a walk alone takes as many waves of requests as there are modules. */
  async function chain(length: number): Promise<readonly SyntheticModule[]> {
    const path = (index: number) => ({ path: `example.com/chain${index}`, version: 'v1.0.0' })
    return Promise.all(
      Array.from({ length }, (_, index) =>
        makeModule({ ...path(index), go: '1.16', requires: index + 1 < length ? [path(index + 1)] : [] }),
      ),
    )
  }

  /** None of them is answered before all of them have come. */
  function barrier(wave: ReadonlySet<string>) {
    const missing = new Set(wave)
    let onAll = () => {}
    const all = new Promise<void>((resolve) => {
      onAll = resolve
    })
    return {
      has: (key: string) => wave.has(key),
      arrived: (key: string): Promise<void> => {
        missing.delete(key)
        if (missing.size === 0) onAll()
        return all
      },
    }
  }

  const keyed = (some: readonly ModuleFile[]) => some.map((file) => `go/${fileName(file)}`)

  /** Takes the modules out of a store that answers no request before the whole wave has come; tells what it was asked, sorted. */
  async function takeInWaves(
    some: readonly SyntheticModule[],
    { requires, go }: { readonly requires: readonly SyntheticModule[]; readonly go: string },
    waves: readonly ReadonlySet<string>[],
  ): Promise<readonly string[]> {
    await opened.http.close()
    await bench.remove()
    bench = await openBench(some, { requires, go })
    await server.close()
    const barriers = waves.map(barrier)
    server = await startS3Server({
      before: ({ key }) => barriers.find(({ has }) => has(key))?.arrived(key),
    })
    opened = openStore({ ...keys, AWS_ENDPOINT_URL_S3: server.url })
    fill(some)
    const { session, changes } = use()
    await bench.takeFromStore(changes)
    expect(session.summary()).toMatchObject({ read: { files: 3 * some.length }, lacking: [] })
    return server.requests.map(({ key }) => key).sort()
  }

  test('are asked for at once, so that two waves of requests bring the longest chain', async () => {
    const chained = await chain(20)
    const all = keyed(files(chained))
    const first = new Set([
      ...keyed(files(chained.slice(0, 1))),
      ...all.filter((key) => key.endsWith('.mod')),
    ])
    const waves = [first, new Set(all.filter((key) => !first.has(key)))]
    const asked = await takeInWaves(chained, { requires: chained.slice(0, 1), go: '1.16' }, waves)
    expect(asked).toEqual(all.sort())
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })

  test('come with all else in one wave, where the main module lists every module', async () => {
    const chained = await chain(20)
    const all = keyed(files(chained))
    const asked = await takeInWaves(chained, { requires: chained, go: '1.21' }, [new Set(all)])
    expect(asked).toEqual(all.sort())
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  })

  /** Both passes of a run. */
  async function takeThenFetch() {
    const proxy = await bench.proxy()
    const { session, changes } = use()
    await bench.takeFromStore(changes)
    await bench.fetch(proxy.url, changes)
    expect(proxy.requests).toEqual([])
    return session.summary()
  }

  test('may be more than are needed: what the store lacks of them is asked once, and of nobody else', async () => {
    const stale = await makeModule({ path: 'example.com/stale', version: 'v1.0.0' })
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules: [...modules, stale],
    })
    fill()
    expect((await takeThenFetch()).lacking).toEqual([])
    expect(server.requests.filter(({ key }) => key.includes('stale')).map(({ key }) => key)).toEqual([
      'go/example.com/stale/@v/v1.0.0.mod',
    ])
  })

  test('are not asked for by a later pass', async () => {
    const stale = await makeModule({ path: 'example.com/stale', version: 'v1.0.0' })
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules: [...modules, stale],
    })
    fill()
    await fetchAll()
    expect(server.requests.map(({ key }) => key).sort()).toEqual(keyed(files()).sort())
  })

  test('do not let a bucket that may not be listed be given up', async () => {
    const stale = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        makeModule({ path: `example.com/a-stale${index}`, version: 'v1.0.0' }),
      ),
    )
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules: [...stale, ...modules],
    })
    fill()
    script = ({ key }) =>
      server.objects.has(key) ? null : { kind: 'error', status: 403, code: 'AccessDenied' }
    // The denials come first.
    const denials = barrier(new Set(stale.map(({ path }) => `go/${path}/@v/v1.0.0.mod`)))
    before = ({ key }) => {
      const all = denials.arrived(key)
      return denials.has(key) ? undefined : all
    }
    expect(await takeThenFetch()).toMatchObject({ givenUp: null, lacking: [], read: { files: 3 * count } })
  })

  test('without a go.sum nothing is asked', async () => {
    await rm(join(bench.projectDir, 'go.sum'))
    fill()
    const { session, changes } = use()
    await bench.takeFromStore(changes)
    expect(session.summary().wasAsked).toBe(false)
    expect(server.requests).toEqual([])
  })
})
