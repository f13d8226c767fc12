// Processes that admit the same file to one module cache at the same time.
// Maps to src/modcache/admit.ts, src/modcache/temporary-name.ts.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parseFileName } from '../../src/go/layout.ts'
import { createAdmission } from '../../src/modcache/admit.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { startModuleProxy } from '../helpers/module-proxy.ts'
import { namesBelow } from '../helpers/names-below.ts'
import { goOnPath } from '../helpers/programs.ts'
import { goSum, manyModules, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

interface Admitter {
  readonly child: ChildProcessWithoutNullStreams
  /** The next line that it prints. */
  readonly line: () => Promise<string>
}

function startAdmitter(from: string, cache: string, ...more: string[]): Admitter {
  const script = join('__tests__', 'modcache', 'admit-process.ts')
  const args = [join('bench', 'run.mjs'), script, from, cache, ...more]
  // What a killed process leaves of its own goes with the test's folder.
  const env = { ...process.env, TMPDIR: folder.path, TEMP: folder.path }
  const child = spawn(process.execPath, args, { env })
  child.stderr.pipe(process.stderr)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return { child, line: async () => String((await lines.next()).value) }
}

async function goDownload(dir: string, cache: string, goproxy: string) {
  return captureCommand({
    command: await goOnPath(),
    args: ['mod', 'download', '-json'],
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      HOME: folder.path,
      GOMODCACHE: cache,
      GOPROXY: goproxy,
      GOSUMDB: 'off',
      GOFLAGS: '-modcacherw',
    },
  })
}

/** A module cache's `cache/download`, filled by the real go, and the project that it is for. */
async function filled(modules: readonly SyntheticModule[]) {
  const project = join(folder.path, 'project')
  await writeProject(project, { module: 'example.com/p', go: '1.21', requires: modules, modules })
  const proxy = await startModuleProxy({ modules })
  const { end } = await goDownload(project, join(folder.path, 'source'), proxy.url)
  expect(end).toEqual({ kind: 'exited', code: 0 })
  return { project, proxy, source: join(folder.path, 'source', 'cache', 'download') }
}

async function names(cache: string): Promise<string[]> {
  return namesBelow(join(cache, 'cache', 'download'))
}

test('two processes and a go fill one module cache at the same time', async () => {
  const modules = await manyModules(40, 7)
  const { project, proxy, source } = await filled(modules)
  const cache = join(folder.path, 'cache')
  try {
    const admitters = [startAdmitter(source, cache), startAdmitter(source, cache)]
    for (const { line } of admitters) expect(await line()).toBe('ready')
    const download = goDownload(project, cache, proxy.url)
    for (const { child } of admitters) child.stdin.end()
    const counts = await Promise.all(
      admitters.map(async ({ line }) => JSON.parse(await line()).admitted as number),
    )
    expect((await download).end).toEqual({ kind: 'exited', code: 0 })
    await Promise.all(admitters.map(({ child }) => (child.exitCode === null ? once(child, 'exit') : null)))
    expect(admitters.map(({ child }) => child.exitCode)).toEqual([0, 0])
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(modules.length * 3)
  } finally {
    await proxy.close()
  }
  const found = await names(cache)
  expect(found.filter((name) => /partial|tmp/.test(name))).toEqual([])
  const files = found.filter((name) => parseFileName(name) !== null)
  expect(files).toHaveLength(modules.length * 3)
  for (const name of files) {
    const [copy, original] = [join(cache, 'cache', 'download', name), join(source, name)]
    if (name.endsWith('.zip')) expect((await stat(copy)).size).toBe((await stat(original)).size)
    else expect(await readFile(copy, 'utf8')).toBe(await readFile(original, 'utf8'))
  }
  expect(await readFile(join(project, 'go.sum'), 'utf8')).toBe(goSum(modules))
  expect((await goDownload(project, cache, 'off')).end).toEqual({ kind: 'exited', code: 0 })
})

test('a process that is killed leaves nothing that go takes for a file, and the next one clears it away', async () => {
  const modules = await manyModules(3, 8)
  const { project, proxy, source } = await filled(modules)
  await proxy.close()
  const cache = join(folder.path, 'cache')
  const { child, line } = startAdmitter(source, cache, 'hang')
  expect(await line()).toBe('ready')
  child.stdin.end()
  expect(await line()).toBe('half')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await names(cache)).filter((name) => parseFileName(name) !== null)).toEqual([])

  const admission = createAdmission(cache)
  for (const name of (await namesBelow(source)).sort()) {
    const file = parseFileName(name)
    if (file !== null)
      expect(await admission.admitExisting(file, join(source, name))).toEqual({ kind: 'admitted' })
  }
  expect((await names(cache)).filter((name) => name.includes('partial'))).toEqual([])
  expect((await goDownload(project, cache, 'off')).end).toEqual({ kind: 'exited', code: 0 })
})

test('go refuses a wrong zip that was admitted beside the hash of the right one', async () => {
  const [right] = await manyModules(1, 9)
  const [wrong] = await manyModules(1, 9, 3_000)
  if (right === undefined || wrong === undefined) throw new Error('two were made')
  const { project, proxy } = await filled([right])
  await proxy.close()
  const cache = join(folder.path, 'source')
  const at = join(cache, 'cache', 'download', right.path, '@v', right.version)
  await rm(`${at}.zip`)
  await rm(join(cache, `${right.path}@${right.version}`), { recursive: true })
  expect(await readFile(`${at}.ziphash`, 'utf8')).toBe(right.zipSum)
  const pending = await createAdmission(cache).open({ ...right, kind: 'zip' })
  await pending.write(wrong.zip)
  expect(await pending.commit()).toBe('admitted')
  const { end, stderr } = await goDownload(project, cache, 'off')
  expect(end).toEqual({ kind: 'exited', code: 1 })
  expect(stderr).toContain('checksum mismatch')
})
