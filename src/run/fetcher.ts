// The fetch as the attempts see it: bring what is missing, and take back what `go` refused.

import type { CacheProblem } from '../cache/outcome.ts'
import type { FetchWitness } from '../faults/witness.ts'
import { fetchModules } from '../fetch/fetch-modules.ts'
import type { StoreUse } from '../fetch/store/store-files.ts'
import type { UpstreamSpan } from '../fetch/telemetry/telemetry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Http } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { mergeFetchReports } from '../report/build/merge-fetch-reports.ts'
import type { FetchReport } from '../report/report.ts'
import type { ModuleCacheState } from './download-plan.ts'
import { type Redirector, redirectorsOf } from './redirectors.ts'
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
  /** Entries that `go` must not ask either, since it heeds neither a wish for patience nor limits. */
  readonly mustNotAsk: readonly string[]
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

/** A fetcher for the ranked list; one that leaves all to `go` where the user wants that. */
export function createFetcher(
  setup: Setup,
  world: World,
  {
    list,
    http,
    state,
    unhealthy,
    store,
  }: {
    readonly list: GoproxyList
    readonly http: Http
    readonly state: ModuleCacheState
    readonly unhealthy: readonly string[]
    /** Null: there is none, or it may not be read. */
    readonly store: StoreUse | null
  },
): Fetcher {
  const problems: CacheProblem[] = []
  let report: FetchReport = { kind: 'off', reason: 'prefetch is false' }
  return {
    fetch: async (deadlineMs) => {
      if (!setup.inputs.prefetch) return { witnesses: [], spans: [], retryAfterMs: null, mustNotAsk: [] }
      const fetched = await fetchMissing(setup, world, {
        list,
        http,
        state,
        unhealthy,
        deadlineMs,
        ...(store !== null && { store }),
      })
      world.log.info(outcomeOf(fetched.report))
      for (const note of fetched.notes) world.log.info(note)
      report = mergeFetchReports(report, fetched.report)
      const waits = fetched.mustNotAsk.flatMap(({ retryAfterMs }) =>
        retryAfterMs === null ? [] : [retryAfterMs],
      )
      return {
        witnesses: fetched.report.kind === 'ran' ? fetched.report.witnesses : [],
        spans: fetched.spans,
        retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
        mustNotAsk: [...new Set(fetched.mustNotAsk.map(({ proxy }) => proxy))],
      }
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

async function fetchMissing(
  setup: Setup,
  world: World,
  request: Pick<Parameters<typeof fetchModules>[0], 'list' | 'http' | 'unhealthy' | 'store'> & {
    readonly state: ModuleCacheState
    readonly deadlineMs: number
  },
) {
  const { project, inputs } = setup
  const { clock, random, signal, log, progress } = world
  const { deadlineMs, state, ...rest } = request
  const planned = state.plan.wholeFiles()
  const watch = watchFetch(clock)
  progress(watch.progress)
  try {
    return await fetchModules({
      ...rest,
      ...(planned !== null && { planned }),
      mods: state.plan.mods,
      scopes: project.scopes,
      sums: project.sums,
      env: project.env,
      gomodcache: project.env.GOMODCACHE,
      zips: state.zips,
      clock,
      random,
      limits: { deadlineMs: Math.max(0, deadlineMs - clock.now()), stallMs: inputs.stallTimeoutMs },
      signal,
      log,
      onProgress: watch.onProgress,
      onBytes: watch.onBytes,
      onPlanned: state.plan.replace,
      onTaken: (file) => state.origins.note(file, { kind: 'cache' }),
      onAdmitted: ({ file, proxy }) => {
        if (proxy !== null) state.origins.note(file, { kind: 'proxy', proxy })
      },
    })
  } finally {
    progress(null)
  }
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
