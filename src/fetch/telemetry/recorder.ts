// Sums up the telemetry of all requests for the report.

import { moduleName } from '../../go/module-file.ts'
import { percentile } from '../file/hedge.ts'
import type {
  ModuleTelemetry,
  RequestTelemetry,
  RequestVerdict,
  UpstreamSpan,
  UpstreamTelemetry,
} from './telemetry.ts'

/** So many of the slowest modules are listed: what fits into a summary that is read. */
const slowestListed = 5

/** One request as a line of the log. */
export function requestLine(request: RequestTelemetry): string {
  const { proxy, kind, verdict, status, code, ms, hedge } = request
  const how = [status, code].filter((part) => part !== null).join(' ')
  const what = `${moduleName(request)} .${kind} from ${proxy}`
  return `${what}: ${verdict}${how === '' ? '' : ` (${how})`} after ${ms} ms${hedge ? ', a hedge' : ''}`
}

/** How many failed. A proxy that says what it lacks, or may not give, hasn't failed; nor has a hedge. */
export function failedRequests(requests: readonly RequestTelemetry[]): number {
  return requests.filter(({ verdict, hedge }) => failures.has(verdict) && !hedge).length
}

const failures: ReadonlySet<RequestVerdict> = new Set(['error', 'stalled', 'wrong-content', 'too-large'])

/** What only the upstream itself and the sender of hedges know. */
export interface UpstreamSeen {
  readonly name: string
  readonly timesOpened: number
  readonly unanswered: number
}

/** Per upstream, in the order of `proxies`. */
export function upstreamTelemetry(
  requests: readonly RequestTelemetry[],
  proxies: readonly UpstreamSeen[],
): readonly UpstreamTelemetry[] {
  return proxies.map(({ name, timesOpened, unanswered }) => {
    const own = requests.filter(({ proxy }) => proxy === name)
    const firstBytes = own.flatMap(({ firstByteMs }) => (firstByteMs === null ? [] : [firstByteMs]))
    const lastFault = own.findLast(({ verdict }) => failures.has(verdict))?.category ?? null
    const verdicts: Partial<Record<RequestVerdict, number>> = {}
    for (const { verdict } of own) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    return {
      proxy: name,
      requests: own.length,
      ok: verdicts.ok ?? 0,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      medianFirstByteMs: firstBytes.length === 0 ? null : percentile(firstBytes, 0.5),
      breakerOpened: timesOpened,
      ...(unanswered > 0 && { unanswered }),
      ...(lastFault !== null && { lastFault }),
      verdicts,
    }
  })
}

/** Of each upstream that was asked, the first one asked first. */
export function upstreamSpans(requests: readonly RequestTelemetry[]): readonly UpstreamSpan[] {
  const proxies = [...new Set(requests.map(({ proxy }) => proxy))]
  return proxies
    .map((proxy) => {
      const own = requests.filter((request) => request.proxy === proxy)
      const startMs = own.reduce((first, { startMs }) => Math.min(first, startMs), Number.POSITIVE_INFINITY)
      const endMs = own.reduce((last, { startMs, ms }) => Math.max(last, startMs + ms), 0)
      const ok = own.filter(({ verdict }) => verdict === 'ok').length
      return { proxy, startMs, ms: endMs - startMs, requests: own.length, ok }
    })
    .sort((a, b) => a.startMs - b.startMs)
}

/** The modules that took longest, from the first request for one of their files to the end of the last. */
export function slowestModules(all: readonly RequestTelemetry[]): readonly ModuleTelemetry[] {
  const modules = new Map<string, { requests: number; bytes: number; fromMs: number; toMs: number }>()
  for (const request of all) {
    const name = moduleName(request)
    const known = modules.get(name) ?? { requests: 0, bytes: 0, fromMs: request.startMs, toMs: 0 }
    modules.set(name, {
      requests: known.requests + 1,
      bytes: known.bytes + request.bytes,
      fromMs: Math.min(known.fromMs, request.startMs),
      toMs: Math.max(known.toMs, request.startMs + request.ms),
    })
  }
  return [...modules]
    .map(([module, { requests, bytes, fromMs, toMs }]) => ({ module, requests, bytes, ms: toMs - fromMs }))
    .sort((a, b) => b.ms - a.ms || (a.module < b.module ? -1 : 1))
    .slice(0, slowestListed)
}
