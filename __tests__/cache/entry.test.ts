// A saved entry from one module cache to another: what goes in, what comes out, and what the real go says to it.
// Maps to src/cache/save.ts, src/cache/restore.ts, src/cache/*.

import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { CacheKey } from '../../src/cache/key.ts'
import { cacheKey } from '../../src/cache/key.ts'
import { readKeySources } from '../../src/cache/key-sources.ts'
import { restoreEntry } from '../../src/cache/restore.ts'
import { saveEntry } from '../../src/cache/save.ts'
import type { CacheStore } from '../../src/cache/store.ts'
import { fileName } from '../../src/go/layout.ts'
import type { FileKind, ModuleFile } from '../../src/go/module-file.ts'
import { createFileOrigins } from '../../src/modcache/file-origins.ts'
import { createZipWorkers } from '../../src/modcache/unpack/zip-workers.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { loadProject } from '../../src/project/load.ts'
import { planDownload } from '../../src/project/plan.ts'
import type { Project } from '../../src/project/project.ts'
import { createFolderEntries } from '../helpers/folder-entries.ts'
import { goOnPath } from '../helpers/programs.ts'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'
import type { TemporaryFolder } from '../helpers/temp.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const signal = new AbortController().signal
const limits = { limitMs: 30_000, signal }

let folder: TemporaryFolder
let modules: readonly SyntheticModule[]
let source: string
let store: CacheStore

beforeEach(async () => {
  folder = await temporaryFolder()
  const c = await makeModule({ path: 'example.com/c', version: 'v1.0.0' })
  const b = await makeModule({ path: 'example.com/Upper/b', version: 'v1.1.0' })
  const a = await makeModule({ path: 'example.com/a', version: 'v1.0.0', go: '1.16', requires: [c] })
  modules = [a, b, c]
  source = join(folder.path, 'source')
  for (const module of modules) {
    for (const kind of ['info', 'mod', 'zip'] as const) await put(source, { ...module, kind }, module[kind])
    await writeFile(join(source, dirname(nameOf(module, 'zip')), 'list'), `${module.version}\n`)
  }
  await writeProject(projectFolder(), { module: 'example.com/main', go: '1.21', requires: modules, modules })
  store = createFolderEntries(join(folder.path, 'store'))
})
afterEach(() => folder.remove())

const projectFolder = () => join(folder.path, 'project')
const downloadFolder = (gomodcache: string) => join(gomodcache, 'cache', 'download')
const nameOf = ({ path, version }: SyntheticModule, kind: FileKind) => fileName({ path, version, kind })

async function put(root: string, file: ModuleFile, content: Buffer | string): Promise<void> {
  await mkdir(dirname(join(root, fileName(file))), { recursive: true })
  await writeFile(join(root, fileName(file)), content)
}

function environment(gomodcache: string, goproxy = 'off'): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return {
    PATH,
    HOME,
    GOMODCACHE: gomodcache,
    GOPROXY: goproxy,
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GOENV: 'off',
  }
}

/** Runs the real `go mod download`; gives what it complained of. */
async function download(gomodcache: string, goproxy?: string): Promise<string> {
  const env = environment(gomodcache, goproxy)
  return promisify(execFile)('go', ['mod', 'download'], { cwd: projectFolder(), env }).then(
    () => '',
    (error: { stderr: string }) => error.stderr,
  )
}

/** A module cache that `go` itself filled. */
async function filledCache(name = 'filled'): Promise<string> {
  const gomodcache = join(folder.path, name)
  expect(await download(gomodcache, pathToFileURL(source).href)).toBe('')
  return gomodcache
}

const emptyCache = (name = 'empty') => join(folder.path, name)

async function projectWith(gomodcache: string): Promise<Project> {
  const env = environment(gomodcache)
  const loaded = await loadProject({
    go: await goOnPath(),
    workingDirectory: projectFolder(),
    modules: [],
    env,
    run: captureCommand,
  })
  if (loaded.kind !== 'ok') throw new Error(loaded.message)
  return loaded.project
}

async function keyOf(project: Project): Promise<CacheKey> {
  const key = cacheKey({ prefix: 'test', scopes: await readKeySources(project) })
  if ('problem' in key) throw new Error(key.problem)
  return key
}

async function save(
  gomodcache: string,
  held: ReadonlySet<string> = new Set(),
  history: string | null = null,
) {
  const project = await projectWith(gomodcache)
  const readMod = (module: { path: string; version: string }) =>
    readFile(join(downloadFolder(gomodcache), fileName({ ...module, kind: 'mod' })), 'utf8').catch(() => null)
  const plans = await Promise.all(
    project.scopes.map((scope) => planDownload({ scope, readMod, onFile: () => {} })),
  )
  const files = plans.flatMap((plan) => plan.files)
  const next = { kind: 'save', key: (await keyOf(project)).key, isIncomplete: false, held } as const
  return saveEntry({ store, next, project, files, history, temporary: temporary(), ...limits })
}

/** Names in `cache/download`, without the hashes that go with zips. */
async function moduleFilesIn(gomodcache: string): Promise<readonly string[]> {
  const names = await filesBelow(downloadFolder(gomodcache))
  return names.filter((name) => !name.endsWith('.ziphash'))
}

async function restore(gomodcache: string) {
  const project = await projectWith(gomodcache)
  const origins = createFileOrigins()
  const restored = await restoreEntry({
    store,
    key: await keyOf(project),
    project,
    origins,
    zips: createZipWorkers({ bundle: null, threads: 1, gomodcache, unpack: 'by-go' }),
    temporary: temporary(),
    ...limits,
  })
  return { ...restored, origins: origins.files().map(fileName).sort() }
}

const temporary = () => join(folder.path, 'temporary')

/** Files below a folder, sorted, with `/`. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort()
}

/** The folder of the one entry in the store. */
async function entryFolderInStore(): Promise<string> {
  const [name = ''] = await readdir(join(folder.path, 'store'))
  return join(folder.path, 'store', name)
}

const planned = () =>
  modules.flatMap((module) => (['info', 'mod', 'zip'] as const).map((kind) => nameOf(module, kind))).sort()

describe('an entry', () => {
  test('holds the .info, .mod and .zip of the plan and nothing else of the module cache', async () => {
    const filled = await filledCache()
    expect(
      (await filesBelow(downloadFolder(filled))).filter((name) => name.endsWith('.ziphash')),
    ).toHaveLength(3)
    expect(await save(filled)).toMatchObject({ kind: 'saved', files: 9, unlisted: 0 })
    expect(await filesBelow(await entryFolderInStore())).toEqual(planned())
  })

  test('makes an empty module cache complete: go downloads nothing', async () => {
    await save(await filledCache())
    const gomodcache = emptyCache()
    const { outcome, problems, origins } = await restore(gomodcache)
    expect(outcome).toMatchObject({ kind: 'exact', files: 9 })
    expect(problems).toEqual([])
    expect(origins).toEqual(planned())
    expect(await moduleFilesIn(gomodcache)).toEqual(planned())
    expect(await download(gomodcache)).toBe('')
    expect(await filesBelow(temporary())).toEqual([])
  })

  test('of another go.sum with the same prefix is restored in part, without what is not needed any more', async () => {
    await save(await filledCache())
    const [a, b] = modules
    if (a === undefined || b === undefined) throw new Error('three modules were made')
    await writeProject(projectFolder(), {
      module: 'example.com/main',
      go: '1.21',
      requires: [b],
      modules: [b],
    })
    const gomodcache = emptyCache()
    expect((await restore(gomodcache)).outcome).toMatchObject({ kind: 'partial', files: 3 })
    expect(await moduleFilesIn(gomodcache)).toEqual(
      (['info', 'mod', 'zip'] as const).map((kind) => nameOf(b, kind)),
    )
    expect(await download(gomodcache)).toBe('')
  })

  test('changes nothing in a module cache that has all of it', async () => {
    const filled = await filledCache()
    await save(filled)
    const before = await filesBelow(filled)
    expect(await restore(filled)).toMatchObject({
      outcome: { kind: 'exact', files: 0, bytes: 0 },
      origins: [],
    })
    expect(await filesBelow(filled)).toEqual(before)
  })

  test('is not saved where there is nothing to save', async () => {
    expect(await save(emptyCache())).toEqual({ kind: 'skipped', reason: expect.any(String) })
    expect(await filesBelow(join(folder.path, 'store'))).toEqual([])
  })

  test('is not saved anew where the one that was found holds all of it', async () => {
    const filled = await filledCache()
    expect(await save(filled, new Set(planned()))).toEqual({
      kind: 'skipped',
      reason: 'the entry that was restored holds what can be kept',
    })
    expect(await filesBelow(join(folder.path, 'store'))).toEqual([])
    expect(await save(filled, new Set(planned().slice(1)))).toMatchObject({ kind: 'saved', files: 9 })
  })

  test('takes a history along, for which alone none is saved', async () => {
    const filled = await filledCache()
    await save(filled, new Set(), 'how the proxies did')
    const { history, entry, problems } = await restore(emptyCache())
    expect([history, problems]).toEqual(['how the proxies did', []])
    expect(await save(filled, entry?.held, 'how they did since')).toMatchObject({ kind: 'skipped' })
    expect((await restore(emptyCache('other'))).history).toBe('how the proxies did')
  })

  test('has no zip that go.sum does not name, and none is ever admitted', async () => {
    const [a, b, c] = modules
    if (a === undefined || b === undefined || c === undefined) throw new Error('three modules were made')
    const filled = await filledCache()
    const sums = await readFile(join(projectFolder(), 'go.sum'), 'utf8')
    await save(filled) // With all its sums.
    const fewer = sums
      .split('\n')
      .filter((line) => !line.startsWith('example.com/c v1.0.0 '))
      .join('\n')
    await writeFile(join(projectFolder(), 'go.sum'), fewer)
    expect(await restore(emptyCache())).toMatchObject({ outcome: { kind: 'partial', files: 8 } })
    expect(await save(filled)).toMatchObject({ kind: 'saved', files: 8, unlisted: 1 })
  })

  test('gives the plan that it was read by', async () => {
    await save(await filledCache())
    const { plan } = await restore(emptyCache())
    expect(plan?.files.map(fileName).sort()).toEqual(planned())
    expect(plan?.unreadable).toEqual([])
  })

  test('gives no plan that rests on a go.mod that stayed outside', async () => {
    await save(await filledCache()) // With all its sums.
    const sums = await readFile(join(projectFolder(), 'go.sum'), 'utf8')
    const fewer = sums.split('\n').filter((line) => !line.startsWith('example.com/c v1.0.0/go.mod '))
    await writeFile(join(projectFolder(), 'go.sum'), fewer.join('\n'))
    expect(await restore(emptyCache())).toMatchObject({ outcome: { kind: 'partial' }, plan: null })
  })

  test('that is missing is a miss', async () => {
    expect(await restore(emptyCache())).toEqual({
      outcome: { kind: 'miss' },
      problems: [],
      entry: null,
      plan: null,
      history: null,
      origins: [],
    })
  })

  test('whose temporary folder can not be made is unavailable, and nothing is thrown', async () => {
    await save(await filledCache())
    await rm(temporary(), { recursive: true })
    await writeFile(temporary(), 'a file')
    expect((await restore(emptyCache())).outcome.kind).toBe('unavailable')
  })
})

describe('an entry that was tampered with', () => {
  beforeEach(async () => {
    await save(await filledCache())
  })

  async function tamper(name: string, content: Buffer | string): Promise<void> {
    await writeFile(join(await entryFolderInStore(), name), content)
  }
  const first = (): SyntheticModule => {
    const [module] = modules
    if (module === undefined) throw new Error('three modules were made')
    return module
  }

  test('a swapped zip with a matching .ziphash stays outside, whatever the .ziphash says', async () => {
    const { path, version } = first()
    const evil = await makeModule({ path, version, go: '1.16', files: { 'evil.go': 'package evil\n' } })
    await tamper(nameOf(evil, 'zip'), evil.zip)
    await tamper(nameOf(evil, 'zip').replace('.zip', '.ziphash'), evil.zipSum)
    const gomodcache = emptyCache()
    const { outcome, problems, entry } = await restore(gomodcache)
    expect(outcome.kind).toBe('partial')
    expect(entry?.held).toEqual(new Set(planned().filter((name) => name !== nameOf(evil, 'zip'))))
    expect(problems).toMatchObject([
      { kind: 'foreign', what: 'example.com/a/@v/v1.0.0.ziphash' },
      { kind: 'tampered', what: 'example.com/a@v1.0.0' },
    ])
    expect(await moduleFilesIn(gomodcache)).toEqual(planned().filter((name) => name !== nameOf(evil, 'zip')))
  })

  test('a .mod that go.sum contradicts stays outside', async () => {
    await tamper(nameOf(first(), 'mod'), 'module example.com/a\n\nrequire example.com/evil v1.0.0\n')
    const { outcome, problems, origins, entry } = await restore(emptyCache())
    expect(outcome.kind).toBe('partial')
    expect([...(entry?.held ?? [])].sort()).toEqual(
      planned().filter((name) => name !== nameOf(first(), 'mod')),
    )
    expect(problems).toEqual([
      { kind: 'tampered', what: 'example.com/a@v1.0.0', reason: expect.stringContaining('go.sum') },
    ])
    expect(origins).not.toContain(nameOf(first(), 'mod'))
  })

  test.each<[string, FileKind, (module: SyntheticModule) => Buffer | string, string]>([
    ['a truncated zip', 'zip', ({ zip }) => zip.subarray(0, zip.length / 2), 'cache-corrupt'],
    ['an empty zip', 'zip', () => '', 'cache-corrupt'],
    ['half a .mod', 'mod', ({ mod }) => mod.subarray(0, 12), 'cache-corrupt'],
    ['a .mod of zeros', 'mod', ({ mod }) => Buffer.alloc(mod.length), 'cache-corrupt'],
    ['an .info that is no JSON', 'info', () => '<html>', 'cache-corrupt'],
    ['an .info of another version', 'info', () => '{"Version":"v9.9.9"}', 'tampered'],
  ])('%s stays outside, the rest is admitted', async (_, kind, damage, expected) => {
    await tamper(nameOf(first(), kind), damage(first()))
    const { problems, origins } = await restore(emptyCache())
    expect(problems).toMatchObject([{ kind: expected, what: 'example.com/a@v1.0.0' }])
    expect(origins).toEqual(planned().filter((name) => name !== nameOf(first(), kind)))
  })

  test('modules that nobody asked for stay outside', async () => {
    const evil = await makeModule({ path: 'example.com/evil', version: 'v1.0.0' })
    for (const kind of ['info', 'mod', 'zip'] as const) {
      await put(await entryFolderInStore(), { ...evil, kind }, evil[kind])
    }
    const gomodcache = emptyCache()
    await restore(gomodcache)
    expect(await moduleFilesIn(gomodcache)).toEqual(planned())
  })

  test('an entry of foreign files alone is corrupt', async () => {
    const entry = await entryFolderInStore()
    await rm(entry, { recursive: true })
    await mkdir(entry)
    await writeFile(join(entry, 'README'), 'hello')
    expect(await restore(emptyCache())).toMatchObject({
      outcome: { kind: 'corrupt' },
      problems: [{ kind: 'foreign', what: 'README' }],
    })
  })

  test('a .ziphash that an earlier run left in the module cache does not vouch for a restored zip', async () => {
    const { path, version, zipSum } = first()
    const evil = await makeModule({ path, version, go: '1.16', files: { 'evil.go': 'package evil\n' } })
    await tamper(nameOf(evil, 'zip'), evil.zip)
    const gomodcache = emptyCache()
    await mkdir(join(downloadFolder(gomodcache), dirname(nameOf(evil, 'zip'))), { recursive: true })
    await writeFile(join(downloadFolder(gomodcache), nameOf(evil, 'zip').replace('.zip', '.ziphash')), zipSum)
    await restore(gomodcache)
    expect(await filesBelow(downloadFolder(gomodcache))).not.toContain(nameOf(evil, 'zip'))
  })
})
