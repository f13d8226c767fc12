// The soak: many seeds of random faults on all proxies but the last, ours only, in this process; the real `go` beneath.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  deadUrl,
  type LoggedRequest,
  type ModuleProxy,
  startModuleProxy,
} from '../../__tests__/helpers/module-proxy.ts'
import { jobEnvironment } from '../../__tests__/helpers/step.ts'
import { temporaryFolder } from '../../__tests__/helpers/temp.ts'
import { parseInputs } from '../../src/options/inputs.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Log } from '../../src/platform/log.ts'
import type { World } from '../../src/platform/world.ts'
import type { RunReport } from '../../src/report/report.ts'
import { run } from '../../src/run/run.ts'
import { chanceOf } from './chance.ts'
import { failoverTimes } from './failover.ts'
import { leftBehind } from './hygiene.ts'
import { writePart } from './parts.ts'
import { inPool } from './pool.ts'
import { type DrillProject, makeDrillProject, writeDrillProject } from './project.ts'
import { type Health, type SoakPlan, soakPlan, soakScript } from './soak-faults.ts'
import { extremes, type SoakResult, soakPart } from './soak-page.ts'

const stallTimeout = '1s'
const timeout = '60s'
/** A soak of so many seeds is worth telling in docs/drill.md. */
const pageSeeds = 1_000

/** True if every seed ended well. */
export async function runSoak(options: {
  readonly seed: number
  readonly count: number
  readonly width: number
  readonly healthy: Health
  /** Prints the log of the run. */
  readonly verbose: boolean
}): Promise<boolean> {
  const projects = await Promise.all([
    makeDrillProject(8, 1, 30_000),
    makeDrillProject(20, 2, 8_000),
    makeDrillProject(40, 3, 2_000),
  ])
  const startMs = performance.now()
  const seeds = Array.from({ length: options.count }, (_, index) => options.seed + index)
  let done = 0
  const results = await inPool(seeds, options.width, async (seed) => {
    const result = await playSeed(seed, projects, options)
    if (++done % 50 === 0) console.log(`${done} of ${seeds.length}, ${seconds(startMs)} s`)
    if (result.broken.length > 0) console.log(`seed ${seed}: ${result.broken.join('; ')}`)
    return result
  })
  const { healthy } = options
  const text = soakPart(results, { seconds: seconds(startMs), stallTimeout, timeout, healthy })
  console.log(`\n${text}\n\n${extremes(results)}`)
  if (results.length >= pageSeeds && healthy === 'last') await writePart('soak', text)
  return results.every(({ broken }) => broken.length === 0)
}

const seconds = (startMs: number) => ((performance.now() - startMs) / 1_000).toFixed(0)

async function playSeed(
  seed: number,
  projects: readonly DrillProject[],
  { verbose, healthy }: { readonly verbose: boolean; readonly healthy: Health },
): Promise<SoakResult> {
  const plan = soakPlan(seed, { projects: projects.length, healthy })
  const project = projects[plan.project]
  if (project === undefined) throw new Error('no such project')
  const folder = await temporaryFolder('drill-soak-')
  const proxies: ModuleProxy[] = []
  try {
    const urls = await startProxies(plan, project, proxies)
    const gomodcache = join(folder.path, 'modcache')
    const dir = await writeDrillProject(folder.path, project, 'go.sum')
    const startMs = performance.now()
    const played = await playRun({ folder: folder.path, gomodcache, dir, urls, seed, verbose })
    const { report, probedMs } = played
    const ms = performance.now() - startMs
    const requests = proxies.flatMap((proxy) => proxy.requests)
    const ok = report.result !== 'failed'
    const left = await leftBehind(gomodcache, project, { complete: ok, mark: folder.path })
    return {
      seed,
      plan,
      ok,
      recovered: report.result === 'recovered',
      attempts: report.attempts.length,
      category: ok ? null : (report.fault?.category ?? null),
      ms,
      files: project.modules.length * 3,
      requests: { ...bySender(requests, probedMs), ...askedByFetch(report) },
      failover: failoverTimes(requests, probedMs),
      broken: [...(ok ? [] : [`failed: ${report.fault?.id} ${report.fault?.module ?? ''}`]), ...left],
    }
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.close()))
    await folder.remove()
  }
}

async function startProxies(
  plan: SoakPlan,
  project: DrillProject,
  proxies: ModuleProxy[],
): Promise<readonly string[]> {
  const { modules } = project
  const dead = await deadUrl()
  const urls: string[] = []
  for (const [proxy, mood] of plan.moods.entries()) {
    if (mood.kind === 'dead') {
      urls.push(await deadUrl())
      continue
    }
    const script = soakScript(plan, { mood, proxy, project, dead })
    const started = await startModuleProxy({ modules, script })
    proxies.push(started)
    urls.push(started.url)
  }
  if (plan.healthy === 'each-file') return urls
  const healthy = await startModuleProxy({ modules })
  proxies.push(healthy)
  return [...urls, healthy.url]
}

async function playRun(at: {
  readonly folder: string
  readonly gomodcache: string
  readonly dir: string
  readonly urls: readonly string[]
  readonly seed: number
  readonly verbose: boolean
}): Promise<{ readonly report: RunReport; readonly probedMs: number }> {
  const parsed = parseInputs(
    {
      'working-directory': at.dir,
      proxies: at.urls.join('|'),
      cache: 'false',
      timeout,
      'stall-timeout': stallTimeout,
    },
    at.dir,
  )
  if (parsed.kind === 'invalid') throw new Error(parsed.problems.join('\n'))
  const temporary = join(at.folder, 'temporary')
  await mkdir(temporary)
  const log = drillLog(at.verbose)
  const report = await run(parsed.inputs, worldOf({ ...at, temporary, log: log.log }))
  if (at.verbose) console.log(JSON.stringify(report, null, 1))
  return { report, probedMs: log.probedMs() }
}

/** What is printed, and when the probe was over. */
function drillLog(verbose: boolean): { readonly log: Log; readonly probedMs: () => number } {
  let probedMs = 0
  const say = verbose ? (line: string) => console.log(line) : () => {}
  const log: Log = {
    info: say,
    warn: say,
    debug: say,
    group: async (title, body) => {
      say(title)
      const result = await body()
      if (title.startsWith('Probe')) probedMs = performance.now()
      return result
    },
  }
  return { log, probedMs: () => probedMs }
}

function worldOf(at: {
  readonly folder: string
  readonly gomodcache: string
  readonly temporary: string
  readonly seed: number
  readonly log: Log
}): World {
  const chance = chanceOf(at.seed)
  let thrown = 0
  return {
    env: { ...jobEnvironment(at.folder), GITHUB_ACTIONS: '', GOMODCACHE: at.gomodcache },
    log: at.log,
    clock: systemClock,
    random: () => chance('jitter', ++thrown),
    signal: new AbortController().signal,
    redact: (text) => text,
    mask: async () => {},
    exportVariable: async () => false,
    addToPath: async () => false,
    progress: () => {},
    root: at.folder,
    temporary: at.temporary,
    zipWorker: null,
    transfer: '',
    folderProcess: '',
  }
}

/** As the fetch counts: one that is sent on by redirects is one. */
function askedByFetch({ fetch }: RunReport): { readonly fetch?: number } {
  return fetch.kind === 'ran' ? { fetch: fetch.requests } : {}
}

function bySender(requests: readonly LoggedRequest[], probedMs: number): SoakResult['requests'] {
  const isGo = ({ headers }: LoggedRequest) => String(headers['user-agent']).startsWith('Go-http-client')
  const go = requests.filter(isGo).length
  const probe = requests.filter((request) => !isGo(request) && request.startMs < probedMs).length
  return { go, probe, fetch: requests.length - go - probe }
}
