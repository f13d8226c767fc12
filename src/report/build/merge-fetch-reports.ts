// The fetches of all attempts as one.

import type { FetchReport } from '../report.ts'

type Ran = Extract<FetchReport, { kind: 'ran' }>
type UpstreamTelemetry = Ran['upstreams'][number]
type ModuleTelemetry = Ran['slowest'][number]

/** Counts add up; what is still missing, and why, is what the later one says. */
export function mergeFetchReports(earlier: FetchReport, later: FetchReport): FetchReport {
  if (earlier.kind !== 'ran' || later.kind !== 'ran')
    return later.kind === 'ran' || earlier.kind !== 'ran' ? later : earlier
  return {
    ...later,
    planned: Math.max(earlier.planned, later.planned),
    fetched: earlier.fetched + later.fetched,
    bytes: earlier.bytes + later.bytes,
    ms: earlier.ms + later.ms,
    requests: earlier.requests + later.requests,
    // What a later round asks for again was asked in vain before.
    retries: earlier.retries + later.retries + Math.min(earlier.missing, later.requests),
    failures: earlier.failures + later.failures,
    hedges: earlier.hedges + later.hedges,
    upstreams: mergeUpstreams(earlier, later),
    slowest: slowest([...earlier.slowest, ...later.slowest]),
    wrongBytes: [...earlier.wrongBytes, ...later.wrongBytes],
  }
}

function mergeUpstreams(earlier: Ran, later: Ran): readonly UpstreamTelemetry[] {
  const proxies = new Set([...earlier.upstreams, ...later.upstreams].map(({ proxy }) => proxy))
  return [...proxies].flatMap((proxy) => {
    const parts = [earlier, later].flatMap(({ upstreams }) =>
      upstreams.filter((upstream) => upstream.proxy === proxy),
    )
    return parts.length === 0 ? [] : [parts.reduce(addUp)]
  })
}

function addUp(a: UpstreamTelemetry, b: UpstreamTelemetry): UpstreamTelemetry {
  const verdicts: Record<string, number> = { ...a.verdicts }
  for (const [verdict, count] of Object.entries(b.verdicts))
    verdicts[verdict] = (verdicts[verdict] ?? 0) + count
  const lastFault = b.lastFault ?? a.lastFault
  return {
    proxy: a.proxy,
    requests: a.requests + b.requests,
    ok: a.ok + b.ok,
    bytes: a.bytes + b.bytes,
    medianFirstByteMs: a.ok >= b.ok ? a.medianFirstByteMs : b.medianFirstByteMs,
    breakerOpened: a.breakerOpened + b.breakerOpened,
    unanswered: (a.unanswered ?? 0) + (b.unanswered ?? 0),
    ...(lastFault !== undefined && { lastFault }),
    verdicts,
  }
}

function slowest(modules: readonly ModuleTelemetry[]): readonly ModuleTelemetry[] {
  return [...modules].sort((a, b) => b.ms - a.ms).slice(0, 10)
}
