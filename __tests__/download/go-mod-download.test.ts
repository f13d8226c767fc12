// The real `go mod download` against scripted module proxies, under the watchdog.
// Maps to src/download/*.

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type GoModDownloadOptions, goModDownload } from '../../src/download/go-mod-download.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { type ModuleProxy, type ModuleProxyOptions, startModuleProxy } from '../helpers/module-proxy.ts'
import { namesBelow } from '../helpers/names-below.ts'
import { isRunning } from '../helpers/processes.ts'
import { goOnPath, programsOnPath } from '../helpers/programs.ts'
import { describeIf, describeOverTls, notOnWindows } from '../helpers/skip.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let small: SyntheticModule
let large: SyntheticModule
let folder: TemporaryFolder
let proxy: ModuleProxy | null

beforeAll(async () => {
  small = await makeModule({ path: 'example.com/small', version: 'v1.0.0' })
  large = await makeModule({ path: 'example.com/Large', version: 'v1.2.3', sizeBytes: 400_000 })
})
beforeEach(async () => {
  folder = await temporaryFolder()
  proxy = null
})
afterEach(async () => {
  await proxy?.close()
  await folder.remove()
})

async function serve(options: ModuleProxyOptions = {}): Promise<ModuleProxy> {
  proxy = await startModuleProxy({ modules: [small, large], ...options })
  return proxy
}

/** Answers the zip of the large module as told, all else rightly. */
function largeZip(behaviour: ReturnType<NonNullable<ModuleProxyOptions['script']>>): ModuleProxyOptions {
  return { script: ({ file, module }) => (file === 'zip' && module === large.path ? behaviour : undefined) }
}

/** Tests that set a shorter `stallMs` leave `go` time for 20 ms of work within it, which is its sign of life before it sends a request. */
async function download(
  goproxy: string,
  options: Partial<GoModDownloadOptions> & {
    readonly requires?: readonly { path: string; version: string }[]
  } = {},
) {
  const dir = join(folder.path, 'project')
  const requires = options.requires ?? [small, large].map(({ path, version }) => ({ path, version }))
  await writeProject(dir, { module: 'example.com/main', go: '1.21', requires, modules: [small, large] })
  return goModDownload({
    go: await goOnPath(),
    programs: await programsOnPath(options.env ?? environment()),
    scope: { name: '.', dir },
    env: environment(),
    gomodcache: modcache(),
    goproxy,
    stallMs: 20_000,
    deadlineMs: 150_000,
    signal: new AbortController().signal,
    clock: systemClock,
    ...options,
  })
}

/** Several times what a download takes here and now. */
async function msToDownload(): Promise<number> {
  const gomodcache = join(folder.path, 'measured')
  const healthy = await startModuleProxy({ modules: [small, large] })
  try {
    const { exit, ms } = await download(healthy.url, {
      gomodcache,
      env: environment({ GOMODCACHE: gomodcache }),
    })
    expect(exit).toEqual({ kind: 'exited', code: 0 })
    return Math.ceil(1_000 + 5 * ms)
  } finally {
    await healthy.close()
  }
}

function modcache() {
  return join(folder.path, 'modcache')
}

function environment(extra: Record<string, string> = {}) {
  return {
    ...process.env,
    GOPROXY: 'http://127.0.0.1:1/never-used',
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOMODCACHE: modcache(),
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GOENV: 'off',
    ...extra,
  }
}

/** Puts a program of this name into a folder that comes first on PATH; gives that PATH. */
async function program(name: string, script: string): Promise<string> {
  const bin = join(folder.path, 'bin')
  await mkdir(bin, { recursive: true })
  await writeFile(join(bin, name), script)
  await chmod(join(bin, name), 0o755)
  return `${bin}:${process.env.PATH}`
}

async function temporaryFiles(): Promise<string[]> {
  return (await namesBelow(modcache())).filter((name) => name.endsWith('.tmp'))
}

describe('goModDownload', () => {
  test('brings every module and says what it did', async () => {
    const { url, requests } = await serve()
    const seen: string[] = []
    const result = await download(url, { onRequest: ({ outcome }) => seen.push(outcome ?? 'sent') })
    expect(result).toMatchObject({
      scope: '.',
      exit: { kind: 'exited', code: 0 },
      stderr: [],
      requests: { sent: requests.length, failed: 0 },
      removed: [],
    })
    expect(seen.filter((outcome) => outcome === 'sent')).toHaveLength(requests.length)
    expect(seen.filter((outcome) => outcome === '200 OK')).toHaveLength(requests.length)
    expect(result.modules).toEqual([small, large].map(({ path, version }) => ({ path, version })))
    expect(await namesBelow(modcache())).toContain('cache/download/example.com/!large/@v/v1.2.3.zip')
  })

  test('a server error is told once for the module, in the words of go', async () => {
    const { url } = await serve(largeZip({ kind: 'status', status: 503, body: 'down for a while' }))
    const result = await download(url)
    expect(result).toMatchObject({ exit: { kind: 'exited', code: 1 }, requests: { sent: 6, failed: 1 } })
    expect(result.modules).toEqual([
      { path: small.path, version: small.version },
      expect.objectContaining({
        path: large.path,
        error: expect.stringContaining('503 Service Unavailable'),
      }),
    ])
  })

  test('a failure of the graph is told on stderr alone, without lines of -x', async () => {
    const { url } = await serve({
      script: ({ file }) => (file === 'mod' ? { kind: 'status', status: 500 } : undefined),
    })
    const result = await download(url, { redact: (text) => text.replaceAll(url, 'PROXY') })
    expect(result.modules).toEqual([])
    expect(result.stderr).toEqual([
      expect.stringMatching(/^go: example\.com\/\w+@v\S+: reading PROXY\/\S+: 500 Internal Server Error$/),
    ])
  })

  test('a transfer that breaks off leaves nothing behind that a later run would stumble over', async () => {
    const { url } = await serve(largeZip({ kind: 'reset', afterBytes: 100_000 }))
    expect((await download(url)).exit).toEqual({ kind: 'exited', code: 1 })
    await proxy?.close()
    const again = await serve()
    expect((await download(again.url)).exit).toEqual({ kind: 'exited', code: 0 })
  })

  test('a stall in the middle of a zip is cut, and leaves no half-written file', async () => {
    const { url } = await serve(largeZip({ kind: 'stall', afterBytes: 100_000 }))
    const result = await download(url, { stallMs: 3_000 })
    expect(result.exit).toMatchObject({
      kind: 'stalled',
      lastUrl: `${url}/example.com/%21large/@v/v1.2.3.zip`,
    })
    expect(result.removed).toEqual([expect.stringMatching(/v1\.2\.3\.zip\d+\.tmp$/)])
    expect(await temporaryFiles()).toEqual([])
  })

  test('a stall before any answer is cut', async () => {
    const { url } = await serve({ script: ({ file }) => (file === 'mod' ? { kind: 'stall' } : undefined) })
    const { exit } = await download(url, { stallMs: 2_000 })
    expect(exit).toMatchObject({ kind: 'stalled', lastUrl: expect.stringMatching(/\.mod$/) })
    expect(exit.kind === 'stalled' && exit.idleMs >= 2_000).toBe(true)
  })

  test('a zip that takes twice the limit is not cut while it moves', async () => {
    const { url } = await serve(largeZip({ kind: 'drip', bytesPerSecond: 67_000 }))
    const result = await download(url, { stallMs: 3_000 })
    expect(result.exit).toEqual({ kind: 'exited', code: 0 })
  })

  test('the deadline cuts even what moves', async () => {
    const { url } = await serve(largeZip({ kind: 'drip', bytesPerSecond: 1_000 }))
    const deadlineMs = await msToDownload()
    const result = await download(url, { deadlineMs })
    expect(result.exit).toMatchObject({
      kind: 'deadline',
      limitMs: deadlineMs,
      lastUrl: expect.stringMatching(/\.zip$/),
    })
    expect(await temporaryFiles()).toEqual([])
  })

  test('a cancelled download ends at once and leaves no half-written file', async () => {
    const { url } = await serve(largeZip({ kind: 'drip', bytesPerSecond: 20_000 }))
    const controller = new AbortController()
    const result = await download(url, {
      signal: controller.signal,
      onRequest: ({ url: asked, outcome }) => {
        if (asked.endsWith('%21large/@v/v1.2.3.zip') && outcome !== null) controller.abort()
      },
    })
    expect(result.exit).toEqual({ kind: 'cancelled' })
    expect(await temporaryFiles()).toEqual([])
  })

  test('a go that is not there is told as such', async () => {
    expect((await download('off', { go: join(folder.path, 'no-go') })).exit).toMatchObject({
      kind: 'not-started',
    })
  })
})

describeOverTls()('goModDownload over HTTP/2', () => {
  let certificates: Certificates
  beforeAll(async () => {
    certificates = await makeCertificates()
  })
  afterAll(() => certificates?.remove())

  test.each([
    ['speaks it', false, '2.0'],
    ['does without it when told to', true, '1.1'],
  ])('%s', async (_, http1, version) => {
    const { url, requests } = await serve({ tls: certificates.of('good'), h2: true })
    const env = environment({ SSL_CERT_FILE: certificates.caFile })
    expect((await download(url, { http1, env })).exit).toEqual({ kind: 'exited', code: 0 })
    expect(new Set(requests.map(({ httpVersion }) => httpVersion))).toEqual(new Set([version]))
  })
})

const describePosix = describeIf(notOnWindows, 'the programs in place of git and go are shell scripts')

describePosix('goModDownload with programs of git and go that behave badly', () => {
  const hidden = { path: 'example.com/private/x.git', version: 'v1.0.0' }

  test('a private module is never named to the proxy', async () => {
    const { url, requests } = await serve()
    const PATH = await program('git', '#!/bin/sh\necho "fatal: could not read Username" >&2\nexit 128\n')
    const env = environment({ PATH, GONOPROXY: 'example.com/private', GONOSUMDB: 'example.com/private' })
    const result = await download(url, { env, requires: [hidden, small] })
    expect(result.stderr).toEqual([
      expect.stringContaining('example.com/private/x.git@v1.0.0: no secure protocol'),
    ])
    expect(requests.filter(({ path }) => path.includes('private'))).toEqual([])
  })

  test('a git that hangs is ended together with go, and its remote is named', async () => {
    const pidFile = join(folder.path, 'pid')
    const PATH = await program(
      'git',
      // Without a loop: on a busy machine starting sleep again and again is work enough to be a sign of life.
      `#!/bin/sh\ncase "$*" in *ls-remote*) echo $$ > ${pidFile}; trap '' TERM; exec sleep 600;; esac\n`,
    )
    const env = environment({ PATH, GOPRIVATE: 'example.com' })
    const result = await download('direct', { env, requires: [hidden], stallMs: 3_000 })
    expect(result.exit).toMatchObject({ kind: 'stalled', lastUrl: 'https://example.com/private/x' })
    const pid = Number(await readFile(pidFile, 'utf8'))
    expect(await isRunning(pid)).toBe(false)
  })

  test('a go that works in silence is not cut: it unpacks', async () => {
    const go = join(folder.path, 'bin', 'go')
    // Twice the limit at least, and on a busy machine longer.
    const work = 'do { var { user, system } = process.cpuUsage() } while (user + system < 4_000_000)'
    await program('go', `#!${process.execPath}\n${work}\n`)
    expect((await download('off', { go, stallMs: 2_000 })).exit).toEqual({ kind: 'exited', code: 0 })
  })

  test('a go that waits for another one is not cut while that one downloads', async () => {
    const go = join(folder.path, 'bin', 'go')
    const done = join(folder.path, 'done')
    await program('go', `#!/bin/sh\nwhile [ ! -e ${done} ]; do sleep 0.3; done\n`)
    const elsewhere = join(modcache(), 'cache', 'download', 'example.com', 'other', '@v')
    await mkdir(elsewhere, { recursive: true })
    const running = download('off', { go, stallMs: 2_500 })
    for (let written = 1; written <= 50; written++) {
      await writeFile(join(elsewhere, 'v1.0.0.zip123.tmp'), 'x'.repeat(written))
      await sleep(100)
    }
    await writeFile(done, '')
    expect((await running).exit).toEqual({ kind: 'exited', code: 0 })
  })

  test('a flood of messages stays bounded, with its beginning and its end', async () => {
    const go = join(folder.path, 'bin', 'go')
    await program(
      'go',
      '#!/bin/sh\ni=0; while [ $i -lt 5000 ]; do echo "line $i" >&2; i=$((i+1)); done; exit 1\n',
    )
    const { stderr, exit } = await download('off', { go })
    expect(exit).toEqual({ kind: 'exited', code: 1 })
    expect([stderr[0], stderr[400], stderr.at(-1), stderr.length]).toEqual([
      'line 0',
      '… 3000 lines left out …',
      'line 4999',
      2_001,
    ])
  })

  test('runs in the environment of the user, with the command for ssh that the user has', async () => {
    const go = join(folder.path, 'bin', 'go')
    await program('go', `#!${process.execPath}\nconsole.error(JSON.stringify(process.env))\n`)
    await writeFile(join(folder.path, 'gitconfig'), '[core]\n\tsshCommand = ssh -i key\n')
    const configured = environment({ GIT_CONFIG_GLOBAL: join(folder.path, 'gitconfig') })
    const { GOPROXY: _, ...rest } = configured
    const { stderr } = await download('https://p.example', { go, env: configured })
    expect(JSON.parse(stderr.join(''))).toEqual({
      ...rest,
      GOPROXY: 'https://p.example',
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
    })
    const bare = environment({ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' })
    const other = await download('https://p.example', { go, env: bare })
    expect(JSON.parse(other.stderr.join('')).GIT_SSH_COMMAND).toBe('ssh -o BatchMode=yes')
  })
})
