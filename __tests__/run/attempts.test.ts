// The retry loop: the real `go` against a scripted proxy, with a fetcher that brings nothing.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type GoproxyList, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { parseInputs } from '../../src/options/inputs.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { World } from '../../src/platform/world.ts'
import { downloadInAttempts } from '../../src/run/attempts.ts'
import { createDownloadPlan, type DownloadPlan } from '../../src/run/download-plan.ts'
import type { Fetcher } from '../../src/run/fetcher.ts'
import { prepare } from '../../src/run/prepare.ts'
import type { Setup } from '../../src/run/setup.ts'
import { createTimeline } from '../../src/run/timeline.ts'
import { playing, type Script, unavailable, zipOf } from '../helpers/action-rig.ts'
import { type ModuleProxy, startModuleProxy } from '../helpers/module-proxy.ts'
import { jobEnvironment } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let modules: readonly SyntheticModule[]
let proxy: ModuleProxy | null = null

beforeEach(async () => {
  folder = await temporaryFolder()
  modules = await Promise.all(
    ['one', 'two'].map((name) => makeModule({ path: `example.com/${name}`, version: 'v1.0.0' })),
  )
  const main = { module: 'example.com/main', go: '1.21', requires: modules, modules }
  await writeProject(join(folder.path, 'project'), main)
})
afterEach(async () => {
  await proxy?.close()
  proxy = null
  await folder.remove()
})

interface Run {
  readonly script?: Script
  readonly attempts?: string
  readonly fetcher?: Partial<Fetcher>
  readonly random?: number
  readonly onLine?: (line: string) => void
  readonly signal?: AbortSignal
  readonly plan?: (plan: DownloadPlan) => void
}

const nothingFetched = { witnesses: [], spans: [], retryAfterMs: null, keptFromGo: [] }
const emptyFetcher: Fetcher = {
  fetch: async () => nothingFetched,
  replaceUnlisted: async () => false,
  report: () => ({ kind: 'off', reason: 'not in this test' }),
  redirectors: () => [],
  problems: () => [],
}

/** The attempts of one download, and what was logged outside of debugging. */
async function attemptsOf(run: Run) {
  proxy = await startModuleProxy({ modules, ...(run.script && { script: run.script }) })
  const lines: string[] = []
  const world = worldOf(run, (line) => {
    lines.push(line)
    run.onLine?.(line)
  })
  const setup = await setupFor(world, { attempts: run.attempts ?? '3' })
  const plan = createDownloadPlan(setup.project)
  run.plan?.(plan)
  const timeline = createTimeline(world.clock)
  const outcome = await downloadInAttempts(setup, world, {
    list: listOf(proxy.url),
    fetcher: { ...emptyFetcher, ...run.fetcher },
    plan,
    deadlineMs: world.clock.now() + 60_000,
    timeline,
  })
  const decisions = outcome.attempts.map(({ decision }) => decision)
  const steps = timeline.steps().map(({ step, attempt }) => `${step} ${attempt}`)
  return { ...outcome, steps, kinds: decisions.map(({ kind }) => kind), decisions, lines, plan, setup }
}

function worldOf({ random = 0, signal }: Run, info: (line: string) => void): World {
  return {
    env: { ...jobEnvironment(folder.path), GOMODCACHE: join(folder.path, 'modcache') },
    log: { info, warn: info, debug: () => {}, group: (_, body) => body() },
    clock: systemClock,
    random: () => random,
    signal: signal ?? new AbortController().signal,
    redact: (text) => text,
    mask: async () => {},
    exportVariable: async () => false,
    addToPath: async () => false,
    progress: () => {},
    root: join(folder.path, 'project'),
    temporary: folder.path,
    zipWorker: null,
    transfer: '',
    folderProcess: '',
  }
}

async function setupFor(world: World, raw: { readonly attempts: string }): Promise<Setup> {
  const parsed = parseInputs({ ...raw, cache: 'false' }, world.root)
  if (parsed.kind !== 'ok') throw new Error(parsed.problems.join())
  const prepared = await prepare(parsed.inputs, world)
  if (prepared.kind !== 'ready') throw new Error(JSON.stringify(prepared.fault))
  return prepared.setup
}

function listOf(goproxy: string): GoproxyList {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return parsed.list
}

const brokenTwo = playing(unavailable, zipOf('two'))
const brokenOnce: Script = (request) =>
  zipOf('two')(request) && request.attempt === 1 ? unavailable : undefined

describe('how often', () => {
  test('once, where all goes well', async () => {
    const { complete, kinds, faults, requests } = await attemptsOf({})
    expect({ complete, kinds, faults }).toEqual({ complete: true, kinds: ['done'], faults: [] })
    expect(requests).toBe(6)
  })

  test('again, where the fault may pass; the log says why', async () => {
    const { complete, kinds, faults, lines, steps } = await attemptsOf({ script: brokenOnce })
    expect({ complete, kinds }).toEqual({ complete: true, kinds: ['retry', 'done'] })
    expect(faults).toMatchObject([{ category: 'server-error', module: 'example.com/two@v1.0.0' }])
    expect(lines.filter((line) => /^(?:Attempt|Next|No)/.test(line))).toEqual([
      `Attempt 1 failed: ${faults[0]?.id}, example.com/two@v1.0.0`,
      'Next attempt at once: a server did not answer properly, which often passes',
    ])
    expect(steps.filter((step) => step.startsWith('go'))).toEqual(['go 1', 'go 2'])
  })

  test('not beyond the attempts that are allowed', async () => {
    const { complete, kinds, decisions, faults } = await attemptsOf({ script: brokenTwo, attempts: '2' })
    expect({ complete, kinds }).toEqual({ complete: false, kinds: ['retry', 'stop'] })
    expect(decisions[1]).toMatchObject({ reason: 'all 2 attempts are used up' })
    expect(faults).toMatchObject([{ category: 'server-error' }])
  })

  test('once, where the fault will not pass', async () => {
    const script = playing({ kind: 'status', status: 401 }, zipOf('two'))
    const { kinds, faults } = await attemptsOf({ script })
    expect(kinds).toEqual(['stop'])
    expect(faults[0]?.category).toBe('auth')
  })
})

test('a wish for patience that the fetch heard is heeded', async () => {
  const fetch = async () => ({ ...nothingFetched, retryAfterMs: 30 })
  const { decisions } = await attemptsOf({ script: brokenOnce, fetcher: { fetch } })
  expect(decisions).toMatchObject([{ kind: 'retry', afterMs: 30 }, { kind: 'done' }])
})

test('a job that is cancelled in a pause ends with that fault, and with its last one', async () => {
  const job = new AbortController()
  const onLine = (line: string) => {
    if (line.startsWith('Next attempt')) job.abort(new Error('cancelled'))
  }
  const run = { script: brokenTwo, random: 0.99, onLine, signal: job.signal }
  const { complete, kinds, decisions, faults } = await attemptsOf(run)
  expect({ complete, kinds }).toEqual({ complete: false, kinds: ['stop'] })
  expect(decisions).toMatchObject([{ reason: expect.stringContaining('cancelled in the pause') }])
  expect(faults).toMatchObject([{ id: 'killed/cancelled' }, { category: 'server-error' }])
})

test('damaged files are removed once, and what was planned from them is planned anew', async () => {
  const [, two] = modules
  const place = join(folder.path, 'modcache', 'cache', 'download', 'example.com', 'two', '@v')
  await mkdir(place, { recursive: true })
  // `go` takes the zip unseen, and stumbles as it unpacks it.
  await writeFile(join(place, 'v1.0.0.zip'), two?.zip.subarray(0, 100) ?? '')
  await writeFile(join(place, 'v1.0.0.ziphash'), two?.zipSum ?? '')
  const stale = { files: [], unreadable: [], graphs: [] }
  const { complete, decisions, plan } = await attemptsOf({ plan: (made) => made.replace(stale) })
  expect(complete).toBe(true)
  expect(decisions).toMatchObject([
    { kind: 'retry', drop: [{ path: 'example.com/two', version: 'v1.0.0' }] },
    { kind: 'done' },
  ])
  expect((await plan.current()).files).toHaveLength(6)
})

test('where go objects to what the cache entry brought, the same attempt goes on without it', async () => {
  const [, two] = modules
  const place = join(folder.path, 'modcache', 'cache', 'download', 'example.com', 'two', '@v')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'v1.0.0.mod'), 'module example.com/two\n\ngo 1.20\n')
  let rounds = 0
  const { complete, kinds } = await attemptsOf({
    fetcher: {
      fetch: async () => {
        rounds += 1
        return nothingFetched
      },
      replaceUnlisted: async () => {
        await writeFile(join(place, 'v1.0.0.mod'), two?.mod ?? '')
        return true
      },
    },
  })
  expect({ complete, kinds, rounds }).toEqual({ complete: true, kinds: ['done'], rounds: 2 })
})

test('go is not started where it may ask nobody, and the fetch says why', async () => {
  const { complete, faults, requests } = await attemptsOf({
    attempts: '1',
    fetcher: {
      fetch: async () => {
        const url = proxy?.url ?? ''
        const witness = {
          module: 'example.com/two@v1.0.0',
          proxy: url,
          host: new URL(url).host,
          url: `${url}/example.com/two/@v/v1.0.0.zip`,
          category: 'rate-limited',
          id: 'rate-limited/http-429',
          text: 'status 429',
        } as const
        return { ...nothingFetched, witnesses: [witness], keptFromGo: [url] }
      },
    },
  })
  expect({ complete, requests }).toEqual({ complete: false, requests: 0 })
  expect(faults).toMatchObject([{ id: 'rate-limited/http-429' }])
  expect(proxy?.requests).toEqual([])
})
