// Files without a line in go.sum: kept with what proves them, verified without a network, dropped where `go` objects.
// Maps to src/run/*, src/cache/proofs.ts, src/cache/needed-files.ts.

import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ChecksumDatabase, startChecksumDatabase } from '../../bench/drill/checksum-database.ts'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { entryFiles, withChangedEntry } from '../helpers/entry-files.ts'
import type { ModuleProxy } from '../helpers/module-proxy.ts'
import { jobEnvironment, type StepOptions, type StepResult } from '../helpers/step.ts'
import { goSum, makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()
let service: CacheService
let database: ChecksumDatabase
let proxy: ModuleProxy
let modules: readonly SyntheticModule[]

beforeEach(async () => {
  service = await startCacheService()
  // A main module before Go 1.17 becomes a later one where it needs a later one.
  const plain = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      makeModule({ path: `example.com/${name}`, version: 'v1.0.0', go: '1.16', sizeBytes: 40_000 }),
    ),
  )
  const deep = await makeModule({ path: 'example.com/Deep', version: 'v1.1.0', go: '1.16' })
  const old = await makeModule({ path: 'example.com/old', version: 'v1.0.0', go: '1.16', requires: [deep] })
  modules = [...plain, deep, old]
  // In another order than they are asked for, so that the tree heads come in all orders.
  database = await startChecksumDatabase([...modules].reverse(), () => undefined, 'growing')
  proxy = await rig().proxy(undefined, { modules })
})
afterEach(async () => {
  await database.server.close()
  await service.close()
})

const withoutZip = (text: string, ...paths: readonly string[]) =>
  text
    .split('\n')
    .filter((line) => !paths.some((path) => line.startsWith(`${path} `) && !line.includes('/go.mod ')))
    .join('\n')

const workspace = () => rig().job.workspace

const projects: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'a main module before Go 1.17, whose go.sum names what the build imports',
    async () => {
      await writeProject(workspace(), { module: 'example.com/main', go: '1.16', requires: modules })
      await writeFile(
        join(workspace(), 'go.sum'),
        withoutZip(goSum(modules), 'example.com/Deep', 'example.com/old'),
      )
    },
  ],
  [
    'a go.sum that lacks lines',
    async () => {
      await writeProject(workspace(), { module: 'example.com/main', go: '1.21', requires: modules })
      await writeFile(join(workspace(), 'go.sum'), goSum(modules.slice(1, 3)))
    },
  ],
  [
    'a workspace without go.work.sum',
    async () => {
      const [one, two, three, deep, old] = modules
      if (!one || !two || !three || !deep || !old) throw new Error('five modules were made')
      const main = { module: 'example.com/a', go: '1.21', requires: [old, { ...deep, indirect: true }] }
      await writeProject(join(workspace(), 'a'), { ...main, modules: [old] })
      await writeProject(join(workspace(), 'b'), {
        ...main,
        module: 'example.com/b',
        requires: [one, two, three],
        modules: [two],
      })
      await rm(join(workspace(), 'go.mod'))
      await rm(join(workspace(), 'go.sum'))
      await writeFile(join(workspace(), 'go.work'), 'go 1.21\n\nuse (\n\t./a\n\t./b\n)\n')
    },
  ],
]

const moduleCache = (name: string) => join(rig().job.folder.path, name)

/** One step on a machine of its own: the module cache and the newest tree head are its own. */
async function step(machine: string, env: StepOptions['env'] = {}): Promise<StepResult> {
  return rig().job.step({
    inputs: { proxies: proxy.url, attempts: '2', timeout: '60s' },
    env: {
      ...service.env,
      GOSUMDB: database.gosumdb,
      GOPATH: join(rig().job.folder.path, `gopath-${machine}`),
      ...env,
    },
    gomodcache: moduleCache(machine),
  })
}

async function sumFiles(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(workspace(), { recursive: true })
  const files = names.filter((name) => name.endsWith('.sum')).map((name) => join(workspace(), name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)))
}

/** A cold run that saves, and the go.sum files as they are committed. */
async function cold(env: StepOptions['env'] = {}): Promise<StepResult> {
  const committed = await sumFiles()
  const ended = await step('cold', env)
  for (const file of (await sumFiles()).keys()) await rm(file)
  for (const [file, text] of committed) await writeFile(file, text)
  return ended
}

describe('kept in an entry', () => {
  test.each(projects)(
    '%s: an exact hit makes an empty module cache complete, with everybody dead',
    async (_, write) => {
      await write()
      const miss = await cold()
      expect(miss.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
      expect(miss.report?.cache.save).toMatchObject({ kind: 'saved', unlisted: 0 })

      await proxy.close()
      await database.server.close()
      const hit = await step('warm')
      expect(hit.outputs).toMatchObject({ result: 'complete', cache: 'exact', 'cache-hit': 'true' })
      expect(hit.report).toMatchObject({ fetch: { kind: 'off' }, go: { requests: 0 } })
      expect(hit.report?.cache.problems).toEqual([])
      expect(hit.summary).toContain('It replaced every download.')
      expect(await readdir(moduleCache('warm'))).toEqual(expect.arrayContaining(['cache', 'example.com']))
      expect((await readdir(join(moduleCache('warm'), 'example.com'))).sort()).toEqual(
        (await readdir(join(moduleCache('cold'), 'example.com'))).sort(),
      )
    },
  )
})

describe('outside the checksum database', () => {
  test.each([
    ['GONOSUMDB', { GONOSUMDB: 'example.com/*' }],
    ['GOPRIVATE', { GOPRIVATE: 'example.com/*', GONOPROXY: 'none' }],
    ['GOSUMDB=off', { GOSUMDB: 'off' }],
  ])('%s: no such file goes in, and the hit is not called exact', async (_, env) => {
    await projects[1]?.[1]()
    const miss = await cold(env)
    expect(miss.report?.cache.save).toMatchObject({ kind: 'saved', unlisted: 3 })
    const kept = [...(await entryFiles(service.entries.at(-1)?.archive ?? Buffer.alloc(0))).keys()]
    expect(kept.filter((name) => name.endsWith('.zip')).sort()).toEqual([
      'example.com/three/@v/v1.0.0.zip',
      'example.com/two/@v/v1.0.0.zip',
    ])
    expect(kept.filter((name) => name.startsWith('sumdb'))).toEqual([])
    const next = await step('warm', env)
    expect(next.outputs).toMatchObject({
      result: 'complete',
      cache: 'partial',
      'cache-hit': 'false',
      'modules-fetched': '3',
    })
    expect(next.report?.cache.save.kind).toBe('skipped')
    expect(next.summary).not.toContain('It replaced every download.')
  })

  test('a module that is outside now does not come out of an entry that has it', async () => {
    await projects[1]?.[1]()
    await cold()
    const before = proxy.requests.length
    const next = await step('warm', { GONOSUMDB: 'example.com/old' })
    expect(next.outputs).toMatchObject({ result: 'complete', cache: 'partial', 'modules-fetched': '1' })
    const asked = proxy.requests.slice(before).filter(({ file }) => file === 'zip')
    expect(new Set(asked.map(({ module }) => module))).toEqual(new Set(['example.com/old']))
  })
})

describe('an entry that lies about files without a line in go.sum', () => {
  const changeEntry = async (change: (files: Map<string, Buffer>) => void) => {
    service = await withChangedEntry(service, change)
  }
  const zip = 'example.com/old/@v/v1.0.0.zip'

  test('a swapped zip is refused by go, fetched anew and told', async () => {
    await projects[1]?.[1]()
    await cold()
    const evil = await makeModule({
      path: 'example.com/old',
      version: 'v1.0.0',
      files: { 'evil.go': 'package old\n' },
    })
    await changeEntry((files) => files.set(zip, evil.zip))
    const ended = await step('warm')
    expect(ended.outputs).toMatchObject({ result: 'recovered', attempts: '1' })
    expect(ended.report?.cache.problems).toEqual([
      {
        kind: 'tampered',
        what: 'example.com/old@v1.0.0',
        reason: expect.stringContaining('checksum database'),
      },
    ])
    expect(await readdir(join(moduleCache('warm'), 'example.com/old@v1.0.0'))).not.toContain('evil.go')
  })

  test('a swapped zip with a record to match is refused as well', async () => {
    await projects[1]?.[1]()
    await cold()
    const evil = await makeModule({
      path: 'example.com/old',
      version: 'v1.0.0',
      files: { 'evil.go': 'package old\n' },
    })
    const right = modules.at(-1)
    const record = 'sumdb/sum.example.com/lookup/example.com/old@v1.0.0'
    await changeEntry((files) => {
      const text = files.get(record)?.toString() ?? ''
      files.set(zip, evil.zip)
      files.set(record, Buffer.from(text.replace(right?.zipSum ?? '', evil.zipSum)))
    })
    const ended = await step('warm')
    expect(ended.outputs.result).toBe('recovered')
    expect(ended.report?.cache.problems).toMatchObject([{ kind: 'cache-corrupt', what: 'sumdb' }])
    expect(await readdir(join(moduleCache('warm'), 'example.com/old@v1.0.0'))).not.toContain('evil.go')
  })

  test('a tile that proves nothing is dropped, since go would read it again and again', async () => {
    await projects[1]?.[1]()
    await cold()
    await changeEntry((files) => {
      for (const [name, bytes] of files)
        if (name.startsWith('sumdb/sum.example.com/tile/8/0/')) files.set(name, Buffer.alloc(bytes.length))
    })
    const ended = await step('warm')
    expect(ended.outputs.result).toBe('recovered')
    expect(ended.report?.cache.problems).toMatchObject([{ kind: 'cache-corrupt', what: 'sumdb' }])
  })
})

test('after a failure, what go has verified and unpacked stays, as after plain go', async () => {
  await projects[1]?.[1]()
  const refusing = await rig().proxy(playing({ kind: 'status', status: 403, body: 'no' }, zipOf('three')), {
    modules,
  })
  const plain = { ...jobEnvironment(rig().job.folder.path), GOSUMDB: database.gosumdb, GOPROXY: refusing.url }
  const committed = await sumFiles()
  await promisify(execFile)('go', ['mod', 'download'], {
    cwd: workspace(),
    env: { ...plain, GOMODCACHE: moduleCache('plain') },
  }).catch(() => {})
  for (const [file, text] of committed) await writeFile(file, text)
  const ended = await rig().job.step({
    inputs: { proxies: refusing.url, attempts: '1', cache: 'false' },
    env: { GOSUMDB: database.gosumdb },
    gomodcache: moduleCache('ours'),
  })
  expect(ended.outputs).toMatchObject({ result: 'failed' })
  const unpacked = async (name: string) => (await readdir(join(moduleCache(name), 'example.com'))).sort()
  expect((await unpacked('plain')).length).toBeGreaterThan(2)
  expect(await unpacked('ours')).toEqual(await unpacked('plain'))
})

test('the lists of versions are those that go writes: a file proxy resolves by them', async () => {
  await writeProject(workspace(), { module: 'example.com/main', go: '1.21', requires: modules, modules })
  await step('cold')
  const { stdout } = await promisify(execFile)(
    'go',
    ['list', '-m', '-versions', 'example.com/one', 'example.com/two@latest'],
    {
      cwd: workspace(),
      env: {
        ...jobEnvironment(rig().job.folder.path),
        GOMODCACHE: moduleCache('other'),
        GOFLAGS: '-mod=mod',
        GOPROXY: pathToFileURL(join(moduleCache('cold'), 'cache', 'download')).href,
      },
    },
  )
  expect(stdout).toBe('example.com/one v1.0.0\nexample.com/two v1.0.0\n')
})
