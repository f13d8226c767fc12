// The story of the fetch: step aside or plan, bring every missing file from the ranked upstreams, tell what came of it.

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { GoEnv } from '../go/go-env.ts'
import { type GoSum, modSums, zipSums } from '../go/go-sum.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import { checkModuleVersion, escapePath } from '../go/layout.ts'
import { type ModuleFile, moduleName } from '../go/module-file.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import { createAdmission } from '../modcache/admit.ts'
import { createInventory, type Inventory } from '../modcache/inventory.ts'
import type { Clock, Random } from '../platform/clock.ts'
import type { Http } from '../platform/http.ts'
import type { Log } from '../platform/log.ts'
import { mergePlans, type Plan, planDownload } from '../project/plan.ts'
import type { Scope } from '../project/project.ts'
import { isZipJudged } from '../project/vouched.ts'
import { type WalkOptions, walk } from './file/fetch-file.ts'
import { createFileSource, type FileSource } from './file/file-source.ts'
import { createHedgedAsk } from './file/hedged-request.ts'
import { type Limit, startLimit } from './limit.ts'
import type { RequestFault } from './request/outcome.ts'
import { createAsk } from './request/request.ts'
import { reasonToStepAside } from './step-aside.ts'
import { createRecorder, requestLine } from './telemetry/recorder.ts'
import { type Fetched, reportOf } from './telemetry/result.ts'
import { type Host, toolchainNote, toolchainPath, toolchainZip, wantedGo } from './toolchain.ts'
import { createRetryBudget } from './upstream/budget.ts'
import { createGate } from './upstream/limiter.ts'
import { upstreamGroups } from './upstream/upstream.ts'
import { largestWindow, windowCap } from './upstream/window.ts'

/** What the fetch is given. */
export interface FetchRequest {
  readonly scopes: readonly Scope[]
  /** The go.sum files of all scopes as one. */
  readonly sums: GoSum
  /** The files of the plan, where every one is known already: no graph is walked. */
  readonly planned?: readonly ModuleFile[]
  /** Ranked. */
  readonly list: GoproxyList
  readonly env: GoEnv
  /** Absolute: GOMODCACHE. */
  readonly gomodcache: string
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly limits: {
    /** For the whole fetch. */
    readonly deadlineMs: number
    /** For the silence of one request. */
    readonly stallMs: number
    /** Requests under way at one upstream, at most. */
    readonly concurrency?: number
  }
  readonly signal: AbortSignal
  /** For which machine a newer Go is fetched; by default this one. */
  readonly host?: Host
  readonly log?: Log
  readonly onProgress?: (progress: FetchProgress) => void
  /** Told the plan once the graph is walked, private modules included, which are left to `go`. */
  readonly onPlanned?: (plan: Plan) => void
  /** Told of each file that came, once it has its place in the module cache: also before a crash. */
  readonly onAdmitted?: (admitted: Admitted) => void
  /** Upstreams that are known to have wrong bytes for a module: `path@version` and the entry's `display`. */
  readonly exclude?: readonly { readonly module: string; readonly proxy: string }[]
  /** Upstreams, by their entry's `display`, that the probe found ill. */
  readonly suspects?: readonly string[]
}

/** A file that came. */
export interface Admitted {
  readonly file: ModuleFile
  readonly sizeBytes: number
  /** The `display` of the entry that gave it; null where another process was faster, and the file is its own. */
  readonly proxy: string | null
}

/** Files known to be missing, and those that came, so far. */
export interface FetchProgress {
  readonly planned: number
  readonly fetched: number
  readonly bytes: number
}

/**
 * Brings what `go mod download` will read into the module cache. Never throws: where it can't do as `go` would it
 * steps aside, and a crash of its own costs nothing but speed; the report says which.
 */
export async function fetchModules(request: FetchRequest): Promise<Fetched> {
  const reason = reasonToStepAside(request.list, request.env)
  if (reason !== null) return nothing({ kind: 'stepped-aside', reason })
  try {
    return await fetchMissing(request)
  } catch (error) {
    request.log?.debug(
      `the fetch crashed: ${error instanceof Object && 'stack' in error ? String(error.stack) : String(error)}`,
    )
    return nothing({ kind: 'crashed', reason: textOf(error) })
  }
}

function nothing(report: Fetched['report']): Fetched {
  return { report, mustNotAsk: [], notes: [] }
}

async function fetchMissing(request: FetchRequest): Promise<Fetched> {
  const limit = startLimit(request)
  try {
    return await fetchWithin(limit, request)
  } finally {
    // After a crash, what is still under way would write into a module cache that `go` works on.
    limit.end()
  }
}

async function fetchWithin(limit: Limit, request: FetchRequest): Promise<Fetched> {
  const { sums, clock, random, env, limits } = request
  const startMs = clock.now()
  const recorder = createRecorder()
  const lastFaults = new Map<string, RequestFault>()
  const progress = { planned: 0, fetched: 0, bytes: 0 }
  const cap = () => windowCap(progress.planned, limits.concurrency ?? largestWindow)
  const groups = upstreamGroups(request.list, (name) =>
    createGate({ clock, random, cap, isSuspect: request.suspects?.includes(name) === true }),
  )
  const hedged = createHedgedAsk({
    clock,
    stallMs: limits.stallMs,
    ask: createAsk({
      http: request.http,
      clock,
      stallMs: limits.stallMs,
      startMs,
      lastFaults,
      signal: limit.signal,
      admission: createAdmission(request.gomodcache),
      sumsOf: (file) => (file.kind === 'mod' ? modSums(sums, file) : zipSums(sums, file)),
      record: (record) => {
        recorder.add(record)
        if (record.verdict !== 'ok') request.log?.debug(requestLine(record))
      },
    }),
  })
  const excluded = new Set((request.exclude ?? []).map(({ module, proxy }) => `${module} ${proxy}`))
  const walkOptions: WalkOptions = {
    groups,
    ask: hedged.ask,
    clock,
    random,
    budget: createRetryBudget(() => progress.planned),
    signal: limit.signal,
    deadlineAtMs: startMs + limits.deadlineMs,
    isExcluded: (file, proxy) => excluded.has(`${moduleName(file)} ${proxy}`),
    whyAborted: limit.why,
    lastFaults,
  }
  const isPrivate = (path: string) => matchPrefixPatterns(env.GONOPROXY, path)
  const inventory = createInventory(request.gomodcache)
  const source = createFileSource({
    readPresent: (file) => readPresent(file, inventory),
    isPrivate,
    // A toolchain is always judged, by the checksum database: where it would not be, it isn't asked for.
    isJudged: (module) => module.path === toolchainPath || isZipJudged(module, sums, env),
    walk: async (file) => {
      progress.planned++
      const outcome = await walk(file, walkOptions)
      if (outcome.kind === 'left' && outcome.why === 'disk') limit.stop('disk')
      if (outcome.kind === 'admitted') {
        progress.fetched++
        progress.bytes += outcome.bytes
        const { bytes: sizeBytes, isOurs, proxy } = outcome
        request.onAdmitted?.({ file, sizeBytes, proxy: isOurs ? proxy : null })
      }
      request.onProgress?.({ ...progress })
      return outcome
    },
    onCrash: () => limit.stop('cancelled'),
  })
  const [note] = await Promise.all([
    bringToolchain(source, request),
    obtainPlanned(source, request, isPrivate),
  ])
  const settled = await source.settled()
  const upstreams = groups.flatMap((group) =>
    group.upstreams.map(({ name, gate }) => ({ name, openedEver: gate.openedEver() })),
  )
  const nowMs = clock.now()
  const times = { ms: nowMs - startMs, nowMs }
  const result = reportOf({ settled, records: recorder.all(), upstreams, hedges: hedged.hedges(), ...times })
  return note === null ? result : { ...result, notes: [...result.notes, note] }
}

/** Starts the download of a newer Go, where `go` would; the note about it. */
async function bringToolchain(source: FileSource, request: FetchRequest): Promise<string | null> {
  const { scopes, env, list, gomodcache, host = { platform: process.platform, arch: process.arch } } = request
  const version = wantedGo(scopes, env)
  if (version === null) return null
  const file = toolchainZip(version, { list, env, host })
  if (file === null) return toolchainNote(version, 'left')
  const isUnpacked = await stat(join(gomodcache, `${escapePath(file.path)}@${file.version}`)).then(
    () => true,
    () => false,
  )
  if (isUnpacked) return null
  source.obtain(file).catch(() => {})
  return toolchainNote(version, 'fetched')
}

/** Asks for every file of the plan, as soon as it is known. What becomes of each is asked for once the plan is done. */
async function obtainPlanned(
  source: FileSource,
  { scopes, planned, onPlanned }: FetchRequest,
  isPrivate: (path: string) => boolean,
): Promise<void> {
  const onFile = (file: ModuleFile) => {
    if (!isPrivate(file.path) && checkModuleVersion(file) === null) source.obtain(file).catch(() => {})
  }
  if (planned !== undefined) return planned.forEach(onFile)
  const plans = await Promise.all(
    scopes.map((scope) => planDownload({ scope, readMod: source.readMod, onFile })),
  )
  onPlanned?.(mergePlans(plans))
}

/** The text of a .mod; an empty one stands for any other file that is there. */
async function readPresent(file: ModuleFile, { sizeOf, readMod }: Inventory): Promise<string | null> {
  if (file.kind === 'mod') return readMod(file)
  return (await sizeOf(file)) === null ? null : ''
}

function textOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)
}
