// Sums up a fetch: the report, the files that `go` must not ask for, and notes.

import { categoryOf } from '../../faults/registry.ts'
import { moduleName } from '../../go/module-file.ts'
import type { ObtainedFile } from '../file/file-source.ts'
import {
  failedRequests,
  slowestModules,
  type UpstreamSeen,
  upstreamSpans,
  upstreamTelemetry,
} from './recorder.ts'
import type { FetchReport, RequestTelemetry, UpstreamSpan } from './telemetry.ts'
import { fetchWitnesses, type LeftFile, type MustNotAsk, mustNotAsk } from './witnesses.ts'

/** All that the fetch tells. */
export interface FetchResult {
  readonly report: FetchReport
  /** When each upstream was asked. */
  readonly spans: readonly UpstreamSpan[]
  /** As long as there is one, `go` must not run with this server: it keeps neither to a `Retry-After` nor to a size limit. */
  readonly mustNotAsk: readonly MustNotAsk[]
  /** What a reader should know, one sentence each. */
  readonly notes: readonly string[]
}

/** All requests of a fetch. */
export interface RequestsSeen {
  readonly requests: readonly RequestTelemetry[]
  readonly upstreams: readonly UpstreamSeen[]
  readonly hedges: number
  readonly ms: number
  /** `clock.now()`. */
  readonly nowMs: number
}

/** Sums up a fetch that ran. */
export function reportOf(run: RequestsSeen & { readonly settled: readonly ObtainedFile[] }): FetchResult {
  const { settled, requests, hedges } = run
  const left: LeftFile[] = []
  const wrongBytes = new Map<string, { module: string; proxy: string }>()
  let fetched = 0
  let bytes = 0
  for (const { file, result } of settled) {
    if (result.kind === 'present' || result.kind === 'taken') continue
    // Also of a file that is left: `go` may be given the right bytes where we were given others.
    for (const { proxy, fault } of result.faults) {
      const module = moduleName(file)
      if (categoryOf(fault.id) === 'checksum-mismatch')
        wrongBytes.set(`${module} ${proxy}`, { module, proxy })
    }
    if (result.kind === 'left') {
      left.push({ file, result })
      continue
    }
    fetched++
    bytes += result.bytes
  }
  const files = new Set(requests.map((request) => `${moduleName(request)}.${request.kind}`)).size
  return {
    report: {
      kind: 'ran',
      planned: fetched + left.length,
      fetched,
      missing: left.length,
      bytes,
      ms: Math.round(run.ms),
      requests: requests.length,
      retries: Math.max(0, requests.length - hedges - files),
      failures: failedRequests(requests),
      hedges,
      upstreams: upstreamTelemetry(requests, run.upstreams),
      slowest: slowestModules(requests),
      witnesses: fetchWitnesses(left),
      wrongBytes: [...wrongBytes.values()],
    },
    spans: upstreamSpans(requests),
    mustNotAsk: mustNotAsk(left, run.nowMs),
    notes: notesOn(left),
  }
}

function notesOn(left: readonly LeftFile[]): readonly string[] {
  const reasons = {
    unverifiable: 'neither go.sum nor the checksum database would judge',
    'not-verified': 'something of ours broke off that was to verify',
  }
  return Object.entries(reasons).flatMap(([why, reason]) => {
    const zips = left.filter(({ result }) => result.why === why).length
    if (zips === 0) return []
    const [what, them] = zips === 1 ? ['One zip is', 'it'] : [`${zips} zips are`, 'them']
    return [`${what} left to go: ${reason} ${them}.`]
  })
}
