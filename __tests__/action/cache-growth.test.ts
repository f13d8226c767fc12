// What GitHub's cache comes to hold over many runs: entries that don't grow, bad ones replaced once, what a failed run leaves behind.
// Maps to src/cache/next-entry.ts, src/cache/save.ts, src/run/cache-entry.ts.

import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { entryFolder } from '../../src/cache/store.ts'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { entryFiles } from '../helpers/entry-files.ts'
import { testWithSignals } from '../helpers/skip.ts'
import type { StepOptions, StepResult } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { tarArchive } from '../helpers/tar-archive.ts'

const rig = actionRig()
let service: CacheService
let caches = 0

beforeEach(async () => {
  service = await startCacheService()
})
afterEach(() => service.close())

/** A step on a fresh runner: nothing but the cache service remembers the ones before it. */
async function freshStep(proxies: string, { inputs = {}, env = {}, ...more }: StepOptions = {}) {
  const gomodcache = join(rig().job.folder.path, `modcache-${++caches}`)
  const step = await rig().job.step({
    inputs: { proxies, ...inputs },
    env: { ...service.env, ...env },
    gomodcache,
    ...more,
  })
  return { ...step, gomodcache }
}

const saved = () => service.entries.map(({ key }) => key)
const reservations = () => service.requests.filter(({ call }) => call === 'CreateCacheEntry').length

/** Names in an archive, sorted. */
const namesIn = async (archive: Buffer) => [...(await entryFiles(archive)).keys()].sort()

/** All of a folder, as an archive like those of the entries. */
async function packed(folder: string): Promise<Buffer> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const members = files
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => ({
      name: relative(folder, join(parentPath, name)).replaceAll(sep, '/'),
      content: await readFile(join(parentPath, name)),
    }))
  return tarArchive(await Promise.all(members))
}

const filesOf = ({ path, version, info, mod, zip }: SyntheticModule): [string, Buffer][] => [
  [`${path}/@v/${version}.info`, info],
  [`${path}/@v/${version}.mod`, mod],
  [`${path}/@v/${version}.zip`, zip],
]

async function archiveOf(files: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  return tarArchive(files.map(([name, content]) => ({ name: `${entryFolder}/${name}`, content })))
}

describe('three generations of dependency updates', () => {
  const named = (name: string) =>
    makeModule({ path: `example.com/${name}`, version: 'v1.0.0', sizeBytes: 60_000 })

  test('the entry follows the scope: its files and no others, at no more than 0.55 of the whole module cache', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(named))
    const live = await rig().proxy(undefined, { modules: all })
    for (const [generation, cache] of ['miss', 'partial', 'partial'].entries()) {
      const modules = all.slice(generation, generation + 3)
      await writeProject(rig().job.workspace, {
        module: 'example.com/main',
        go: '1.21',
        requires: modules,
        modules,
      })
      const step = await freshStep(live.url)
      expect(step.outputs).toMatchObject({
        result: 'complete',
        cache,
        'modules-fetched': cache === 'miss' ? '3' : '1',
      })
      const { archive } = service.entries[generation] ?? { archive: Buffer.alloc(0) }
      const scope = modules.flatMap((module) => filesOf(module).map(([name]) => name))
      expect(await namesIn(archive)).toEqual(scope.sort())

      expect(archive.length).toBeLessThanOrEqual(0.55 * (await packed(step.gomodcache)).length)
    }
    const [first = 0, ...later] = service.entries.map(({ archive }) => archive.length)
    for (const size of later) expect(Math.abs(size - first)).toBeLessThan(0.02 * first)
  })
})

describe('a bad entry under the key is paid for once', () => {
  const bad: readonly (readonly [string, (files: [string, Buffer][]) => Promise<Buffer>])[] = [
    ['empty', () => archiveOf([])],
    ['no archive at all', async () => Buffer.from('<html>sign in</html>')],
    ['cut in the middle', async (files) => (await archiveOf(files)).subarray(0, 50_000)],
    ['without a zip', (files) => archiveOf(files.filter(([name]) => !/two.*zip$/.test(name)))],
    [
      'with a damaged .mod',
      (files) =>
        archiveOf(
          files.map(([name, bytes]) => [name, /two.*mod$/.test(name) ? bytes.subarray(0, 9) : bytes]),
        ),
    ],
  ]

  test.each(bad)('%s', async (_, make) => {
    const live = await rig().proxy()
    const { outputs } = await freshStep(live.url, { inputs: { cache: 'read-only' } })
    const key = outputs['cache-key'] ?? ''
    service.plant(key, await make(rig().modules.flatMap(filesOf)))

    const first = await freshStep(live.url)
    expect(first.code).toBe(0)
    expect(first.report?.cache.save).toMatchObject({ kind: 'saved', key: `${key}-2`, files: 9 })
    expect(saved()).toEqual([key, `${key}-2`])

    const [asked, reserved] = [live.requests.length, reservations()]
    const second = await freshStep(live.url)
    expect(second.outputs).toMatchObject({ result: 'complete', cache: 'exact', 'cache-hit': 'true' })
    expect(second.report?.cache.restore).toMatchObject({ key: `${key}-2` })
    expect([live.requests.length, reservations()]).toEqual([asked, reserved])
  })

  test('three bad entries are enough: no fourth is made, and what to do is told', async () => {
    const live = await rig().proxy()
    const { outputs } = await freshStep(live.url, { inputs: { cache: 'read-only' } })
    const key = outputs['cache-key'] ?? ''
    for (const suffix of ['', '-2', '-3']) service.plant(`${key}${suffix}`, await archiveOf([]))
    const step = await freshStep(live.url)
    expect(step.code).toBe(0)
    expect(step.summary).toMatch(/3 entries under this key were incomplete or damaged/)
    expect(reservations()).toBe(0)
  })

  test('what no save could hold either is not tried for ever: no second entry', async () => {
    // go.sum doesn't name the zip of the third module, and no checksum database proves it.
    const { modules, job } = rig()
    const live = await rig().proxy()
    // `go` adds the line to go.sum, so each run begins with the committed one.
    const checkout = () =>
      writeProject(job.workspace, {
        module: 'example.com/main',
        go: '1.21',
        requires: modules,
        modules: modules.slice(0, 2),
      })
    await checkout()
    const env = { GOFLAGS: '-modcacherw -mod=mod', GONOSUMDB: '*' }
    const first = await freshStep(live.url, { env })
    expect(first.report?.cache.save).toMatchObject({ kind: 'saved', unlisted: 1 })
    await checkout()
    const second = await freshStep(live.url, { env })
    expect(second.outputs.cache).toBe('partial')
    expect(second.report?.cache.save).toEqual({
      kind: 'skipped',
      reason: expect.stringMatching(/holds what can be kept/),
    })
    expect(reservations()).toBe(1)
  })
})

describe('after a failed download', () => {
  const failing = { attempts: '1' }
  const broken = () => rig().proxy(playing(unavailable, zipOf('two')))

  async function failedStep(options: StepOptions = {}): Promise<StepResult> {
    const { url } = await broken()
    return freshStep(url, { ...options, inputs: { ...failing, ...options.inputs } })
  }

  test('what was verified is kept apart from complete entries, and a later run fetches the rest only', async () => {
    const failed = await failedStep()
    const key = failed.outputs['cache-key'] ?? ''
    const digest = key.slice(-64)
    expect(failed.outputs).toMatchObject({ result: 'failed', cache: 'miss' })
    expect(failed.report?.cache.save).toMatchObject({ kind: 'saved', incomplete: true, files: 8 })
    expect(failed.summary).toMatch(/Saved what was got and verified/)
    expect(saved()).toEqual([
      expect.stringMatching(new RegExp(`^go-modules-v2-incomplete//${digest}/\\d{4}-\\d\\d-\\d\\d$`)),
    ])
    const all = rig().modules.flatMap((module) => filesOf(module).map(([name]) => name))
    expect(await namesIn(service.entries[0]?.archive ?? Buffer.alloc(0))).toEqual(
      all.filter((name) => name !== 'example.com/two/@v/v1.0.0.zip').sort(),
    )

    const live = await rig().proxy()
    const again = await freshStep(live.url)
    expect(again.outputs).toMatchObject({ result: 'complete', cache: 'partial', 'modules-fetched': '1' })
    const zips = live.requests.filter(({ file }) => file === 'zip')
    expect(new Set(zips.map(({ module }) => module))).toEqual(new Set(['example.com/two']))
    expect(again.report?.cache.save).toMatchObject({ kind: 'saved', key, files: 9 })
    expect(again.report?.cache.save).not.toHaveProperty('incomplete')

    const third = await freshStep(live.url)
    expect(third.outputs).toMatchObject({ cache: 'exact' })
  })

  test('another failure of the same day saves nothing more', async () => {
    await failedStep()
    const again = await failedStep()
    expect(again.outputs).toMatchObject({ result: 'failed', cache: 'partial' })
    expect(again.report?.cache.save).toEqual({
      kind: 'skipped',
      reason: expect.stringMatching(/not complete/),
    })
    expect(reservations()).toBe(1)
  })

  test('a run that may only read saves nothing', async () => {
    await failedStep({ env: { GITHUB_EVENT_NAME: 'issue_comment' } })
    await failedStep({ inputs: { cache: 'read-only' } })
    expect(reservations()).toBe(0)
  })

  test('where nothing was got, nothing is saved', async () => {
    const { url } = await rig().proxy(playing(unavailable, () => true))
    const step = await freshStep(url, { inputs: failing })
    expect(step.outputs.result).toBe('failed')
    expect(step.report?.cache.save.kind).toBe('skipped')
    expect(reservations()).toBe(0)
  })

  testWithSignals()('a cancelled run saves nothing', async () => {
    const controller = new AbortController()
    const { url } = await rig().proxy((request) => {
      if (!zipOf('two')(request)) return undefined
      controller.abort()
      return { kind: 'stall', afterBytes: 10_000 }
    })
    const step = await freshStep(url, {
      inputs: { timeout: '6h', 'stall-timeout': '1h' },
      signal: controller.signal,
    })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'killed' })
    expect(reservations()).toBe(0)
  })
})
