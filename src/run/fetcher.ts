// The fetch as the attempts see it: bring what is missing, and take back what `go` refused.

import type { CacheProblem } from '../cache/outcome.ts'
import type { FetchWitness } from '../faults/witness.ts'
import { fetchModules } from '../fetch/fetch-modules.ts'
import type { FetchOptions } from '../fetch/fetch-options.ts'
import type { StoreUse } from '../fetch/store/store-files.ts'
import type { FetchResult } from '../fetch/telemetry/result.ts'
import type { UpstreamSpan } from '../fetch/telemetry/telemetry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Http } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { mergeFetchReports } from '../report/build/merge-fetch-reports.ts'
import type { FetchReport } from '../report/report.ts'
import type { ModuleCacheState } from './download-plan.ts'
import { type Redirector, redirectorsOf } from './goproxy-for-go.ts'
import type { Setup } from './setup.ts'
import { removeRestored } from './unlisted-files.ts'
import { watchFetch } from './watch-fetch.ts'

/** What one round of fetching leaves for the judgement. */
export interface FetchedRound {
  readonly witnesses: readonly FetchWitness[]
  /** When each upstream was asked, from the start of the round. */
  readonly spans: readonly UpstreamSpan[]
  /** The longest patience that a server asked for; null where none did. */
  readonly retryAfterMs: number | null
  /** Entries that `go` must not ask either, since it heeds neither a `Retry-After` nor our limits. */
  readonly keptFromGo: readonly string[]
}

export interface Fetcher {
  /** Brings what is missing, until `deadlineMs` by `clock.now()`. */
  readonly fetch: (deadlineMs: number) => Promise<FetchedRound>
  /** Where `go` objects: removes what the cache entry brought without a line in go.sum; false where it brought none. */
  readonly replaceUnlisted: () => Promise<boolean>
  readonly report: () => FetchReport
  /** Entries that sent us where we don't go, whether the probe or the fetch asked them: `go` would follow them. */
  readonly redirectors: () => readonly Redirector[]
  readonly problems: () => readonly CacheProblem[]
}

interface FetcherRequest {
  readonly list: GoproxyList
  readonly http: Http
  readonly state: ModuleCacheState
  readonly unhealthy: readonly string[]
  /** Null: there is none, or it may not be read. */
  readonly store: StoreUse | null
}

/** A fetcher for the ranked list; one that leaves all to `go` where the user wants that. */
export function createFetcher(setup: Setup, world: World, request: FetcherRequest): Fetcher {
  const { list, http, state } = request
  const problems: CacheProblem[] = []
  let report: FetchReport = { kind: 'off', reason: 'prefetch is false' }
  return {
    fetch: async (deadlineMs) => {
      if (!setup.inputs.prefetch) return { witnesses: [], spans: [], retryAfterMs: null, keptFromGo: [] }
      const fetched = await fetchMissing(setup, world, { ...request, deadlineMs })
      for (const line of [outcomeOf(fetched.report), ...fetched.notes]) world.log.info(line)
      report = mergeFetchReports(report, fetched.report)
      return roundOf(fetched)
    },
    replaceUnlisted: async () => {
      const restored = await removeRestored(setup, state)
      problems.push(...restored.problems)
      return restored.kind === 'removed'
    },
    report: () => report,
    redirectors: () => redirectorsOf(list, http.refusedRedirects()),
    problems: () => problems,
  }
}

function roundOf({ report, spans, keptFromGo }: FetchResult): FetchedRound {
  const waits = keptFromGo.flatMap(({ retryAfterMs }) => (retryAfterMs === null ? [] : [retryAfterMs]))
  return {
    witnesses: report.kind === 'ran' ? report.witnesses : [],
    spans,
    retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
    keptFromGo: [...new Set(keptFromGo.map(({ proxy }) => proxy))],
  }
}

async function fetchMissing(
  setup: Setup,
  world: World,
  request: FetcherRequest & { readonly deadlineMs: number },
): Promise<FetchResult> {
  const { deadlineMs, state, store, list, http, unhealthy } = request
  const { clock, progress } = world
  const watch = watchFetch(clock)
  progress(watch.progress)
  try {
    return await fetchModules({
      ...fetchOptions(setup, world, state),
      list,
      http,
      unhealthy,
      ...(store !== null && { store }),
      limits: { deadlineMs: Math.max(0, deadlineMs - clock.now()), stallMs: setup.inputs.stallTimeoutMs },
      onProgress: watch.onProgress,
      onBytes: watch.onBytes,
      onAdmitted: ({ file, proxy }) => {
        if (proxy !== null) state.origins.note(file, { kind: 'proxy', proxy })
      },
    })
  } finally {
    progress(null)
  }
}

/** What every fetch of a run is given alike. */
export function fetchOptions(
  { project }: Setup,
  { clock, random, signal, log }: World,
  { plan, origins, zips }: ModuleCacheState,
) {
  const planned = plan.wholeFiles()
  return {
    ...(planned !== null && { planned }),
    mods: plan.mods,
    scopes: project.scopes,
    sums: project.sums,
    env: project.env,
    gomodcache: project.env.GOMODCACHE,
    zips,
    clock,
    random,
    signal,
    log,
    onPlanned: plan.replace,
    onTaken: (file) => origins.note(file, { kind: 'cache' }),
  } satisfies Partial<FetchOptions>
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
