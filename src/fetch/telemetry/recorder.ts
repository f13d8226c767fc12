// What did the fetch see? Collects every request and sums them up for the report.

import { moduleName } from '../../go/module-file.ts'
import { percentile } from '../file/hedge.ts'
import type { ModuleTelemetry, RequestRecord, RequestVerdict, UpstreamTelemetry } from './telemetry.ts'

/** So many of the slowest modules are told. */
const slowestTold = 5

export interface Recorder {
  readonly add: (record: RequestRecord) => void
  readonly all: () => readonly RequestRecord[]
}

export function createRecorder(): Recorder {
  const records: RequestRecord[] = []
  return { add: (record) => records.push(record), all: () => records }
}

/** One request as a line of the log. */
export function requestLine(record: RequestRecord): string {
  const { proxy, kind, verdict, status, code, ms, hedge } = record
  const how = [status, code].filter((part) => part !== null).join(' ')
  const what = `${moduleName(record)} .${kind} from ${proxy}`
  return `${what}: ${verdict}${how === '' ? '' : ` (${how})`} after ${ms} ms${hedge ? ', a hedge' : ''}`
}

/** A proxy that says honestly what it lacks, or may not give, hasn't failed; nor does a hedge. */
export function failedRequests(records: readonly RequestRecord[]): number {
  return records.filter(({ verdict, hedge }) => failures.has(verdict) && !hedge).length
}

const failures: ReadonlySet<RequestVerdict> = new Set(['error', 'stalled', 'wrong-content', 'too-large'])

/** Per upstream, in the order of `proxies`. */
export function upstreamTelemetry(
  records: readonly RequestRecord[],
  proxies: readonly { readonly name: string; readonly openedEver: number }[],
): readonly UpstreamTelemetry[] {
  return proxies.map(({ name, openedEver }) => {
    const own = records.filter(({ proxy }) => proxy === name)
    const firstBytes = own.flatMap(({ firstByteMs }) => (firstByteMs === null ? [] : [firstByteMs]))
    const verdicts: Partial<Record<RequestVerdict, number>> = {}
    for (const { verdict } of own) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    return {
      proxy: name,
      requests: own.length,
      ok: verdicts.ok ?? 0,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      medianFirstByteMs: firstBytes.length === 0 ? null : percentile(firstBytes, 0.5),
      breakerOpened: openedEver,
      verdicts,
    }
  })
}

/** The modules that took longest, from the first request for one of their files to the end of the last. */
export function slowestModules(records: readonly RequestRecord[]): readonly ModuleTelemetry[] {
  const modules = new Map<string, { requests: number; bytes: number; fromMs: number; toMs: number }>()
  for (const record of records) {
    const name = moduleName(record)
    const known = modules.get(name) ?? { requests: 0, bytes: 0, fromMs: record.startMs, toMs: 0 }
    modules.set(name, {
      requests: known.requests + 1,
      bytes: known.bytes + record.bytes,
      fromMs: Math.min(known.fromMs, record.startMs),
      toMs: Math.max(known.toMs, record.startMs + record.ms),
    })
  }
  return [...modules]
    .map(([module, { requests, bytes, fromMs, toMs }]) => ({ module, requests, bytes, ms: toMs - fromMs }))
    .sort((a, b) => b.ms - a.ms || (a.module < b.module ? -1 : 1))
    .slice(0, slowestTold)
}
