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
import { fetchWitnesses, type KeptFromGo, keptFromGo, type LeftFile } from './witnesses.ts'

/** All that the fetch tells. */
export interface FetchResult {
  readonly report: FetchReport
  /** When each upstream was asked. */
  readonly spans: readonly UpstreamSpan[]
  /** As long as there is one, `go` must not run with its server: `go` heeds neither a `Retry-After` nor our limits. */
  readonly keptFromGo: readonly KeptFromGo[]
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
  const left = settled.flatMap(({ file, result }) => (result.kind === 'left' ? [{ file, result }] : []))
  const admitted = settled.flatMap(({ result }) => (result.kind === 'admitted' ? [result] : []))
  const files = new Set(requests.map((request) => `${moduleName(request)}.${request.kind}`)).size
  return {
    report: {
      kind: 'ran',
      planned: admitted.length + left.length,
      fetched: admitted.length,
      missing: left.length,
      bytes: admitted.reduce((sum, { bytes }) => sum + bytes, 0),
      ms: Math.round(run.ms),
      requests: requests.length,
      retries: Math.max(0, requests.length - hedges - files),
      failures: failedRequests(requests),
      hedges,
      upstreams: upstreamTelemetry(requests, run.upstreams),
      slowest: slowestModules(requests),
      witnesses: fetchWitnesses(left),
      wrongBytes: wrongBytesOf(settled),
    },
    spans: upstreamSpans(requests),
    keptFromGo: keptFromGo(left, run.nowMs),
    notes: notesOn(left),
  }
}

/** Each module and proxy once. Also of files that are left: `go` may be given the right bytes where we were given others. */
function wrongBytesOf(settled: readonly ObtainedFile[]): readonly { module: string; proxy: string }[] {
  const found = new Map<string, { module: string; proxy: string }>()
  for (const { file, result } of settled) {
    if (result.kind === 'present' || result.kind === 'taken') continue
    const module = moduleName(file)
    for (const { proxy, fault } of result.faults)
      if (categoryOf(fault.id) === 'checksum-mismatch') found.set(`${module} ${proxy}`, { module, proxy })
  }
  return [...found.values()]
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
