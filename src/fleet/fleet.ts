// What many runs say together.

import { median, sum } from 'd3-array'
import { findIncidents, type Incident } from './incidents.ts'
import {
  mostEntries,
  rankCauses,
  rankHosts,
  rankModules,
  rankProxies,
  rankRepositories,
  resultsOf,
} from './rankings.ts'
import type { RunRecord } from './run-record.ts'
import type { Fleet, FleetIncident } from './shape.ts'
import { askedCache, byDay, byWeek, inMinutes } from './time-buckets.ts'

/** What was read, beside the runs that count. */
export type FleetInput = Fleet['input']

/** The same answer whatever the order of the records. */
export function fleetOf(all: readonly RunRecord[], input: FleetInput, nowMs: number): Fleet {
  const records = [...all].sort((a, b) => a.atMs - b.atMs || (a.repository < b.repository ? -1 : 1))
  const incidents = findIncidents(records, nowMs)
  const [first, last] = [records.at(0), records.at(-1)]
  return {
    version: 1,
    at: new Date(nowMs).toISOString(),
    from: first === undefined ? null : new Date(first.atMs).toISOString(),
    to: last === undefined ? null : new Date(last.atMs).toISOString(),
    input,
    runs: {
      ...resultsOf(records),
      repositories: new Set(records.map(({ repository }) => repository)).size,
    },
    saved: {
      retry: records.filter(({ savedBy }) => savedBy === 'retry').length,
      failover: records.filter(({ savedBy }) => savedBy === 'failover').length,
      cache: shelteredRuns(records, incidents),
    },
    causes: rankCauses(records),
    hosts: rankHosts(records),
    modules: rankModules(records),
    repositories: rankRepositories(records),
    incidents: latestFirst(incidents),
    days: byDay(records),
    weeks: byWeek(records),
    cache: cacheOf(records),
    download: downloadOf(records),
    proxies: rankProxies(records),
  }
}

/** Runs that needed no proxy while one was in trouble: what they had already spared them that. */
function shelteredRuns(records: readonly RunRecord[], incidents: readonly Incident[]): number {
  const times = incidents.filter(({ subject }) => subject.kind === 'host')
  return records.filter(
    ({ atMs, result, cache, downloaded }) =>
      result === 'complete' &&
      !downloaded &&
      (cache === 'exact' || cache === 'not-needed') &&
      times.some(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs),
  ).length
}

function latestFirst(incidents: readonly Incident[]): Fleet['incidents'] {
  return [...incidents].reverse().slice(0, mostEntries).map(told)
}

/** Repositories that are named of one incident. */
const mostNamed = 100

function told({ startMs, endMs, recoveredMs, ...incident }: Incident): FleetIncident {
  const { subject, causes, open, failed, recovered, repositories, lostMs } = incident
  return {
    subject,
    causes,
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    recovered: recoveredMs === null ? null : new Date(recoveredMs).toISOString(),
    minutesToRecovery: recoveredMs === null ? null : inMinutes(recoveredMs - startMs),
    open,
    failed,
    recoveredRuns: recovered,
    repositories: repositories.slice(0, mostNamed),
    repositoryCount: repositories.length,
    lostMinutes: inMinutes(lostMs),
  }
}

function cacheOf(records: readonly RunRecord[]): Fleet['cache'] {
  const counts = { exact: 0, partial: 0, miss: 0, trouble: 0, 'not-needed': 0, off: 0 }
  for (const { cache } of records) counts[cache] += 1
  const asked = records.filter(({ cache }) => askedCache(cache)).length
  const restored = records.flatMap((record) => record.restored ?? [])
  const { 'not-needed': notNeeded, ...told } = counts
  return { ...told, notNeeded, hitRate: asked === 0 ? null : counts.exact / asked, ...speedOf(restored) }
}

function downloadOf(records: readonly RunRecord[]): Fleet['download'] {
  return speedOf(records.flatMap((record) => record.fetched ?? []))
}

/** Of all transfers together: bytes by time, so that large ones count by their size. */
function speedOf(transfers: readonly { readonly bytes: number; readonly ms: number }[]) {
  const bytes = sum(transfers, (transfer) => transfer.bytes)
  const ms = sum(transfers, (transfer) => transfer.ms)
  const middle = median(transfers, (transfer) => transfer.ms)
  return {
    bytes,
    medianSeconds: middle === undefined ? null : Math.round(middle) / 1_000,
    bytesPerSecond: ms === 0 ? null : Math.round((bytes / ms) * 1_000),
  }
}
