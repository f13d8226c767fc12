// Who met trouble how often: causes, hosts, modules, repositories, and how well each proxy served.

import { median } from 'd3-array'
import type { Cause, RunRecord } from './run-record.ts'
import type { Fleet } from './shape.ts'
import { inMinutes } from './time-buckets.ts'

/** More than anybody reads; a list in JSON ends here. */
export const mostEntries = 1_000
/** Of hosts and causes named beside an entry. */
const mostNames = 5

interface Tally {
  failed: number
  recovered: number
  lostMs: number
  readonly repositories: Set<string>
  readonly names: Map<string, number>
}

/** What happened to all runs of a key; keys in the order of their trouble: failed first. */
function tallies(
  records: readonly RunRecord[],
  keyOf: (cause: Cause) => { readonly key: string; readonly name: string | null } | null,
): readonly (readonly [string, Tally])[] {
  const found = new Map<string, Tally>()
  for (const { cause, result, lostMs, repository } of records) {
    const about = cause === null ? null : keyOf(cause)
    if (about === null) continue
    const tally = found.get(about.key) ?? emptyTally()
    found.set(about.key, tally)
    if (result === 'failed') tally.failed += 1
    else tally.recovered += 1
    tally.lostMs += lostMs
    tally.repositories.add(repository)
    if (about.name !== null) tally.names.set(about.name, (tally.names.get(about.name) ?? 0) + 1)
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.failed - x.failed || y.recovered - x.recovered || (a < b ? -1 : 1))
    .slice(0, mostEntries)
}

function emptyTally(): Tally {
  return { failed: 0, recovered: 0, lostMs: 0, repositories: new Set(), names: new Map() }
}

function troubledOf({ failed, recovered, lostMs, repositories }: Tally) {
  return { failed, recovered, repositories: repositories.size, lostMinutes: inMinutes(lostMs) }
}

function topNames({ names }: Pick<Tally, 'names'>): readonly string[] {
  return [...names]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostNames)
    .map(([name]) => name)
}

export function rankCauses(records: readonly RunRecord[]): Fleet['causes'] {
  const kinds = new Map<string, Pick<Cause, 'category' | 'transient'>>()
  for (const { cause } of records) if (cause !== null) kinds.set(cause.id, cause)
  return tallies(records, ({ id, host }) => ({ key: id, name: host })).map(([id, tally]) => ({
    id,
    category: kinds.get(id)?.category ?? null,
    transient: kinds.get(id)?.transient ?? false,
    hosts: topNames(tally),
    ...troubledOf(tally),
  }))
}

export function rankHosts(records: readonly RunRecord[]): Fleet['hosts'] {
  return tallies(records, ({ id, host }) => (host === null ? null : { key: host, name: id })).map(
    ([host, tally]) => ({ host, causes: topNames(tally), ...troubledOf(tally) }),
  )
}

export function rankModules(records: readonly RunRecord[]): Fleet['modules'] {
  return tallies(records, ({ id, module }) => (module === null ? null : { key: module, name: id })).map(
    ([module, tally]) => ({ module, causes: topNames(tally), ...troubledOf(tally) }),
  )
}

/** Those with trouble first, then by their runs. */
export function rankRepositories(records: readonly RunRecord[]): Fleet['repositories'] {
  const found = new Map<string, RunRecord[]>()
  for (const record of records) {
    const known = found.get(record.repository)
    if (known === undefined) found.set(record.repository, [record])
    else known.push(record)
  }
  return [...found]
    .map(([repository, runs]) => ({ repository, causes: causesOf(runs), ...resultsOf(runs) }))
    .sort(
      (a, b) =>
        b.failed - a.failed ||
        b.recovered - a.recovered ||
        b.runs - a.runs ||
        (a.repository < b.repository ? -1 : 1),
    )
    .slice(0, mostEntries)
}

function causesOf(runs: readonly RunRecord[]): readonly string[] {
  const names = new Map<string, number>()
  for (const { cause } of runs) if (cause !== null) names.set(cause.id, (names.get(cause.id) ?? 0) + 1)
  return topNames({ names })
}

export function resultsOf(records: readonly RunRecord[]) {
  const counts = { complete: 0, recovered: 0, failed: 0 }
  let lostMs = 0
  for (const record of records) {
    counts[record.result] += 1
    lostMs += record.lostMs
  }
  return { runs: records.length, ...counts, lostMinutes: inMinutes(lostMs) }
}

/** Those that are asked most first. */
export function rankProxies(records: readonly RunRecord[]): Fleet['proxies'] {
  const found = new Map<string, { runs: number; requests: number; failed: number; firstByteMs: number[] }>()
  for (const { proxies } of records) {
    for (const { host, requests, ok, firstByteMs } of proxies) {
      const use = found.get(host) ?? { runs: 0, requests: 0, failed: 0, firstByteMs: [] }
      found.set(host, use)
      use.runs += 1
      use.requests += requests
      use.failed += requests - ok
      if (firstByteMs !== null) use.firstByteMs.push(firstByteMs)
    }
  }
  return [...found]
    .map(([host, { firstByteMs, ...use }]) => {
      const middle = median(firstByteMs)
      return { host, ...use, medianFirstByteMs: middle === undefined ? null : Math.round(middle) }
    })
    .sort((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1))
    .slice(0, mostEntries)
}
