// A folder as the store, which others write to as well: what is planted there is never believed, and never followed.
// Maps to src/store/folder/.

import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { notOnWindows } from '../helpers/skip.ts'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'
import { attacks, expectInOrder, moduleNamed, requireModules, zipInCache } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()
const run = promisify(execFile)

const modulesOf = () => Promise.all(['a', 'b'].map((name) => moduleNamed(name)))

async function stepWith(store: string, options: Parameters<ReturnType<typeof attack>['step']>[0] = {}) {
  const modules = await modulesOf()
  const proxy = await attack().proxy({ modules })
  const inputs = { cache: 'true', 'cache-store': `directory:${store}`, proxies: proxy.url, ...options.inputs }
  return attack().step({ ...options, inputs })
}

const storeFolder = (name = 'store') => join(attack().job.folder.path, name)

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
    expect(await readdir(storeFolder())).toContain('example.com')
  })
})

interface Planted {
  readonly store: string
  readonly evil: SyntheticModule
}

const zip = 'example.com/a/@v/v1.0.0.zip'
const replaceStore = async ({ store }: Planted, make: () => Promise<unknown>) => {
  await rm(store, { recursive: true })
  await make()
}
const replaceZip = async ({ store }: Planted, make: (path: string) => Promise<unknown>) => {
  await rm(join(store, zip))
  await make(join(store, zip))
}
const replaceFolder = async ({ store }: Planted, make: (path: string) => Promise<unknown>) => {
  await rm(join(store, 'example.com'), { recursive: true })
  await make(join(store, 'example.com'))
}

const stores: Readonly<Record<string, (planted: Planted) => Promise<unknown>>> = {
  'a store that is a file': (planted) => replaceStore(planted, () => writeFile(planted.store, 'x')),
  'a store that is a dangling link': (planted) =>
    replaceStore(planted, () => symlink(`${planted.store}-not-there`, planted.store)),
  'a store that is a link to itself': (planted) =>
    replaceStore(planted, () => symlink(planted.store, planted.store)),
  'a zip that is a link': (planted) => replaceZip(planted, (path) => symlink('/etc/passwd', path)),
  'a zip that is a device without end': (planted) =>
    replaceZip(planted, (path) => symlink('/dev/zero', path)),
  'a zip that is a pipe': (planted) => replaceZip(planted, (path) => run('mkfifo', [path])),
  'a zip that is a folder': (planted) => replaceZip(planted, (path) => mkdir(path)),
  'a zip without end': (planted) =>
    replaceZip(planted, async (path) => {
      await writeFile(path, 'x')
      await truncate(path, 2 ** 40)
    }),
  'a zip that runs as root': ({ store }) => chmod(join(store, zip), 0o6777),
  'a folder that is a link to /': (planted) => replaceFolder(planted, (path) => symlink('/', path)),
  'a folder of 1,500 folders': (planted) =>
    replaceFolder(planted, (path) => mkdir(join(path, 'd/'.repeat(1_500)), { recursive: true })),
  '5,000 other files': async ({ store }) => {
    for (let n = 0; n < 5_000; n++) await writeFile(join(store, 'example.com/a/@v', `v1.0.${n + 1}.zip`), 'x')
  },
  'names that are commands': async ({ store }) => {
    await writeFile(join(store, 'example.com', '\n::error::x\u001b[2J'), 'x')
    await mkdir(join(store, '\n::error::y'))
  },
  'another zip': ({ store, evil }) => writeFile(join(store, zip), evil.zip),
  'another zip with a hash to match': async ({ store, evil }) => {
    await writeFile(join(store, zip), evil.zip)
    await writeFile(join(store, zip.replace(/zip$/, 'ziphash')), evil.zipSum)
  },
  'a .mod of 100,000 blanks': ({ store }) =>
    writeFile(join(store, 'example.com/a/@v/v1.0.0.mod'), `module x\nx${' '.repeat(100_000)}x\n`),
}

rows('stores', Object.entries(stores), [
  ...(notOnWindows ? ['a zip that is a pipe'] : []),
  'another zip with a hash to match',
])('%s: the right zips are in place', async (_, plant) => {
  const { workspace, folder, gomodcache } = attack().job
  const modules = await modulesOf()
  await requireModules(workspace, modules)
  await stepWith(storeFolder('honest'), { gomodcache: join(folder.path, 'other') })
  const store = storeFolder()
  await cp(storeFolder('honest'), store, { recursive: true })
  const evil = await moduleNamed('a', { files: { 'evil.go': 'package evil\n' } })
  await plant({ store, evil })
  const step = await stepWith(store, { inputs: { timeout: '20s' } })
  expectInOrder(step)
  expect(step.code).toBe(0)
  for (const module of modules) expect((await zipInCache(gomodcache, module))?.equals(module.zip)).toBe(true)
})
