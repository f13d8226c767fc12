// The fetch as the attempts see it: bring what is missing, and take back what `go` refused.

import type { CacheProblem } from '../cache/outcome.ts'
import { createUnpackAhead, type UnpackAhead } from '../download/unpack-ahead.ts'
import type { FetchWitness } from '../faults/witness.ts'
import { fetchModules } from '../fetch/fetch-modules.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Http } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { mergeFetchReports } from '../report/build/merge-fetch-reports.ts'
import type { FetchReport } from '../report/report.ts'
import type { ModuleCacheState } from './download-plan.ts'
import { type Redirector, redirectorsOf } from './redirectors.ts'
import type { Setup } from './setup.ts'
import { removeRestored } from './unlisted-files.ts'
import { removeWrong, type WrongBytes } from './wrong-zips.ts'

/** What one round of fetching leaves for the judgement. */
export interface FetchedRound {
  readonly witnesses: readonly FetchWitness[]
  /** The longest patience that a server asked for; null where none did. */
  readonly retryAfterMs: number | null
  /** Entries that `go` must not ask either, since it heeds neither a wish for patience nor limits. */
  readonly mustNotAsk: readonly string[]
}

export interface Fetcher {
  /** Brings what is missing, until `deadlineMs` by `clock.now()`. */
  readonly fetch: (deadlineMs: number) => Promise<FetchedRound>
  /**
   * Removes what was brought and go.sum contradicts, and where `go` objects to something else, what the cache entry brought
   * without a line in go.sum; true if all of it can be had from another source.
   */
  readonly replaceWrong: (request: { readonly objects: boolean }) => Promise<boolean>
  readonly report: () => FetchReport
  /** Entries that sent us where we don't go, whether the probe or the fetch asked them: `go` would follow them. */
  readonly redirectors: () => readonly Redirector[]
  readonly problems: () => readonly CacheProblem[]
}

/** A fetcher for the ranked list; one that leaves all to `go` where the user wants that. */
export function createFetcher(
  setup: Setup,
  world: World,
  {
    list,
    http,
    state,
    unhealthy,
  }: {
    readonly list: GoproxyList
    readonly http: Http
    readonly state: ModuleCacheState
    readonly unhealthy: readonly string[]
  },
): Fetcher {
  const wrong: { readonly module: string; readonly proxy: string }[] = []
  const leftOver = new Set<string>()
  const problems: CacheProblem[] = []
  let report: FetchReport = { kind: 'off', reason: 'prefetch is false' }
  return {
    fetch: async (deadlineMs) => {
      if (!setup.inputs.prefetch) return { witnesses: [], retryAfterMs: null, mustNotAsk: [] }
      const fetched = await fetchMissing(setup, world, {
        list,
        http,
        state,
        unhealthy,
        deadlineMs,
        exclude: wrong,
      })
      world.log.info(outcomeOf(fetched.report))
      for (const note of fetched.notes) world.log.info(note)
      report = mergeFetchReports(report, fetched.report)
      const waits = fetched.mustNotAsk.flatMap(({ retryAfterMs }) =>
        retryAfterMs === null ? [] : [retryAfterMs],
      )
      return {
        witnesses: fetched.report.kind === 'ran' ? fetched.report.witnesses : [],
        retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
        mustNotAsk: [...new Set(fetched.mustNotAsk.map(({ proxy }) => proxy))],
      }
    },
    replaceWrong: async ({ objects }) => {
      const removed = await removeWrong(setup, state, world.signal)
      problems.push(...removed.problems)
      const known = wrong.length
      for (const { module, origin } of removed.wrong) {
        if (origin.kind === 'proxy') wrong.push({ module, proxy: origin.proxy })
      }
      report = withWrongBytes(report, wrong.slice(known))
      // Bytes of an unknown hand are replaced once: where they come back, so would another try.
      const isNew = ({ module, origin }: WrongBytes) => origin.kind !== 'earlier' || !leftOver.has(module)
      const isReplaceable = removed.wrong.every((bytes) => isNew(bytes) && hasOtherSource(list, bytes, wrong))
      for (const { module, origin } of removed.wrong) if (origin.kind === 'earlier') leftOver.add(module)
      if (removed.wrong.length > 0 || !objects) return removed.wrong.length > 0 && isReplaceable
      const restored = await removeRestored(setup, state)
      problems.push(...restored.problems)
      return restored.kind === 'removed'
    },
    report: () => report,
    redirectors: () => redirectorsOf(list, http.refusedRedirects()),
    problems: () => problems,
  }
}

async function fetchMissing(
  setup: Setup,
  world: World,
  request: Pick<Parameters<typeof fetchModules>[0], 'list' | 'http' | 'exclude' | 'unhealthy'> & {
    readonly state: ModuleCacheState
    readonly deadlineMs: number
  },
) {
  const { project, inputs } = setup
  const { clock, random, signal, log, progress } = world
  const { deadlineMs, state, ...rest } = request
  const planned = state.plan.wholeFiles()
  const ahead = unpackAhead(setup, world, deadlineMs)
  try {
    return await fetchModules({
      ...rest,
      ...(planned !== null && { planned }),
      scopes: project.scopes,
      sums: project.sums,
      env: project.env,
      gomodcache: project.env.GOMODCACHE,
      clock,
      random,
      limits: { deadlineMs: Math.max(0, deadlineMs - clock.now()), stallMs: inputs.stallTimeoutMs },
      signal,
      log,
      onProgress: ({ fetched, planned, bytes }) =>
        progress(`fetched ${fetched} of ${planned} files, ${(bytes / 1e6).toFixed(1)} MB`),
      onPlanned: state.plan.replace,
      onAdmitted: ({ file, sizeBytes, proxy }) => {
        if (proxy !== null) state.origins.note(file, { kind: 'proxy', proxy })
        ahead.admitted(file, sizeBytes)
      },
    })
  } finally {
    await ahead.end()
    progress(null)
  }
}

/** `go` begins with what has come while the rest is under way. */
function unpackAhead(
  { go, env, project }: Setup,
  { clock, signal, log, temporary }: World,
  deadlineMs: number,
): UnpackAhead {
  return createUnpackAhead({
    go,
    env,
    goEnv: project.env,
    sums: project.sums,
    temporary,
    clock,
    log,
    deadlineMs,
    signal,
  })
}

function outcomeOf(report: FetchReport): string {
  switch (report.kind) {
    case 'off':
      return `No fetch: ${report.reason}`
    case 'stepped-aside':
      return `All fetching is left to go: ${report.reason}`
    case 'crashed':
      return `The fetch broke off by a bug of ours, so all is left to go: ${report.reason}`
    case 'ran': {
      const { fetched, planned, bytes, ms, requests } = report
      return `Fetched ${fetched} of ${planned} missing files: ${(bytes / 1e6).toFixed(1)} MB, ${requests} requests, ${(ms / 1_000).toFixed(1)} s`
    }
  }
}

function withWrongBytes(
  report: FetchReport,
  wrong: readonly { readonly module: string; readonly proxy: string }[],
): FetchReport {
  if (report.kind !== 'ran' || wrong.length === 0) return report
  return {
    ...report,
    wrongBytes: [...report.wrongBytes, ...wrong.map(({ module, proxy }) => ({ module, proxy }))],
  }
}

/** Bytes from the cache entry, or left by an earlier run, can be had from a proxy; those of a proxy from another entry of its group. */
function hasOtherSource(
  list: GoproxyList,
  { module, origin }: WrongBytes,
  wrong: readonly { readonly module: string; readonly proxy: string }[],
): boolean {
  if (origin.kind !== 'proxy') return true
  const group = list.groups.find((entries) => entries.some(({ display }) => display === origin.proxy)) ?? []
  const refused = new Set(wrong.filter((other) => other.module === module).map(({ proxy }) => proxy))
  return group.some(({ kind, display }) => (kind === 'http' || kind === 'file') && !refused.has(display))
}
