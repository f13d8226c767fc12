// A folder as the store, which others write to as well: what is planted there is never believed, and never mixed up.
// Maps to src/cache/directory-store.ts, src/cache/directory-entries.ts.

import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'
import { attacks, cacheKey, expectInOrder, moduleNamed, requireModules, zipInCache } from './attack.ts'
import { attackTest, rows } from './rounds.ts'

const attack = attacks()
const run = promisify(execFile)

const modulesOf = () => Promise.all(['a', 'b'].map((name) => moduleNamed(name)))

async function stepWith(store: string, options: Parameters<ReturnType<typeof attack>['step']>[0] = {}) {
  const modules = await modulesOf()
  const proxy = await attack().proxy({ modules: [...modules, await moduleNamed('z')] })
  const inputs = { cache: 'true', 'cache-store': `directory:${store}`, proxies: proxy.url, ...options.inputs }
  return attack().step({ ...options, inputs })
}

const storeFolder = (name = 'store') => join(attack().job.folder.path, name)

attackTest('entries of the prefix team-secret are none of team', async () => {
  const [a, z] = [await moduleNamed('a'), await moduleNamed('z')]
  const { workspace, folder } = attack().job
  await requireModules(workspace, [a, z])
  await stepWith(storeFolder(), {
    inputs: { 'cache-prefix': 'team-secret' },
    gomodcache: join(folder.path, 'other'),
  })
  await requireModules(workspace, await modulesOf())
  const step = await stepWith(storeFolder(), { inputs: { 'cache-prefix': 'team', cache: 'read-only' } })
  expect(step.outputs.cache).toBe('miss')
})

describe('events that outsiders can trigger save nothing by themselves', () => {
  const outsiders = [
    'pull_request_target',
    'issue_comment',
    'pull_request_review',
    'pull_request_review_comment',
  ]
  const others = ['workflow_run', 'status', 'check_run', 'deployment_status', 'gollum', 'discussion', 'watch']
  const more = ['discussion_comment', 'fork', 'issues', 'an_event_of_the_future']
  rows(
    'events',
    [...outsiders, ...others, ...more].map((event) => [event, event] as const),
    ['gollum'],
  )('%s', async (_, event) => {
    await requireModules(attack().job.workspace, await modulesOf())
    const step = await stepWith(storeFolder(), {
      inputs: { cache: 'auto' },
      env: { GITHUB_EVENT_NAME: event },
    })
    expectInOrder(step)
    expect(await readdir(storeFolder()).catch(() => [])).toEqual([])
  })

  test('a pull request whose event file is missing', async () => {
    await requireModules(attack().job.workspace, await modulesOf())
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: storeFolder('no-event.json') }
    const step = await stepWith(storeFolder(), { inputs: { cache: 'auto' }, env })
    expectInOrder(step)
    expect(await readdir(storeFolder()).catch(() => [])).toEqual([])
  })

  test('a push does save', async () => {
    await requireModules(attack().job.workspace, await modulesOf())
    await stepWith(storeFolder(), { inputs: { cache: 'auto' } })
    expect(await readdir(storeFolder())).toHaveLength(1)
  })
})

interface Planted {
  readonly store: string
  readonly key: string
  /** The honest entry, copied into the store. */
  readonly entry: string
  readonly evil: SyntheticModule
}

const zip = 'example.com/a/@v/v1.0.0.zip'
const replaceStore = async ({ store }: Planted, make: () => Promise<unknown>) => {
  await rm(store, { recursive: true })
  await make()
}
const replaceZip = async ({ entry }: Planted, make: (path: string) => Promise<unknown>) => {
  await rm(join(entry, zip))
  await make(join(entry, zip))
}
const replaceEntry = async ({ entry }: Planted, make: () => Promise<unknown>) => {
  await rm(entry, { recursive: true })
  await make()
}

const stores: Readonly<Record<string, (planted: Planted) => Promise<unknown>>> = {
  'an entry that is a link to /etc': (planted) => replaceEntry(planted, () => symlink('/etc', planted.entry)),
  'a store that is a file': (planted) => replaceStore(planted, () => writeFile(planted.store, 'x')),
  'a store that is a dangling link': (planted) =>
    replaceStore(planted, () => symlink(`${planted.store}-not-there`, planted.store)),
  'a store that is a link to itself': (planted) =>
    replaceStore(planted, () => symlink(planted.store, planted.store)),
  'a zip that is a link': (planted) => replaceZip(planted, (path) => symlink('/etc/passwd', path)),
  'a zip that is a pipe': (planted) => replaceZip(planted, (path) => run('mkfifo', [path])),
  'a folder that is a link to /': ({ entry }) =>
    rm(join(entry, 'example.com'), { recursive: true }).then(() => symlink('/', join(entry, 'example.com'))),
  'a zip that runs as root': ({ entry }) => chmod(join(entry, zip), 0o6777),
  'a tree of 1,500 folders': (planted) =>
    replaceEntry(planted, () => mkdir(join(planted.entry, 'd/'.repeat(1_500)), { recursive: true })),
  '5,000 entries': async ({ store }) => {
    for (let n = 0; n < 5_000; n++) await mkdir(join(store, `go-modules-v1--${n}`))
  },
  'names that are commands': async ({ store, entry }) => {
    await writeFile(join(entry, '\n::error::x\u001b[2J'), 'x')
    await writeFile(join(store, '\n::error::x'), 'x')
    await mkdir(join(store, 'go-modules-v1--\n::error::y'))
  },
  'another zip': ({ entry, evil }) => writeFile(join(entry, zip), evil.zip),
  'a .mod of 100,000 blanks': ({ entry }) =>
    writeFile(join(entry, 'example.com/a/@v/v1.0.0.mod'), `module x\nx${' '.repeat(100_000)}x\n`),
}

rows('stores', Object.entries(stores), ['a zip that is a pipe', 'another zip'])(
  '%s: the right zips are in place',
  async (_, plant) => {
    const { workspace, folder, gomodcache } = attack().job
    const modules = await modulesOf()
    await requireModules(workspace, modules)
    const saved = await stepWith(storeFolder('honest'), { gomodcache: join(folder.path, 'other') })
    const store = storeFolder()
    await cp(storeFolder('honest'), store, { recursive: true })
    const [name = ''] = await readdir(store)
    const evil = await moduleNamed('a', { files: { 'evil.go': 'package evil\n' } })
    await plant({ store, key: cacheKey(saved), entry: join(store, name), evil })
    const step = await stepWith(store, { inputs: { timeout: '20s' } })
    expectInOrder(step)
    expect(step.code).toBe(0)
    for (const module of modules)
      expect((await zipInCache(gomodcache, module))?.equals(module.zip)).toBe(true)
  },
)
