// The real `go`, let loose on modules while others still arrive: it judges and unpacks them, asks nobody, and leaves nothing behind.

import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import {
  createUnpackAhead,
  type UnpackAheadOptions,
  unpackEnvironment,
} from '../../src/download/unpack-ahead.ts'
import { parseGoSum } from '../../src/go/go-sum.ts'
import { fileName } from '../../src/go/layout.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type ModuleProxy, startModuleProxy } from '../helpers/module-proxy.ts'
import { goOnPath } from '../helpers/programs.ts'
import { isRunning } from '../helpers/running.ts'
import { goSum, makeModule, manyModules, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

/** The first 20 of these are worth a start; the others wait for more. */
let modules: readonly SyntheticModule[]
let folder: TemporaryFolder
let canary: ModuleProxy

beforeAll(async () => {
  modules = await manyModules(22, 5, 500_000)
})
beforeEach(async () => {
  folder = await temporaryFolder()
  canary = await startModuleProxy()
  await mkdir(join(folder.path, 'temp'))
})
afterEach(async () => {
  await canary.close()
  await folder.remove()
})

const modcache = () => join(folder.path, 'modcache')
const leftInTemp = () => readdir(join(folder.path, 'temp'))

/** Brings the modules' files and tells of them, as the fetch does. */
async function bring(
  ahead: ReturnType<typeof createUnpackAhead>,
  brought: readonly SyntheticModule[] = modules,
): Promise<void> {
  for (const module of brought) {
    for (const kind of ['mod', 'info', 'zip'] as const) {
      const file = { path: module.path, version: module.version, kind }
      const path = join(modcache(), 'cache/download', fileName(file))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, module[kind])
      ahead.admitted(file, module[kind].length)
    }
  }
}

async function unpackAhead(changes: Partial<UnpackAheadOptions> = {}, named = modules) {
  const parsed = parseGoSum(goSum(named), 'go.sum')
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  const env = {
    ...process.env,
    GOENV: 'off',
    GOPROXY: canary.url,
    GOSUMDB: `sum.golang.org ${canary.url}`,
    GONOSUMDB: '',
    GOFLAGS: '-mod=vendor -modcacherw',
  }
  return createUnpackAhead({
    go: await goOnPath(),
    env,
    goEnv: { GOMODCACHE: modcache(), GOFLAGS: env.GOFLAGS },
    sums: parsed.sums,
    temporary: join(folder.path, 'temp'),
    clock: systemClock,
    log: { info: () => {}, warn: () => {}, debug: () => {}, group: (_, body) => body() },
    deadlineMs: systemClock.now() + 60_000,
    signal: new AbortController().signal,
    ...changes,
  })
}

/** Indices of the modules that are unpacked, with a hash beside the zip that `go` has written. */
async function unpacked(): Promise<readonly number[]> {
  const found = await Promise.all(
    modules.map(async ({ path, version, zipSum }, index) => {
      const tree = await stat(join(modcache(), `${path}@${version}`, 'data.bin')).catch(() => null)
      const zip = join(modcache(), 'cache/download', fileName({ path, version, kind: 'zip' }))
      const hash = await readFile(zip.replace(/zip$/, 'ziphash'), 'utf8').catch(() => null)
      return tree !== null && hash?.trim() === zipSum ? [index] : []
    }),
  )
  return found.flat()
}

const firstOf = (count: number) => [...Array(count).keys()]

test('a batch is judged and unpacked; no server is asked and no temporary folder stays', async () => {
  const ahead = await unpackAhead()
  await bring(ahead)
  await ahead.end()
  expect(await unpacked()).toEqual(expect.arrayContaining(firstOf(20)))
  expect(canary.requests).toEqual([])
  expect(await leftInTemp()).toEqual([])
})

test.each([
  ['-modcacherw', 0o755],
  ['', 0o555],
])('with GOFLAGS=%s the folders have the mode that the user wants', async (GOFLAGS, mode) => {
  const ahead = await unpackAhead({ goEnv: { GOMODCACHE: modcache(), GOFLAGS } })
  await bring(ahead)
  await ahead.end()
  const [first] = modules
  const tree = await stat(join(modcache(), `${first?.path}@${first?.version}`))
  expect(tree.mode & 0o777).toBe(mode)
})

test('what go.sum does not name is not touched, and the checksum database not asked', async () => {
  const ahead = await unpackAhead({}, modules.slice(0, 20))
  await bring(ahead, [...modules.slice(20), ...modules.slice(0, 20)])
  await ahead.end()
  expect(await unpacked()).toEqual(firstOf(20))
  expect(canary.requests).toEqual([])
})

test('wrong bytes get neither a tree nor a hash', async () => {
  const { path, version } = modules[3] ?? { path: '', version: '' }
  const wrong = await makeModule({
    path,
    version,
    files: { 'evil.go': 'package evil\n' },
    sizeBytes: 510_000,
  })
  const ahead = await unpackAhead()
  await bring(ahead, modules.with(3, { ...wrong, mod: modules[3]?.mod ?? wrong.mod }))
  await ahead.end()
  const zip = join(modcache(), 'cache/download', fileName({ path, version, kind: 'zip' }))
  await expect(readFile(zip.replace(/zip$/, 'ziphash'))).rejects.toThrow('ENOENT')
  await expect(readdir(join(modcache(), `${path}@${version}`))).rejects.toThrow('ENOENT')
  expect(canary.requests).toEqual([])
  expect(await leftInTemp()).toEqual([])
})

test.each(['cancelled', 'at the deadline'])('a go that hangs is gone when the run is %s', async (how) => {
  const controller = new AbortController()
  const ahead = await unpackAhead({
    go: await hangingGo(),
    signal: controller.signal,
    ...(how === 'at the deadline' && { deadlineMs: systemClock.now() + 1_500 }),
  })
  await bring(ahead)
  const pid = await startedGo()
  if (how === 'cancelled') controller.abort()
  await ahead.end()
  expect(await isRunning(pid)).toBe(false)
  expect(await leftInTemp()).toEqual([])
})

test('nothing is started after the end', async () => {
  const ahead = await unpackAhead()
  await ahead.end()
  await bring(ahead)
  await ahead.end()
  expect(await unpacked()).toEqual([])
  expect(await leftInTemp()).toEqual([])
})

test('a temporary folder that can not be made costs nothing but the head start', async () => {
  const ahead = await unpackAhead({ temporary: join(folder.path, 'not-there') })
  await bring(ahead)
  await ahead.end()
  expect(await unpacked()).toEqual([])
})

test('a go that does not start costs nothing but the head start', async () => {
  const ahead = await unpackAhead({ go: join(folder.path, 'no-go') })
  await bring(ahead)
  await ahead.end()
  expect(await leftInTemp()).toEqual([])
})

test('what decides over trust is as the user has it; what asks anybody is off', () => {
  const theirs = { GOSUMDB: 'theirs', GONOSUMDB: 'theirs', GOPRIVATE: 'theirs', PATH: '/bin' }
  const env = { ...theirs, GOPROXY: 'https://proxy.example', GOFLAGS: '-modfile=other.mod' }
  expect(unpackEnvironment(env, { GOMODCACHE: '/cache', GOFLAGS: env.GOFLAGS }, 'linux')).toEqual({
    ...theirs,
    GO111MODULE: 'on',
    GOFLAGS: '-mod=mod',
    GOMODCACHE: '/cache',
    GONOPROXY: 'none',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
  })
})

/** A program that tells its process number, and then does nothing for long. */
async function hangingGo(): Promise<string> {
  const path = join(folder.path, 'hanging-go')
  await writeFile(path, `#!/bin/sh\necho $$ > ${join(folder.path, 'pid')}\nexec sleep 600\n`)
  await chmod(path, 0o755)
  return path
}

async function startedGo(): Promise<number> {
  for (;;) {
    const text = await readFile(join(folder.path, 'pid'), 'utf8').catch(() => '')
    if (text.endsWith('\n')) return Number(text)
    await sleep(20)
  }
}
