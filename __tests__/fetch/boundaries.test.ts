// What the fetch leaves to go, what ends it early, and what it leaves behind then: src/fetch/fetch-modules.ts, step-aside.ts,
// fetch-abort.ts, file/file-source.ts.

import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { fileName } from '../../src/go/layout.ts'
import { createZipWorkers } from '../../src/modcache/unpack/zip-workers.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Plan } from '../../src/project/plan.ts'
import type { ModuleProxy } from '../helpers/module-proxy.ts'
import { makeModule, manyModules, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type Bench, type BenchChanges, openBench, ran } from './fetch-rig.ts'

let modules: readonly SyntheticModule[]
let bench: Bench
beforeAll(async () => {
  modules = await manyModules(6, 11)
})
beforeEach(async () => {
  bench = await openBench(modules)
})
afterEach(() => bench.remove())

describe('steps aside', () => {
  const table: readonly (readonly [name: string, goproxy: string, changes: BenchChanges, reason: RegExp])[] =
    [
      ['GOPROXY=off', 'off', {}, /off/],
      ['only direct', 'direct', {}, /origin/],
      ['direct before all else', 'direct|PROXY', {}, /origin/],
      ['a GOAUTH command', 'PROXY', { env: { GOAUTH: 'netrc; my-auth-helper --fast' } }, /my-auth-helper/],
      ['GOAUTH=git', 'PROXY', { env: { GOAUTH: 'git /home/me' } }, /the command git/],
      ['an overlay', 'PROXY', { env: { GOFLAGS: '-modcacherw -overlay=o.json' } }, /-overlay/],
    ]
  test.each(table)('for %s', async (_, goproxy, changes, reason) => {
    const proxy = await bench.proxy()
    const { report } = await bench.fetch(goproxy.replace('PROXY', proxy.url), changes)
    expect(report).toEqual({ kind: 'stepped-aside', reason: expect.stringMatching(reason) })
    expect(proxy.requests).toEqual([])
  })
})

test('files that are there are not asked for', async () => {
  const proxy = await bench.proxy()
  await bench.fetch(proxy.url)
  const before = proxy.requests.length
  expect(ran(await bench.fetch(proxy.url))).toMatchObject({ planned: 0, requests: 0 })
  expect(proxy.requests).toHaveLength(before)
})

test('private modules are never named to a proxy', async () => {
  const proxy = await bench.proxy()
  const { report } = await bench.fetch(proxy.url, { env: { GONOPROXY: 'example.com/*/m0002' } })
  expect(report).toMatchObject({ fetched: 15 })
  expect(proxy.requests.filter(({ module }) => module.endsWith('m0002'))).toEqual([])
})

describe('the plan', () => {
  const plannedBy = async (proxy: ModuleProxy, changes: BenchChanges = {}) => {
    const plans: Plan[] = []
    await bench.fetch(proxy.url, { ...changes, onPlanned: (plan) => plans.push(plan) })
    return plans
  }

  test('is told once, private modules included', async () => {
    const proxy = await bench.proxy()
    const [plan, ...more] = await plannedBy(proxy, { env: { GONOPROXY: 'example.com/*/m0002' } })
    expect(more).toEqual([])
    expect(plan?.files).toHaveLength(18)
    expect(plan?.unreadable.map(({ path }) => path)).toEqual([expect.stringMatching(/m0002$/)])
  })

  test('is not made where it is known, and no other file is asked for', async () => {
    const proxy = await bench.proxy()
    const [plan] = await plannedBy(proxy)
    const planned = plan?.files.slice(0, 2) ?? []
    const empty = await openBench(modules)
    try {
      const plans: Plan[] = []
      const from = proxy.requests.length
      const { report } = await empty.fetch(proxy.url, { planned, onPlanned: (plan) => plans.push(plan) })
      expect(plans).toEqual([])
      expect(report).toMatchObject({ planned: 2, fetched: 2 })
      expect(proxy.requests.slice(from)).toHaveLength(2)
    } finally {
      await empty.remove()
    }
  })
})

describe('a zip that nobody would judge is left to go', () => {
  const unsummed = async () => {
    const [first, ...others] = modules
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules: others,
    })
    return first?.path
  }
  test.each([
    ['without the checksum database', { GOSUMDB: 'off' }, false],
    ['outside the checksum database', { GONOSUMDB: 'example.com' }, false],
    ['with the checksum database', {}, true],
  ] as const)('%s', async (_, env, isAsked) => {
    const path = await unsummed()
    const proxy = await bench.proxy()
    const { notes } = await bench.fetch(proxy.url, { env })
    expect(proxy.requests.some(({ file, module }) => file === 'zip' && module === path)).toBe(isAsked)
    expect(notes).toHaveLength(isAsked ? 0 : 1)
  })
})

test('modules behind modules are found, whatever go line they have', async () => {
  const leaf = await makeModule({ path: 'example.com/leaf', version: 'v1.0.0', go: null })
  const middle = await makeModule({
    path: 'example.com/middle',
    version: 'v1.0.0',
    go: '1.16',
    requires: [leaf],
  })
  const top = await makeModule({ path: 'example.com/top', version: 'v1.0.0', go: '1.21', requires: [middle] })
  const graph = await openBench([leaf, middle, top], {
    requires: [top, { ...middle, indirect: true }, { ...leaf, indirect: true }],
  })
  const proxy = await graph.proxy()
  expect(ran(await graph.fetch(proxy.url))).toMatchObject({ fetched: 9, missing: 0 })
  expect(await graph.goOffline()).toEqual({ ok: true, stderr: '' })
  await graph.remove()
})

describe('ends early', () => {
  test('when cancelled: nothing half-written stays', async () => {
    const controller = new AbortController()
    const large = await makeModule({ path: 'example.com/large', version: 'v1.0.0', sizeBytes: 2_000_000 })
    const other = await openBench([...modules, large])
    let halfWritten: readonly string[] = []
    const proxy = await other.proxy({
      script: ({ module, file }) =>
        module === large.path && file === 'zip' ? { kind: 'stall', afterBytes: 1_900_000 } : undefined,
    })
    // Cancelled once all others are there, and of this one the temporary file.
    const isDone = { value: false }
    const cancelling = (async () => {
      for (let whole = 0; (whole < 20 || halfWritten.length === 0) && !isDone.value; ) {
        const names = await other.cached()
        whole = names.filter((name) => /\.(info|mod|zip)$/.test(name)).length
        halfWritten = names.filter((name) => name.includes('large') && name.endsWith('partial'))
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      controller.abort()
    })()
    const { report } = await other.fetch(proxy.url, {
      signal: controller.signal,
      limits: { stallMs: 30_000 },
    })
    isDone.value = true
    await cancelling
    expect(halfWritten).toHaveLength(1)
    expect(report).toMatchObject({ kind: 'ran', fetched: 20, missing: 1 })
    expect((await other.cached()).filter((name) => !/\.(info|mod|zip|ziphash)$/.test(name))).toEqual([])
    await other.remove()
  })

  test('at the deadline', async () => {
    const proxy = await bench.proxy({
      script: ({ file }) => (file === 'zip' ? { kind: 'stall' } : undefined),
    })
    const { report } = await bench.fetch(proxy.url, { limits: { deadlineMs: 3_000, stallMs: 60_000 } })
    expect(report).toMatchObject({ fetched: 12, missing: 6 })
  })

  test('when it was cancelled before it began', async () => {
    const proxy = await bench.proxy()
    const { report } = await bench.fetch(proxy.url, { signal: AbortSignal.abort() })
    expect(report).toMatchObject({ fetched: 0, requests: 0 })
    expect(proxy.requests).toEqual([])
  })

  test('where the module cache can not be written: told as a fault of the disk, no proxy blamed', async () => {
    await mkdir(bench.gomodcache)
    await writeFile(join(bench.gomodcache, 'cache'), 'a file where a folder should be')
    const proxy = await bench.proxy()
    const report = ran(await bench.fetch(proxy.url))
    expect(report).toMatchObject({ fetched: 0 })
    expect(report.witnesses[0]).toMatchObject({
      category: 'disk',
      id: 'disk/module-cache',
      text: expect.stringMatching(/ENOTDIR/),
    })
    expect(report.upstreams[0]?.breakerOpened).toBe(0)
    // The first one told it all; the others were not asked for.
    expect(proxy.requests.length).toBeLessThanOrEqual(10)
  })
})

describe('a crash', () => {
  test('of what was to verify a zip leaves that one to go, and no other', async () => {
    const proxy = await bench.proxy()
    const zips = createZipWorkers({ bundle: null, threads: 1, gomodcache: bench.gomodcache, unpack: 'by-go' })
    const lost = modules[0]?.path
    const result = await bench.fetch(proxy.url, {
      zips: {
        admit: async (task) =>
          task.module.path === lost ? { kind: 'not-verified', reason: 'died' } : zips.admit(task),
      },
    })
    expect(ran(result)).toMatchObject({ missing: 1, fetched: 3 * modules.length - 1, witnesses: [] })
    expect(result.notes).toEqual([
      'One zip is left to go: something of ours broke off that was to verify it.',
    ])
    expect(proxy.requests).toHaveLength(3 * modules.length)
  })

  test('of the client changes nothing but speed', async () => {
    const http = {
      get: () => Promise.reject(new TypeError('oops')),
      send: () => Promise.reject(new Error('not sent')),
      refusedRedirects: () => [],
      close: () => Promise.resolve(),
    }
    const { report } = await bench.fetch('https://proxy.example.com', { http })
    expect(report).toEqual({ kind: 'crashed', reason: 'oops' })
  })

  test('ends the fetch at once, whatever else is still waited for', async () => {
    const proxy = await bench.proxy({
      script: ({ file }) => (file === 'mod' ? { kind: 'stall' } : { kind: 'status', status: 503 }),
    })
    const random = () => {
      throw new TypeError('no dice')
    }
    const { report } = await bench.fetch(proxy.url, {
      random,
      limits: { deadlineMs: 600_000, stallMs: 600_000 },
    })
    expect(report).toEqual({ kind: 'crashed', reason: 'no dice' })
  })

  test('leaves nothing of which nobody knows who gave it', async () => {
    const proxy = await bench.proxy()
    const noted: string[] = []
    const { report } = await bench.fetch(proxy.url, {
      onAdmitted: ({ file, proxy: giver }) => {
        if (giver === proxy.url) noted.push(fileName(file))
      },
      onProgress: ({ fetched }) => {
        if (fetched === 5) throw new TypeError('no progress')
      },
    })
    expect(report).toEqual({ kind: 'crashed', reason: 'no progress' })
    expect(noted.length).toBeGreaterThanOrEqual(5)
    // A zip that go.sum names was found right before it got its name, whoever gave it.
    const unverified = (await bench.cached()).filter((name) => !name.includes('.zip'))
    expect(noted).toEqual(expect.arrayContaining(unverified))
  })

  test('wherever it happens, is told as one, and never ends the process', async () => {
    const proxy = await bench.proxy()
    const kinds = new Set<string>()
    for (let calls = 0; calls < 300; calls += 9) {
      let left = calls
      const now = () => {
        if (left-- === 0) throw new TypeError('no time')
        return performance.now()
      }
      const clock = { ...systemClock, now }
      const gomodcache = join(bench.gomodcache, String(calls))
      const { report } = await bench.fetch(proxy.url, { clock, gomodcache })
      kinds.add(report.kind === 'crashed' ? report.reason : report.kind)
    }
    expect(kinds).toEqual(new Set(['no time', 'ran']))
  })
})

test('a file that another process brought meanwhile stays, and is not called ours', async () => {
  const [module] = modules
  const name = `${module?.path}/@v/${module?.version}.mod`
  const place = join(bench.gomodcache, 'cache', 'download', name)
  const proxy = await bench.proxy({
    script: ({ path }) => {
      // `go` is faster: it has the file before the proxy answers us.
      if (path === `/${name}`) {
        mkdirSync(join(place, '..'), { recursive: true })
        writeFileSync(place, module?.mod ?? '')
      }
      return undefined
    },
  })
  const givers: (string | null)[] = []
  const { report } = await bench.fetch(proxy.url, { onAdmitted: ({ proxy: giver }) => givers.push(giver) })
  expect(report).toMatchObject({ fetched: 18, missing: 0 })
  expect(givers.filter((giver) => giver === proxy.url)).toHaveLength(17)
  expect(givers.filter((giver) => giver === null)).toHaveLength(1)
  expect(await readFile(place)).toEqual(module?.mod)
})

describe('a newer Go', () => {
  // The `go` of another system than this Node's: it is `go` that runs the toolchain.
  const ofHost = { GOHOSTOS: 'plan9', GOHOSTARCH: 'arm64' }
  const version = 'v0.0.1-go1.99.0.plan9-arm64'

  test('is fetched beside the modules, for go to judge by the checksum database', async () => {
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.99',
      requires: modules,
      modules,
    })
    const toolchain = await makeModule({ path: 'golang.org/toolchain', version })
    const proxy = await bench.proxy({ modules: [...modules, toolchain] })
    const { report, notes } = await bench.fetch(proxy.url, { env: { ...ofHost, GOTOOLCHAIN: 'auto' } })
    expect(report).toMatchObject({ fetched: 19, missing: 0 })
    expect(await bench.cached()).toContain(`golang.org/toolchain/@v/${version}.zip`)
    expect(notes).toEqual([expect.stringMatching(/^Go 1\.99\.0 is asked for .* fetched/)])
  })

  test.each([
    ['without the checksum database', { GOTOOLCHAIN: 'auto', GOSUMDB: 'off' }, 1],
    ['where GOTOOLCHAIN is local', { GOTOOLCHAIN: 'local' }, 0],
    ['where only PATH is searched', { GOTOOLCHAIN: 'path' }, 0],
  ] as const)('is not asked for %s', async (_, env, count) => {
    await writeProject(bench.projectDir, {
      module: 'example.com/main',
      go: '1.99.0',
      requires: modules,
      modules,
    })
    const proxy = await bench.proxy()
    const { notes } = await bench.fetch(proxy.url, { env: { ...ofHost, ...env } })
    expect(proxy.requests.filter(({ module }) => module === 'golang.org/toolchain')).toEqual([])
    expect(notes).toHaveLength(count)
  })

  test('that no proxy has is a fault of the toolchain', async () => {
    const proxy = await bench.proxy()
    const { report } = await bench.fetch(proxy.url, { env: { ...ofHost, GOTOOLCHAIN: 'go1.99.0' } })
    expect(report).toMatchObject({
      fetched: 18,
      witnesses: [
        { module: `golang.org/toolchain@${version}`, category: 'toolchain', id: 'toolchain/download-failed' },
      ],
    })
  })
})

test('what happened to each request is counted', async () => {
  const proxy = await bench.proxy({
    script: ({ attempt, file }) =>
      attempt === 1 && file === 'info' ? { kind: 'status', status: 500 } : undefined,
  })
  const progress = new Set<number>()
  let zips = { planned: 0, fetched: 0 }
  let received = 0
  const result = await bench.fetch(proxy.url, {
    onProgress: (now) => {
      progress.add(now.fetched)
      zips = now.zips
    },
    onBytes: (from, count) => {
      expect(from).toBe(proxy.url)
      received += count
    },
  })
  const report = ran(result)
  expect(report.upstreams).toMatchObject([
    { proxy: proxy.url, requests: 24, ok: 18, verdicts: { ok: 18, error: 6 } },
  ])
  expect(report.slowest).toHaveLength(5)
  expect(report.slowest[0]).toMatchObject({ requests: 4 })
  expect(report.bytes).toBe(
    modules.reduce((sum, { info, mod, zip }) => sum + info.length + mod.length + zip.length, 0),
  )
  expect([...progress]).toEqual(Array.from({ length: 19 }, (_, index) => index))
  expect(zips).toEqual({ planned: 6, fetched: 6 })
  expect(received).toBe(report.bytes)
})
