// What came of the fetch: the report, and what `go` must not be let loose on.

import type { ModuleFile } from '../../go/module-file.ts'
import { moduleName } from '../../go/module-file.ts'
import type { FileOutcome } from '../request/outcome.ts'
import { failedRequests, slowestModules, upstreamTelemetry } from './recorder.ts'
import type { FetchReport, RequestRecord } from './telemetry.ts'
import { fetchWitnesses, type LeftFile, type MustNotAsk, mustNotAsk } from './witnesses.ts'

/** All that the fetch tells. */
export interface Fetched {
  readonly report: FetchReport
  /** While one of these stands, `go` must not run: it heeds neither a server's wish for patience nor any limit. */
  readonly mustNotAsk: readonly MustNotAsk[]
  /** What a reader should know, one sentence each. */
  readonly notes: readonly string[]
}

/** Sums up a fetch that ran. */
export function reportOf(run: {
  readonly settled: readonly { readonly file: ModuleFile; readonly outcome: FileOutcome }[]
  readonly records: readonly RequestRecord[]
  readonly upstreams: readonly { readonly name: string; readonly openedEver: number }[]
  readonly hedges: number
  readonly ms: number
  /** `clock.now()`. */
  readonly nowMs: number
}): Fetched {
  const { settled, records, hedges } = run
  const left: LeftFile[] = []
  const wrongBytes = new Map<string, { module: string; proxy: string }>()
  let fetched = 0
  let bytes = 0
  for (const { file, outcome } of settled) {
    if (outcome.kind === 'present') continue
    // Also of a file that is left: `go` may be given the right bytes where we were given others.
    for (const { proxy, fault } of outcome.faults) {
      const module = moduleName(file)
      if (fault.category === 'checksum-mismatch') wrongBytes.set(`${module} ${proxy}`, { module, proxy })
    }
    if (outcome.kind === 'left') {
      left.push({ file, outcome })
      continue
    }
    fetched++
    bytes += outcome.bytes
  }
  const asked = new Set(records.map((record) => `${moduleName(record)}.${record.kind}`)).size
  return {
    report: {
      kind: 'ran',
      planned: fetched + left.length,
      fetched,
      missing: left.length,
      bytes,
      ms: Math.round(run.ms),
      requests: records.length,
      retries: Math.max(0, records.length - hedges - asked),
      failures: failedRequests(records),
      hedges,
      upstreams: upstreamTelemetry(records, run.upstreams),
      slowest: slowestModules(records),
      witnesses: fetchWitnesses(left),
      wrongBytes: [...wrongBytes.values()],
    },
    mustNotAsk: mustNotAsk(left, run.nowMs),
    notes: notesOn(left),
  }
}

function notesOn(left: readonly LeftFile[]): readonly string[] {
  const zips = left.filter(({ outcome }) => outcome.why === 'unjudged').length
  if (zips === 0) return []
  const what = zips === 1 ? 'One zip is' : `${zips} zips are`
  return [
    `${what} left to go: neither go.sum nor the checksum database would judge ${zips === 1 ? 'it' : 'them'}.`,
  ]
}
