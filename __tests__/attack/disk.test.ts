// Killed runs, several at once, and disks that are full, read-only or of another file system: no half file, and the next run is complete.
// Maps to src/modcache/*, src/cache/save.ts.

import { execFile } from 'node:child_process'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import type { ModuleProxyOptions } from '../helpers/module-proxy.ts'
import { notOnWindows } from '../helpers/skip.ts'
import { jobEnvironment } from '../helpers/step.ts'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'
import {
  attacks,
  expectInOrder,
  expectNothingHalfWritten,
  filesBelow,
  moduleNamed,
  requireModules,
} from './attack.ts'
import { onlyInFull, rows } from './rounds.ts'

const attack = attacks()
const run = promisify(execFile)

async function project(script?: ModuleProxyOptions['script'], sizeBytes = 300_000) {
  const modules = await Promise.all(
    Array.from({ length: 12 }, (_, index) => moduleNamed(`m${index}`, { sizeBytes })),
  )
  await requireModules(attack().job.workspace, modules)
  const proxy = await attack().proxy({ modules, ...(script && { script }) })
  return { modules, proxies: proxy.url }
}

async function expectWhole(gomodcache: string, modules: readonly SyntheticModule[]): Promise<void> {
  await expectNothingHalfWritten(gomodcache)
  await expectVerified(gomodcache, modules)
}

async function expectVerified(gomodcache: string, modules: readonly SyntheticModule[]): Promise<void> {
  const { folder, workspace } = attack().job
  const env = { ...jobEnvironment(folder.path), GOMODCACHE: gomodcache, GOPROXY: 'off' }
  const { stdout } = await run('go', ['mod', 'verify'], { cwd: workspace, env })
  expect(`${stdout.trim()} (${modules.length})`).toBe(`all modules verified (${modules.length})`)
}

const moments: Readonly<Record<string, number>> = {
  'at the first zip': 1,
  'at the sixth zip': 6,
  'at the last zip': 12,
  'at the second request of all': 0,
}
rows('moments of kill -9', Object.entries(moments), ['at the sixth zip'])(
  'killed %s, the next run is complete',
  async (_, zip) => {
    let pid = 0
    let zips = 0
    const { modules, proxies } = await project(({ file, ordinal }) => {
      if (file === 'zip') zips++
      if (pid !== 0 && (zip === 0 ? ordinal === 2 : zips === zip)) {
        process.kill(pid, 'SIGKILL')
        pid = 0
        return { kind: 'stall', afterBytes: 100 }
      }
      return undefined
    })
    const killed = await attack().step({
      inputs: { proxies },
      onStart: (started) => {
        pid = started
      },
    })
    expect(killed.code).toBe(notOnWindows ? -1 : 1)
    const again = await attack().step({ inputs: { proxies } })
    expectInOrder(again)
    expect(again.code).toBe(0)
    await expectVerified(attack().job.gomodcache, modules)
    // A run killed between the two steps of giving a file its name leaves the other name, beside a whole file.
    const files = await filesBelow(attack().job.gomodcache)
    const half = files.flatMap((name) => /^(.*)\.[^.]+\.resilient-partial$/.exec(name)?.[1] ?? [])
    expect(half.filter((name) => !files.includes(name))).toEqual([])
  },
)

onlyInFull('four processes download at once')('three runs and a plain go share a module cache', async () => {
  const { modules, proxies } = await project()
  const { folder, workspace, gomodcache } = attack().job
  const env = { ...jobEnvironment(folder.path), GOMODCACHE: gomodcache, GOPROXY: proxies }
  const options = { inputs: { proxies, timeout: '60s' }, limitMs: 90_000 }
  const [, ...steps] = await Promise.all([
    run('go', ['mod', 'download'], { cwd: workspace, env }),
    attack().step(options),
    attack().step(options),
    attack().step(options),
  ])
  for (const step of steps) {
    expectInOrder(step)
    expect(step.code).toBe(0)
  }
  await expectWhole(gomodcache, modules)
})

const places: (readonly [string, (path: string) => string])[] = [
  ['a file', (path) => path],
  ['below a file', (path) => join(path, 'sub')],
  ['relative', () => 'rel/ative'],
]
rows('places of GOMODCACHE', places, ['below a file'])(
  'a GOMODCACHE that is %s is told properly',
  async (_, of) => {
    const { proxies } = await project(undefined, 100)
    const path = join(attack().job.folder.path, 'file')
    await writeFile(path, 'x')
    const step = await attack().step({ inputs: { proxies }, gomodcache: of(path) })
    expectInOrder(step)
    expect(step.code).toBe(1)
    expect(step.outputs.category).toMatch(/./)
    expect(step.outputs.category).not.toBe('unknown')
  },
)

const asRoot = onlyInFull('a small or read-only file system is mounted', { root: true, system: 'linux' })

async function withDisk(options: string, use: (path: string) => Promise<void>): Promise<void> {
  const path = join(attack().job.folder.path, 'disk')
  await mkdir(path)
  await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path])
  try {
    await chmod(path, 0o755).catch(() => {})
    await use(path)
  } finally {
    await run('umount', ['-l', path])
  }
}

asRoot.each(['size=1m', 'size=2m', 'size=4m', 'size=20m,ro'])(
  'a module cache on a disk with %s',
  async (options) => {
    const { proxies } = await project()
    await withDisk(options, async (gomodcache) => {
      const step = await attack().step({ inputs: { proxies, attempts: '3' }, gomodcache })
      expectInOrder(step)
      expect(step.outputs).toMatchObject({ result: 'failed', category: 'disk' })
      await expectNothingHalfWritten(gomodcache)
    })
  },
)

asRoot('a temporary folder on a disk of 64 kB: the download is complete', async () => {
  const { modules, proxies } = await project()
  await withDisk('size=64k', async (RUNNER_TEMP) => {
    const store = `directory:${join(attack().job.folder.path, 'store')}`
    const inputs = { proxies, cache: 'true', 'cache-store': store }
    const step = await attack().step({ inputs, env: { RUNNER_TEMP } })
    expect({ code: step.code, killed: step.killed }).toEqual({ code: 0, killed: false })
    await expectWhole(attack().job.gomodcache, modules)
  })
})

asRoot('a module cache on another file system than the store', async () => {
  const { modules, proxies } = await project()
  await withDisk('size=100m', async (gomodcache) => {
    const store = `directory:${join(attack().job.folder.path, 'store')}`
    const inputs = { cache: 'true', 'cache-store': store }
    const saved = await attack().step({ inputs: { ...inputs, proxies }, gomodcache })
    expectInOrder(saved)
    await rm(join(gomodcache, 'cache'), { recursive: true })
    const restored = await attack().step({ inputs: { ...inputs, proxies: 'http://127.0.0.1:9' }, gomodcache })
    expectInOrder(restored)
    expect(restored.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
    await expectWhole(gomodcache, modules)
  })
})
