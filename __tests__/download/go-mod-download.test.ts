// The real `go mod download` against scripted module proxies, under the watchdog.

import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type GoModDownloadOptions, goModDownload } from '../../src/download/go-mod-download.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type ModuleProxy, type ModuleProxyOptions, startModuleProxy } from '../helpers/module-proxy.ts'
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

async function download(goproxy: string, options: Partial<GoModDownloadOptions> = {}) {
  const dir = join(folder.path, 'project')
  const requires = [small, large].map(({ path, version }) => ({ path, version }))
  await writeProject(dir, { module: 'example.com/main', go: '1.21', requires, modules: [small, large] })
  return goModDownload({
    go: 'go',
    scope: { name: '.', dir },
    env: environment(),
    gomodcache: modcache(),
    goproxy,
    stallMs: 20_000,
    deadlineMs: 40_000,
    signal: new AbortController().signal,
    clock: systemClock,
    ...options,
  })
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

async function temporaryFiles(): Promise<string[]> {
  const names = await readdir(modcache(), { recursive: true })
  return names.filter((name) => name.endsWith('.tmp'))
}

describe('goModDownload', () => {
  test('brings every module and says what it did', async () => {
    const { url, requests } = await serve()
    const result = await download(url)
    expect(result).toMatchObject({
      scope: '.',
      exit: { kind: 'exited', code: 0 },
      stderr: [],
      requests: { sent: requests.length, failed: 0 },
      removed: [],
    })
    expect(result.modules.map(({ path, version, zip, sum }) => ({ path, version, zip, sum }))).toEqual([
      { path: small.path, version: small.version, zip: expect.stringMatching(/\.zip$/), sum: small.zipSum },
      { path: large.path, version: large.version, zip: expect.stringMatching(/\.zip$/), sum: large.zipSum },
    ])
  })

  test('a stall in the middle of a zip is cut, and leaves no process and no half-written file', async () => {
    const { url } = await serve({
      script: ({ file, module }) =>
        file === 'zip' && module === large.path ? { kind: 'stall', afterBytes: 100_000 } : undefined,
    })
    const result = await download(url, { stallMs: 1_500 })
    expect(result.exit).toMatchObject({
      kind: 'stalled',
      lastUrl: `${url}/example.com/%21large/@v/v1.2.3.zip`,
    })
    expect(result.removed).toEqual([expect.stringMatching(/v1\.2\.3\.zip\d+\.tmp$/)])
    expect(await temporaryFiles()).toEqual([])
  })
})
