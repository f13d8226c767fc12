// Trouble with GitHub's cache service: each kind has its own outcome, within the limit, and nothing is left behind.
// Maps to src/cache/github/transfer.ts, src/cache/github/transfer-process.ts, src/cache/pack.ts, src/cache/compression.ts.

import { execFileSync, spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, watch, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { compression, decompress } from '../../../src/cache/compression.ts'
import { createGithubStore } from '../../../src/cache/github/github-store.ts'
import { transferEnvironment } from '../../../src/cache/github/transfer-environment.ts'
import { entryFolder } from '../../../src/cache/store.ts'
import type { CacheService, CacheServiceMode } from '../../helpers/cache-service.ts'
import { startCacheService } from '../../helpers/cache-service.ts'
import { isRunning } from '../../helpers/processes.ts'
import { notOnWindows, testIf } from '../../helpers/skip.ts'
import { tarArchive } from '../../helpers/tar-archive.ts'
import type { TemporaryFolder } from '../../helpers/temp.ts'
import { temporaryFolder } from '../../helpers/temp.ts'
import type { TransferProgram } from '../../helpers/transfer-process.ts'
import { buildTransfer } from '../../helpers/transfer-process.ts'

const key = 'go-modules-v1--k'
const member = `${entryFolder}/example.com/a/@v/v1.0.0.mod`

let program: TransferProgram
let folder: TemporaryFolder
let service: CacheService
let staging: string

beforeAll(async () => {
  program = await buildTransfer()
})
afterAll(() => program.remove())
beforeEach(async () => {
  folder = await temporaryFolder()
  service = await startCacheService()
  staging = join(folder.path, 'work', entryFolder)
  await mkdir(join(staging, 'example.com/a/@v'), { recursive: true })
  await writeFile(join(staging, 'example.com/a/@v/v1.0.0.mod'), 'module example.com/a\n')
})
afterEach(async () => {
  await service.close()
  await folder.remove()
})

interface Circumstances {
  /** What the process takes its system for. */
  readonly platform?: NodeJS.Platform
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly limitMs?: number
  readonly signal?: AbortSignal
}

function open({ env = {}, platform }: Circumstances) {
  const [node, file] = program.command
  const transfer = platform === undefined ? program.command : ([node, ...pretend(platform), file] as const)
  return createGithubStore({ env: { ...process.env, ...service.env, ...env }, transfer })
}

function pretend(platform: NodeJS.Platform): readonly string[] {
  const code = `Object.defineProperty(process, 'platform', { value: '${platform}' })`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

async function restore(given: Circumstances = {}) {
  const { limitMs = 120_000, signal = new AbortController().signal } = given
  return open(given).restore({
    key,
    fallbacks: [],
    staging: join(folder.path, 'in', entryFolder),
    limitMs,
    signal,
  })
}

async function save(given: Circumstances = {}) {
  const { limitMs = 120_000, signal = new AbortController().signal } = given
  return open(given).save({ key, staging, limitMs, signal })
}

/** Several times what it takes here and now to start the process and to be answered. */
async function msToAsk(): Promise<number> {
  const startMs = performance.now()
  expect(await restore()).toEqual({ kind: 'miss' })
  return Math.ceil(2_000 + 5 * (performance.now() - startMs))
}

async function plantEntry() {
  service.plant(key, await tarArchive([{ name: member, content: 'module example.com/a\n' }]))
}

describe('without a service', () => {
  test.each([
    ['nothing is set', { ACTIONS_CACHE_SERVICE_V2: '', ACTIONS_RESULTS_URL: '' }, /ACTIONS_CACHE_URL/],
    ['the address is missing', { ACTIONS_RESULTS_URL: '' }, /ACTIONS_RESULTS_URL/],
    ['the token is missing', { ACTIONS_RUNTIME_TOKEN: undefined }, /ACTIONS_RUNTIME_TOKEN/],
    [
      'an Enterprise Server has no address of its own',
      { GITHUB_SERVER_URL: 'https://ghes.example' },
      /ACTIONS_CACHE_URL/,
    ],
  ])('%s: unavailable, and no process is started', async (_, env, reason) => {
    const store = createGithubStore({ env: { ...service.env, ...env }, transfer: ['/no/such/program'] })
    const request = { key, staging, limitMs: 1, signal: new AbortController().signal }
    const expected = { kind: 'unavailable', reason: expect.stringMatching(reason) }
    expect(await store.restore({ ...request, fallbacks: [] })).toEqual(expected)
    expect(await store.save(request)).toEqual(expected)
  })

  test('a program that can not be started is told', async () => {
    const store = createGithubStore({ env: service.env, transfer: ['/no/such/program'] })
    const signal = new AbortController().signal
    expect(await store.save({ key, staging, limitMs: 5_000, signal })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('/no/such/program'),
    })
  })
})

describe('a process that is started ahead', () => {
  /** A child that tells by a file that it has started, and restores nothing. */
  async function openWithCount() {
    const child = join(folder.path, 'child.mjs')
    const started = join(folder.path, 'started')
    await mkdir(started)
    const hasStarted = untilFilled(started)
    await writeFile(
      child,
      `import { readFileSync, writeFileSync } from 'node:fs'
       writeFileSync(${JSON.stringify(started)} + '/' + process.pid, '')
       const { answer } = JSON.parse(readFileSync(0, 'utf8'))
       writeFileSync(answer, '{"kind":"not-restored"}')`,
    )
    const env = { ...process.env, ...service.env }
    const store = createGithubStore({ env, transfer: [process.execPath, child] })
    return { store, started: () => readdir(started), hasStarted }
  }
  /** On macOS the first change may be that the folder was made. */
  async function untilFilled(path: string): Promise<void> {
    for await (const _ of watch(path)) if ((await readdir(path)).length > 0) return
  }
  const request = (signal = new AbortController().signal) => ({
    ...{ key, fallbacks: [], limitMs: 30_000, signal },
    staging: join(folder.path, 'in', entryFolder),
  })

  test('does the first restore; the next one gets its own', async () => {
    const { store, started } = await openWithCount()
    store.startAhead()
    store.startAhead()
    expect(await store.restore(request())).toEqual({ kind: 'miss' })
    expect(await started()).toHaveLength(1)
    expect(await store.restore(request())).toEqual({ kind: 'miss' })
    expect(await started()).toHaveLength(2)
    await store.close()
  })

  test('ends when nothing is asked of it', async () => {
    const { store, started, hasStarted } = await openWithCount()
    store.startAhead()
    await hasStarted
    await store.close()
    const [pid] = await started()
    expect(await isRunning(Number(pid))).toBe(false)
  })

  test('is none where there is no service', async () => {
    const store = createGithubStore({ env: {}, transfer: ['/no/such/program'] })
    store.startAhead()
    expect(await store.restore(request())).toMatchObject({
      reason: expect.stringContaining('ACTIONS_CACHE_URL'),
    })
    await store.close()
  })
})

describe('trouble', () => {
  test('nobody listens: unavailable', async () => {
    await service.close()
    expect(await restore()).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
    expect(await save()).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test.each<[CacheServiceMode, object, object]>([
    [
      'read-only',
      { kind: 'miss' },
      { kind: 'denied', reason: expect.stringContaining('cache write denied') },
    ],
    [
      'denied',
      { kind: 'denied', reason: expect.stringContaining('cache read denied') },
      { kind: 'denied', reason: expect.stringContaining('cache write denied') },
    ],
    ['reserved', { kind: 'miss' }, { kind: 'exists' }],
    [
      'rate-limited',
      { kind: 'rate-limited', reason: expect.stringMatching(/slow down; the limit ends in 30 s$/) },
      { kind: 'rate-limited', reason: expect.stringMatching(/slow down; the limit ends in 30 s$/) },
    ],
  ])('a service in mode %s', async (mode, restored, saved) => {
    service.mode = mode
    expect(await restore()).toEqual(restored)
    expect(await save()).toEqual(saved)
  })

  test('a read-only service still gives its entries', async () => {
    await plantEntry()
    service.mode = 'read-only'
    expect(await restore()).toMatchObject({ kind: 'found' })
  })

  test('a mode of the runner that allows nothing: denied', async () => {
    const env = { ACTIONS_CACHE_MODE: 'none' }
    expect(await restore({ env })).toMatchObject({ kind: 'denied', reason: expect.stringContaining('none') })
    expect(await save({ env })).toMatchObject({ kind: 'denied', reason: expect.stringContaining('none') })
    expect(service.requests).toEqual([])
  })

  test('a service that answers 500 is asked twice, not for half a minute', async () => {
    service.mode = 'broken'
    expect(await restore()).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('500') })
    expect(service.requests.map(({ call }) => call)).toEqual([
      'GetCacheEntryDownloadURL',
      'GetCacheEntryDownloadURL',
    ])
  })

  test('a service that fails at the first request is unavailable, not slow, when the limit comes', async () => {
    const limitMs = await msToAsk()
    service.mode = 'broken'
    // The toolkit asks again for longer than this, unless the machine is very slow.
    expect(await save({ limitMs })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('500'),
    })
  })

  test('a download that is cut in the middle: unavailable', async () => {
    await plantEntry()
    service.mode = 'cut'
    expect(await restore()).toMatchObject({ kind: 'unavailable' })
  })

  test('an archive that is none: corrupt', async () => {
    service.plant(key, Buffer.from('<html>sign in</html>'))
    expect(await restore()).toMatchObject({
      kind: 'corrupt',
      reason: expect.stringContaining('neither gzip nor zstd'),
    })
  })

  test('a key that the toolkit refuses: told as it says it', async () => {
    const long = 'k'.repeat(513)
    const signal = new AbortController().signal
    const request = { key: long, staging, limitMs: 30_000, signal }
    expect(await open({}).restore({ ...request, fallbacks: [] })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('512'),
    })
  })
})

testIf(notOnWindows, 'another system is imitated on systems with paths like its own').each([
  ['linux', 'win32'],
  ['linux', 'darwin'],
  ['darwin', 'win32'],
] as const)('what %s has saved, %s restores: an entry is none of a system', async (saving, restoring) => {
  expect(await save({ platform: saving })).toMatchObject({ kind: 'saved' })
  expect(await restore({ platform: restoring })).toMatchObject({ kind: 'found', key })
})

test('twenty jobs at once on one key: nobody fails, and one entry is stored', async () => {
  const jobs = Array.from({ length: 20 }, async (_, index) => {
    const own = join(folder.path, `job-${index}`, entryFolder)
    await mkdir(join(own, 'example.com/a/@v'), { recursive: true })
    await writeFile(join(own, 'example.com/a/@v/v1.0.0.mod'), 'module example.com/a\n')
    const { signal } = new AbortController()
    return open({}).save({ key, staging: own, limitMs: 300_000, signal })
  })
  const kinds = (await Promise.all(jobs)).map(({ kind }) => kind)
  expect(kinds.sort()).toEqual([...Array(19).fill('exists'), 'saved'])
  expect(service.entries).toHaveLength(1)
  expect(await restore()).toEqual({ kind: 'found', key, refused: [] })
}, 300_000)

describe('the time limit', () => {
  test.each<[string, CacheServiceMode]>([
    ['a service that never answers', 'hanging'],
    ['a download that crawls', 'slow'],
  ])('%s: slow, and no process is left', async (_, mode) => {
    const limitMs = await msToAsk()
    const before = service.requests.length
    service.plant(key, await tarArchive([{ name: member, content: Buffer.alloc(100_000, 'x') }, ...noise()]))
    service.mode = mode
    expect(await restore({ limitMs })).toEqual({ kind: 'slow', limitMs })
    expect(await program.running()).toEqual([])
    expect(service.requests.length).toBeGreaterThan(before)
  })

  test('a save that never ends: slow, and no process is left', async () => {
    service.mode = 'hanging'
    expect(await save({ limitMs: 1_500 })).toEqual({ kind: 'slow', limitMs: 1_500 })
    expect(await program.running()).toEqual([])
  })

  test('a cancelled run ends the transfer and rejects', async () => {
    service.mode = 'hanging'
    const cancel = new AbortController()
    const asked = service.nextRequest()
    const restoring = restore({ signal: cancel.signal })
    await asked
    cancel.abort(new Error('cancelled'))
    await expect(restoring).rejects.toThrow('cancelled')
    expect(await program.running()).toEqual([])
    expect(await readdir(join(folder.path, 'in'))).toEqual([])
  })

  test('a run that was cancelled before starts no transfer', async () => {
    service.mode = 'hanging'
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(restore({ signal, limitMs: 600_000 })).rejects.toThrow('cancelled')
    expect(await program.running()).toEqual([])
  })
})

describe('the child process', () => {
  test('prints nothing to our own output, whatever the toolkit says', async () => {
    service.plant(key, Buffer.from('::warning::x'))
    const written: string[] = []
    const write = process.stdout.write.bind(process.stdout)
    process.stdout.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0
    try {
      await restore()
      await save()
    } finally {
      process.stdout.write = write
    }
    expect(written.filter((text) => text.includes('::'))).toEqual([])
  })

  test('gets the service, the proxies and the certificates, and nothing else of the step', () => {
    const env = {
      ACTIONS_RUNTIME_TOKEN: 't',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'id',
      GITHUB_TOKEN: 'secret',
      GITHUB_OUTPUT: '/out',
      GITHUB_ENV: '/env',
      INPUT_PROXIES: 'https://user:password@proxy.example',
      RUNNER_DEBUG: '1',
      https_proxy: 'http://proxy.example',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      Path: '/bin',
    }
    expect(transferEnvironment(env)).toEqual({
      ACTIONS_RUNTIME_TOKEN: 't',
      https_proxy: 'http://proxy.example',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
    })
  })

  const gitsTar = 'programs/Git/usr/bin/tar.exe'
  const windowsTar = 'drive/Windows/System32/tar.exe'
  const refusing = "#!/bin/sh\necho 'unrecognized option' >&2\nexit 1\n"
  test.each([
    ['none at all', {}],
    ['a tar that knows nothing of the toolkit, as that of busybox', { 'bin/tar': refusing }],
    ['the tar of Git for Windows', { [gitsTar]: '' }],
    ['the tar of Windows alone', { [windowsTar]: '' }],
  ])('starts no program, whatever there is: %s', async (_, programs) => {
    const at = (name: string) => join(folder.path, name)
    await mkdir(at('bin'))
    for (const [name, content] of Object.entries(programs)) {
      await mkdir(dirname(at(name)), { recursive: true })
      await writeFile(at(name), content, { mode: 0o755 })
    }
    const env = { PATH: at('bin'), PATHEXT: '', PROGRAMFILES: at('programs'), SYSTEMDRIVE: at('drive') }
    expect(await save({ env })).toMatchObject({ kind: 'saved' })
    expect(await restore({ env })).toEqual({ kind: 'found', key, refused: [] })
    const restored = join(folder.path, 'in', entryFolder, 'example.com/a/@v/v1.0.0.mod')
    expect(await readFile(restored, 'utf8')).toBe('module example.com/a\n')
  })

  const withTar = testIf(spawnSync('tar', ['--version']).status === 0, 'there is no tar')
  withTar(
    'packs what GNU tar reads, compressed as the entry says, and the same bytes each time',
    async () => {
      const long = `example.com/${'long/'.repeat(60)}b/@v`
      await mkdir(join(staging, long), { recursive: true })
      await writeFile(join(staging, long, 'v1.0.0.info'), '{}')
      await save()
      await open({}).save({ key: `${key}-2`, staging, limitMs: 30_000, signal: new AbortController().signal })
      const [first, second] = service.entries.map(({ archive }) => archive)
      expect(first?.subarray(0, 4).toString('hex')).toMatch(compression === 'zstd' ? /^28b52ffd/ : /^1f8b/)
      expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
      const archive = join(folder.path, 'archive')
      await writeFile(archive, first ?? '')
      await pipeline(decompress(archive), createWriteStream(join(folder.path, 'archive.tar')))
      // Without a path: GNU tar takes C: for the name of another machine. Windows' own ends its lines with CRLF.
      const listed = execFileSync('tar', ['-tf', 'archive.tar'], { cwd: folder.path, encoding: 'utf8' })
      const names = listed.trim().split(/\r?\n/)
      expect(names.sort()).toEqual([member, `${entryFolder}/${long}/v1.0.0.info`].sort())
    },
  )

  test('a staging folder that can not be read makes the save fail, with the reason', async () => {
    await rm(staging, { recursive: true })
    expect(await save()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ENOENT') })
    expect(service.requests).toEqual([])
  })

  test.each([
    ['nothing of the kind that was asked for', { kind: 'restored', key }],
    ['what is half JSON', null],
    ['a key that is no text', { kind: 'restored', key: 7, unpacked: { kind: 'ok', files: 0, refused: [] } }],
  ])('answers %s: unavailable, not a crash', async (_, answer) => {
    const child = join(folder.path, 'child.mjs')
    const text = answer === null ? '{"kind":' : JSON.stringify(answer)
    await writeFile(
      child,
      `import { readFileSync, writeFileSync } from 'node:fs'
       writeFileSync(JSON.parse(readFileSync(0, 'utf8')).answer, ${JSON.stringify(text)})`,
    )
    const store = createGithubStore({
      env: { ...process.env, ...service.env },
      transfer: [process.execPath, child],
    })
    const { signal } = new AbortController()
    const request = {
      key,
      fallbacks: [],
      staging: join(folder.path, 'in', entryFolder),
      limitMs: 30_000,
      signal,
    }
    expect(await store.restore(request)).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringMatching(/./),
    })
  })

  test('leaves nothing in the folder where it worked', async () => {
    await plantEntry()
    await restore()
    await save()
    expect(await readdir(dirname(staging))).toEqual([entryFolder])
    expect(await readdir(join(folder.path, 'in'))).toEqual([entryFolder])
  })
})

/** Bytes that don't compress, so that a slow download takes its time. */
function noise() {
  let state = 1
  const bytes = Buffer.from(
    Array.from({ length: 30_000 }, () => {
      state = (state * 48_271) % 0x7fffffff
      return state & 255
    }),
  )
  return [{ name: `${entryFolder}/example.com/n/@v/v1.0.0.zip`, content: bytes }]
}
