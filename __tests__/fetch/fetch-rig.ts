// What the tests of the fetch share: a project, scripted proxies, one run of the fetch, and the real go afterwards.

import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { fetchModules, takeFromStore } from '../../src/fetch/fetch-modules.ts'
import type { FetchOptions } from '../../src/fetch/fetch-options.ts'
import type { FetchResult } from '../../src/fetch/telemetry/result.ts'
import type { FetchReport } from '../../src/fetch/telemetry/telemetry.ts'
import type { GoEnv } from '../../src/go/go-env.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { createZipWorkers } from '../../src/modcache/unpack/zip-workers.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { createHttp } from '../../src/platform/http.ts'
import { readModuleScope } from '../../src/project/read-scope.ts'
import { eventLoopClock } from '../helpers/event-loop-clock.ts'
import { type ModuleProxy, type ModuleProxyOptions, startModuleProxy } from '../helpers/module-proxy.ts'
import { type ProjectRecipe, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const run = promisify(execFile)

/** `go env` of a runner, as far as the fetch looks at it. */
export const goEnv: GoEnv = {
  GOVERSION: 'go1.26.8',
  GOMODCACHE: '',
  GOPROXY: '',
  GONOPROXY: '',
  GOPRIVATE: '',
  GOSUMDB: 'sum.golang.org',
  GONOSUMDB: '',
  GOINSECURE: '',
  GOFLAGS: '',
  GOAUTH: 'netrc',
  GOTOOLCHAIN: 'local',
  GOWORK: '',
  GODEBUG: '',
  GOHOSTOS: 'linux',
  GOHOSTARCH: 'amd64',
}

/** A project whose modules proxies serve. */
export interface Bench {
  readonly projectDir: string
  readonly gomodcache: string
  /** By which the fetch and the proxies wait, unless told otherwise. */
  readonly clock: Clock
  /** Starts a proxy that is closed with the bench. */
  readonly proxy: (options?: Partial<ModuleProxyOptions>) => Promise<ModuleProxy>
  /** Runs the fetch; `goproxy` in GOPROXY's syntax. */
  readonly fetch: (goproxy: string, changes?: BenchChanges) => Promise<FetchResult>
  /** Runs the pass that asks the shared store of `changes` alone. */
  readonly takeFromStore: (changes: BenchChanges) => Promise<FetchResult>
  /** `go mod download` from what was fetched, with GOPROXY=off: resolves with its exit code and stderr. */
  readonly goOffline: () => Promise<{ readonly ok: boolean; readonly stderr: string }>
  /** Names below cache/download, with `/`, sorted. */
  readonly cached: () => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

export interface BenchChanges extends Partial<Omit<FetchOptions, 'env' | 'limits'>> {
  readonly env?: Partial<GoEnv>
  readonly limits?: Partial<FetchOptions['limits']>
  /** Of the process, for the HTTP client. */
  readonly processEnv?: Record<string, string>
}

/** Makes a project that requires `modules`, and an empty module cache. */
export async function openBench(
  modules: readonly SyntheticModule[],
  recipe: Partial<ProjectRecipe> = {},
): Promise<Bench> {
  const folder = await temporaryFolder('rgm-fetch-')
  const projectDir = join(folder.path, 'project')
  const gomodcache = join(folder.path, 'modcache')
  const proxies: ModuleProxy[] = []
  const clock = eventLoopClock()
  await writeProject(projectDir, {
    module: 'example.com/main',
    go: '1.21',
    requires: modules,
    modules,
    ...recipe,
  })
  return {
    projectDir,
    gomodcache,
    clock,
    proxy: async (options = {}) => {
      const proxy = await startModuleProxy({ modules, sleep: clock.sleep, ...options })
      proxies.push(proxy)
      return proxy
    },
    fetch: (goproxy, changes = {}) =>
      runOnce(fetchModules, { goproxy, projectDir, gomodcache }, { clock, ...changes }),
    takeFromStore: (changes) =>
      runOnce(takeFromStore, { goproxy: 'off', projectDir, gomodcache }, { clock, ...changes }),
    goOffline: () => goOffline(projectDir, gomodcache),
    cached: () => namesBelow(join(gomodcache, 'cache', 'download')),
    remove: async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()))
      await folder.remove()
    },
  }
}

async function runOnce(
  pass: typeof fetchModules,
  at: { readonly goproxy: string; readonly projectDir: string; readonly gomodcache: string },
  changes: BenchChanges & Pick<FetchOptions, 'clock'>,
): Promise<FetchResult> {
  const { env, limits, processEnv, clock, ...rest } = changes
  const scope = await readModuleScope({ workingDirectory: at.projectDir, dir: at.projectDir })
  const list = parseGoproxyList(at.goproxy)
  if (scope.kind !== 'ok' || list.kind !== 'ok') throw new Error('the project or the list is unusable')
  const http = createHttp({ env: processEnv ?? {} })
  try {
    return await pass({
      scopes: [scope.scope],
      sums: scope.scope.sums,
      list: list.list,
      env: { ...goEnv, ...env },
      gomodcache: at.gomodcache,
      zips: createZipWorkers({ bundle: null, threads: 1, gomodcache: at.gomodcache, unpack: 'by-go' }),
      http,
      clock,
      // Back-off without waiting: the shortest that full jitter allows.
      random: () => 0,
      limits: { deadlineMs: 30_000, stallMs: 5_000, ...limits },
      signal: new AbortController().signal,
      ...rest,
    })
  } finally {
    await http.close()
  }
}

async function goOffline(cwd: string, gomodcache: string): Promise<{ ok: boolean; stderr: string }> {
  const env = {
    ...process.env,
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOMODCACHE: gomodcache,
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
  }
  return run('go', ['mod', 'download'], { cwd, env }).then(
    ({ stderr }) => ({ ok: true, stderr }),
    (error: { stderr: string }) => ({ ok: false, stderr: error.stderr }),
  )
}

async function namesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** The report of a fetch that ran. */
export function ran({ report }: FetchResult): Extract<FetchReport, { kind: 'ran' }> {
  if (report.kind !== 'ran') throw new Error(`the fetch did not run: ${JSON.stringify(report)}`)
  return report
}
