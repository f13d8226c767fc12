// The cache in whole runs: miss, save, exact hit; a service in trouble; entries that hold wrong bytes.
// Maps to src/run/*, src/cache/*.

import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { entryFolder } from '../../src/cache/store.ts'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, type CacheServiceMode, startCacheService } from '../helpers/cache-service.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { jobEnvironment, type StepOptions, type StepResult } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { tarArchive } from '../helpers/tar-archive.ts'

const rig = actionRig()
let service: CacheService

beforeEach(async () => {
  service = await startCacheService()
})
afterEach(() => service.close())

/** One step with GitHub's service, into the module cache `into` of the job's folder. */
async function stepWith({
  inputs = {},
  env = {},
  into = 'first',
}: StepOptions & { readonly into?: string } = {}): Promise<StepResult> {
  return rig().job.step({ inputs, env: { ...service.env, ...env }, gomodcache: moduleCache(into) })
}

const moduleCache = (name: string) => join(rig().job.folder.path, name)

const keys = () => service.entries.map(({ key }) => key)

const names = (requests: readonly { readonly call: string }[]) => [
  ...new Set(requests.map(({ call }) => call)),
]

describe('kept by the service', () => {
  test('a miss is saved, and then hit exactly: no proxy is asked anything, not even by a probe', async () => {
    const live = await rig().proxy()
    const miss = await stepWith({ inputs: { proxies: live.url } })
    expect(miss.outputs).toMatchObject({ result: 'complete', cache: 'miss', 'cache-hit': 'false' })
    expect(miss.report?.cache.save).toMatchObject({ kind: 'saved', files: 9 })
    expect(keys()).toHaveLength(1)

    const [asked, connections] = [live.requests.length, live.connections()]
    const hit = await stepWith({
      into: 'second',
      inputs: { proxies: `${live.url}|${await deadUrl()}` },
    })
    expect(hit.code).toBe(0)
    expect(hit.outputs).toMatchObject({
      result: 'complete',
      cache: 'exact',
      'cache-hit': 'true',
      'cache-key': miss.outputs['cache-key'],
      'modules-total': '3',
      'bytes-fetched': '0',
    })
    expect([live.requests.length, live.connections()]).toEqual([asked, connections])
    expect(hit.report?.cache.save.kind).toBe('skipped')
    expect(keys()).toHaveLength(1)

    const { stdout } = await promisify(execFile)('go', ['list', '-m', '-f', '{{.Dir}}', 'all'], {
      cwd: rig().job.workspace,
      env: { ...jobEnvironment(rig().job.folder.path), GOMODCACHE: moduleCache('second') },
    })
    expect(stdout.match(/second.example\.com/g)).toHaveLength(3)
  })

  test('with every proxy dead, an exact hit is enough', async () => {
    const live = await rig().proxy()
    await stepWith({ inputs: { proxies: live.url } })
    await live.close()
    const hit = await stepWith({ into: 'second', inputs: { proxies: live.url } })
    expect(hit.outputs).toMatchObject({ result: 'complete', cache: 'exact', attempts: '1' })
  })

  test('a failed download saves nothing under the key', async () => {
    const broken = await rig().proxy(playing(unavailable, zipOf('two')))
    const step = await stepWith({ inputs: { proxies: broken.url, attempts: '1', prefetch: 'false' } })
    expect(step.outputs).toMatchObject({ result: 'failed', cache: 'miss' })
    expect(step.report?.cache.save).toMatchObject({ kind: 'saved', incomplete: true })
    expect(keys()).toEqual([expect.stringMatching(/^go-modules-v2-incomplete/)])
  })

  test('a zip that was swapped, with a .ziphash to match, is refused, fetched anew and told', async () => {
    const live = await rig().proxy()
    const { outputs } = await stepWith({ inputs: { proxies: live.url } })
    const evil = await makeModule({
      path: 'example.com/two',
      version: 'v1.0.0',
      files: { 'evil.go': 'package two // not what was signed\n' },
    })
    await plant(outputs['cache-key'] ?? '', evil.zip, evil.zipSum)

    const asked = live.requests.length
    const step = await stepWith({ into: 'second', inputs: { proxies: live.url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'recovered', cache: 'partial', 'modules-fetched': '1' })
    expect(step.report?.cache.problems).toContainEqual({
      kind: 'tampered',
      what: 'example.com/two@v1.0.0',
      reason: expect.any(String),
    })
    const zips = live.requests.slice(asked).filter(({ file }) => file === 'zip')
    expect(new Set(zips.map(({ module }) => module))).toEqual(new Set(['example.com/two']))
    const download = join(moduleCache('second'), 'cache/download/example.com/two/@v')
    const [, two] = rig().modules
    expect(await readFile(join(download, 'v1.0.0.zip'))).toEqual(two?.zip)
    expect(await readFile(join(download, 'v1.0.0.ziphash'), 'utf8')).toBe(two?.zipSum)
    expect(await readdir(join(moduleCache('second'), 'example.com/two@v1.0.0'))).not.toContain('evil.go')
    expect(step.summary).toMatch(/changed bytes of.*example\.com\/two@v1\.0\.0/)
    expect(step.stdout).toMatch(/^::warning .*wrong bytes/m)
  })

  test('a zip that was cut short is refused, fetched anew and told as damage', async () => {
    const live = await rig().proxy()
    const { outputs } = await stepWith({ inputs: { proxies: live.url } })
    const [, two] = rig().modules
    await plant(outputs['cache-key'] ?? '', two?.zip.subarray(0, 20_000) ?? Buffer.alloc(0), '')

    const step = await stepWith({ into: 'second', inputs: { proxies: live.url } })
    expect(step.outputs).toMatchObject({ result: 'recovered', 'modules-fetched': '1' })
    expect(step.report?.cache.problems).toContainEqual({
      kind: 'cache-corrupt',
      what: 'example.com/two@v1.0.0',
      reason: expect.any(String),
    })
  })

  test("another go.sum's entry brings what both need: only the rest is fetched, and saved under the new key", async () => {
    const live = await rig().proxy()
    const old = await stepWith({ inputs: { proxies: live.url } })
    const four = await makeModule({ path: 'example.com/four', version: 'v1.2.3', sizeBytes: 5_000 })
    const all = [...rig().modules.slice(1), four]
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: all,
      modules: all,
    })

    const knowing = await rig().proxy(undefined, { modules: [four] })
    const partial = await stepWith({ into: 'second', inputs: { proxies: knowing.url } })
    expect(partial.outputs).toMatchObject({
      result: 'complete',
      cache: 'partial',
      'cache-hit': 'false',
      'modules-total': '3',
      'modules-fetched': '1',
    })
    expect(partial.outputs['cache-key']).not.toBe(old.outputs['cache-key'])
    expect([...new Set(knowing.requests.map(({ module }) => module))]).toEqual(['example.com/four'])
    expect(partial.report?.cache.save).toMatchObject({
      kind: 'saved',
      key: partial.outputs['cache-key'],
      files: 9,
    })

    await knowing.close()
    const exact = await stepWith({ into: 'third', inputs: { proxies: knowing.url } })
    expect(exact.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
  })
})

/** Puts an entry under `key` in which example.com/two has these bytes. */
async function plant(key: string, zip: Buffer, zipSum: string): Promise<void> {
  const files = rig().modules.flatMap((module) => filesOf(module))
  const changed = files.map(([name, bytes]): [string, Buffer] =>
    name === 'example.com/two/@v/v1.0.0.zip' ? [name, zip] : [name, bytes],
  )
  if (zipSum !== '') changed.push(['example.com/two/@v/v1.0.0.ziphash', Buffer.from(zipSum)])
  await service.close()
  service = await startCacheService()
  const members = changed.map(([name, content]) => ({ name: `${entryFolder}/${name}`, content }))
  service.plant(key, await tarArchive(members))
}

function filesOf({ path, version, info, mod, zip }: SyntheticModule): [string, Buffer][] {
  const base = `${path}/@v/${version}`
  return [
    [`${base}.info`, info],
    [`${base}.mod`, mod],
    [`${base}.zip`, zip],
  ]
}

describe('a cache service in trouble does not fail the step, and is told', () => {
  test('none', async () => {
    const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'unavailable' })
    expect(step.report?.cache.save.kind).toBe('unavailable')
    expect(step.summary).toMatch(/cache/i)
  })

  test('down', async () => {
    await service.close()
    const step = await stepWith({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'unavailable' })
    expect(step.report?.cache).toMatchObject({ save: { kind: 'unavailable' } })
  })

  test.each<[CacheServiceMode, string, string, RegExp, RegExp]>([
    ['read-only', 'miss', 'denied', /no entry yet/, /not allowed to write/],
    ['denied', 'denied', 'denied', /not allowed to read/, /not allowed to write/],
    ['broken', 'unavailable', 'unavailable', /cache service not available/, /cache service not available/],
    ['rate-limited', 'rate-limited', 'rate-limited', /too many requests/, /the limit ends in .?30 s/],
    ['reserved', 'miss', 'exists', /no entry yet/, /another job has saved this entry or is about to/],
  ])('%s: restore %s, save %s', async (mode, restore, save, restoreWords, saveWords) => {
    service.mode = mode
    const step = await stepWith({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: restore })
    expect(step.report?.cache.save.kind).toBe(save)
    for (const told of [step.summary, step.stdout]) {
      expect(told).toMatch(restoreWords)
      expect(told).toMatch(saveWords)
    }
  })

  /** A restore may take half of it, the run needs the other half. */
  const timeout = async () => `${2 * (await rig().secondsForARun())}s`

  // A save that hangs: ending.test.ts.
  test('hanging: the restore is abandoned at its limit, and the modules are fetched', async () => {
    service.mode = 'hanging'
    const inputs = { proxies: (await rig().proxy()).url, cache: 'read-only', timeout: await timeout() }
    const step = await stepWith({ inputs })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'slow', 'modules-fetched': '3' })
    expect(step.summary).toMatch(/cache/i)
  })

  test('slow: the restore is abandoned at its limit, and the modules are fetched', async () => {
    const live = await rig().proxy()
    await stepWith({ inputs: { proxies: live.url } })
    service.mode = 'slow'
    const inputs = { proxies: live.url, timeout: await timeout() }
    const step = await stepWith({ into: 'second', inputs })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'slow', 'modules-fetched': '3' })
  })

  test('cut off in the middle of the entry: nothing of it is used, and the modules are fetched', async () => {
    const live = await rig().proxy()
    await stepWith({ inputs: { proxies: live.url } })
    service.mode = 'cut'
    const step = await stepWith({ into: 'second', inputs: { proxies: live.url } })
    expect(step.code).toBe(0)
    expect(step.outputs['modules-fetched']).toBe('3')
    expect(['unavailable', 'slow', 'corrupt']).toContain(step.outputs.cache)
  })

  test('an empty entry under the key is seen through', async () => {
    const live = await rig().proxy()
    const { outputs } = await stepWith({ inputs: { proxies: live.url } })
    await service.close()
    service = await startCacheService()
    service.plant(outputs['cache-key'] ?? '', await tarArchive([]))
    const step = await stepWith({ into: 'second', inputs: { proxies: live.url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ cache: 'corrupt', 'cache-hit': 'false', 'modules-fetched': '3' })
  })
})

describe('a complete module cache', () => {
  /** Leaves the module cache `first` complete, and the service with an entry or without. */
  const complete = async (options: StepOptions) => {
    const live = await rig().proxy()
    await stepWith({ ...options, inputs: { ...options.inputs, proxies: live.url } })
    await live.close()
    return live.url
  }

  test.each<[string, Record<string, string>]>([
    ['with an entry', {}],
    ['without one', { cache: 'false' }],
  ])('%s: nobody is asked anything, and nothing is saved', async (_, inputs) => {
    const proxies = await complete({ inputs })
    const before = service.requests.length
    const step = await stepWith({ inputs: { proxies } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'not-needed', 'cache-hit': 'false' })
    expect(step.report?.cache.save).toEqual({ kind: 'skipped', reason: 'nothing was missing' })
    expect(step.summary).toContain('Cache: not needed: nothing was missing.')
    expect(service.requests.slice(before)).toEqual([])
  })

  test('a self-hosted runner that is told to keep one saves it where there is none, and restores none', async () => {
    const proxies = await complete({ inputs: { cache: 'false' } })
    const env = { RUNNER_ENVIRONMENT: 'self-hosted' }
    const step = await stepWith({ inputs: { proxies, cache: 'true' }, env })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'not-needed' })
    expect(step.report?.cache.save).toMatchObject({ kind: 'saved', files: 9 })
    expect(names(service.requests)).not.toContain('GetCacheEntryDownloadURL')
  })

  test('from which a killed run left one wrong zip: the zip is fetched anew, without a restore', async () => {
    const { job, modules, proxy } = rig()
    const live = await proxy()
    await job.step({ inputs: { proxies: live.url } })
    const zip = join(job.gomodcache, 'cache/download/example.com/two/@v/v1.0.0.zip')
    await writeFile(zip, modules[2]?.zip ?? '')
    await rm(zip.replace(/zip$/, 'ziphash'))
    const step = await job.step({ inputs: { proxies: live.url }, env: service.env })
    expect(step.outputs).toMatchObject({ result: 'recovered', cache: 'not-needed', 'modules-fetched': '1' })
    expect(await readFile(zip)).toEqual(modules[1]?.zip)
  })
})

describe('who may read and write', () => {
  const forkEvent = {
    pull_request: {
      head: { repo: { full_name: 'stranger/app' } },
      base: { repo: { full_name: 'example/app' } },
    },
  }

  test.each<[string, Record<string, string>, Record<string, string>, readonly string[]]>([
    ['auto on a push: both', {}, {}, ['Get', 'Create']],
    ['auto on a tag: neither', {}, { GITHUB_REF_TYPE: 'tag' }, []],
    ['auto on a release: neither', {}, { GITHUB_EVENT_NAME: 'release' }, []],
    ['auto on a pull request from a fork: reads', {}, { fork: 'yes' }, ['Get']],
    ['auto on pull_request_target: reads', {}, { GITHUB_EVENT_NAME: 'pull_request_target' }, ['Get']],
    ['true on a tag: both', { cache: 'true' }, { GITHUB_REF_TYPE: 'tag' }, ['Get', 'Create']],
    ['read-only on a push: reads', { cache: 'read-only' }, {}, ['Get']],
    ['false on a push: neither', { cache: 'false' }, {}, []],
    ["the runner's token reads only", {}, { ACTIONS_CACHE_MODE: 'read' }, ['Get']],
  ])('%s', async (_, inputs, { fork, ...env }, expected) => {
    const event = join(rig().job.folder.path, 'event.json')
    await writeFile(event, JSON.stringify(fork ? forkEvent : { ref: 'refs/heads/main' }))
    const step = await stepWith({
      inputs: { ...inputs, proxies: (await rig().proxy()).url },
      env: {
        GITHUB_EVENT_PATH: event,
        GITHUB_REF_TYPE: 'branch',
        ...(fork && { GITHUB_EVENT_NAME: 'pull_request' }),
        ...env,
      },
    })
    expect(step.code).toBe(0)
    const calls = names(service.requests).filter((call) => /^(Get|Create)/.test(call))
    expect(calls.map((call) => call.replace(/Cache.*/, ''))).toEqual(expected)
    expect(step.outputs.cache).toBe(expected.includes('Get') ? 'miss' : 'off')
    expect(step.report?.cache.save.kind).toBe(expected.includes('Create') ? 'saved' : 'skipped')
  })

  test('cache-prefix keeps entries apart', async () => {
    const live = await rig().proxy()
    const first = await stepWith({ inputs: { proxies: live.url, 'cache-prefix': 'blue' } })
    expect(first.outputs['cache-key']).toMatch(/\/blue\/[0-9a-f]{64}$/)
    const inputs = { proxies: live.url, 'cache-prefix': 'green' }
    expect((await stepWith({ into: 'second', inputs })).outputs).toMatchObject({ cache: 'miss' })
    expect(keys()).toHaveLength(2)
  })
})
