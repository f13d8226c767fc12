// Finds incidents: the same trouble in several repositories within an hour, and when it was over.

import { layerOf } from '../faults/category.ts'
import type { Cause, RunRecord } from './run-record.ts'

/** Trouble with no longer pause than this is one incident. */
const incidentGapMs = 60 * 60_000

/** What runs have in common: a host that is in trouble, or a module that can't be had. */
interface Subject {
  readonly kind: 'host' | 'module'
  readonly name: string
}

export interface Incident {
  readonly subject: Subject
  /** Ids of the causes, the most frequent first. */
  readonly causes: readonly string[]
  readonly startMs: number
  /** The end of the last run that met it. */
  readonly endMs: number
  /** When the first run ended that got what it needed again; null where no report shows that. */
  readonly recoveredMs: number | null
  /** Not recovered, and met within the last hour. */
  readonly open: boolean
  readonly failed: number
  readonly recovered: number
  readonly repositories: readonly string[]
  readonly lostMs: number
}

/** A host's failure shows in many ways: refused, timed out, 503. What a project or a runner does to itself is shared by chance. */
function subjectOf({ category, host, module }: Cause): Subject | null {
  const layer = category === null ? 'network' : layerOf[category]
  const ofHost = layer === 'network' || layer === 'service' || layer === 'access' || category === 'toolchain'
  if (ofHost && host !== null) return { kind: 'host', name: host }
  const ofModule = layer === 'module' || layer === 'integrity' || layer === 'access'
  return ofModule && module !== null ? { kind: 'module', name: module } : null
}

type TroubledRun = RunRecord & { readonly cause: Cause }

/** Incidents in the order of their starts. `records` are in the order of their times. */
export function findIncidents(records: readonly RunRecord[], nowMs: number): readonly Incident[] {
  const bySubject = new Map<string, { readonly subject: Subject; readonly runs: TroubledRun[] }>()
  for (const record of records) {
    if (!isTroubled(record)) continue
    const subject = subjectOf(record.cause)
    if (subject === null) continue
    const key = `${subject.kind} ${subject.name}`
    const found = bySubject.get(key) ?? { subject, runs: [] }
    found.runs.push(record)
    bySubject.set(key, found)
  }
  const recoveries = indexRecoveries(records)
  const incidents = [...bySubject.values()].flatMap(({ subject, runs }) =>
    clusters(runs)
      .filter((cluster) => new Set(cluster.map(({ repository }) => repository)).size > 1)
      .map((cluster) => incidentOf(subject, cluster, { recoveries, nowMs })),
  )
  return incidents.sort((a, b) => a.startMs - b.startMs || (a.subject.name < b.subject.name ? -1 : 1))
}

function isTroubled(record: RunRecord): record is TroubledRun {
  return record.cause !== null
}

/** Runs with no longer pause between their starts than an hour, the end of a long run counted. */
function clusters(runs: readonly TroubledRun[]): readonly TroubledRun[][] {
  const found: TroubledRun[][] = []
  let lastMs = Number.NEGATIVE_INFINITY
  for (const run of runs) {
    const current = found.at(-1)
    if (current !== undefined && run.atMs - lastMs <= incidentGapMs) current.push(run)
    else found.push([run])
    lastMs = Math.max(lastMs, run.endMs)
  }
  return found
}

function incidentOf(
  subject: Subject,
  runs: readonly TroubledRun[],
  { recoveries, nowMs }: { readonly recoveries: Recoveries; readonly nowMs: number },
): Incident {
  const startMs = Math.min(...runs.map(({ atMs }) => atMs))
  const endMs = runs.reduce((latest, run) => Math.max(latest, run.endMs), startMs)
  const lastStartMs = runs.reduce((latest, run) => Math.max(latest, run.atMs), startMs)
  const repositories = [...new Set(runs.map(({ repository }) => repository))].sort()
  const recoveredMs = recoveries.after(subject, { repositories, afterMs: lastStartMs })
  return {
    subject,
    causes: byFrequency(runs.map(({ cause }) => cause.id)),
    startMs,
    endMs,
    recoveredMs,
    open: recoveredMs === null && nowMs - endMs <= incidentGapMs,
    failed: runs.filter(({ result }) => result === 'failed').length,
    recovered: runs.filter(({ result }) => result === 'recovered').length,
    repositories,
    lostMs: runs.reduce((sum, run) => sum + run.lostMs, 0),
  }
}

function byFrequency(ids: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)
}

/** Finds the first run that shows that a subject is well again. */
interface Recoveries {
  readonly after: (
    subject: Subject,
    about: { readonly repositories: readonly string[]; readonly afterMs: number },
  ) => number | null
}

type Times = { readonly atMs: number; readonly endMs: number }[]

/** A host is well where every request to it was answered; a module, where a repository that it had failed gets through. */
function indexRecoveries(records: readonly RunRecord[]): Recoveries {
  const byHost = new Map<string, Times>()
  const byRepository = new Map<string, Times>()
  const byUntoldHosts = new Map<string, Times>()
  for (const { atMs, endMs, repository, result, downloaded, proxies, cause } of records) {
    if (result === 'complete' && downloaded) {
      add(byRepository, repository, { atMs, endMs })
      if (proxies.length === 0) add(byUntoldHosts, repository, { atMs, endMs })
    }
    for (const { host, requests, ok } of proxies) {
      if (ok === requests && cause?.host !== host) add(byHost, host, { atMs, endMs })
    }
  }
  return {
    after: ({ kind, name }, { repositories, afterMs }) => {
      const ofHost = kind === 'host' ? firstAfter(byHost.get(name), afterMs) : null
      if (ofHost !== null) return ofHost
      // Where `go` downloaded, the report doesn't tell from which hosts.
      const index = kind === 'host' ? byUntoldHosts : byRepository
      const ends = repositories
        .map((repository) => firstAfter(index.get(repository), afterMs))
        .filter((end) => end !== null)
      return ends.length === 0 ? null : Math.min(...ends)
    },
  }
}

function add(index: Map<string, Times>, key: string, times: Times[number]): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [times])
  else known.push(times)
}

/** The times are in the order of the starts. */
function firstAfter(times: Times | undefined, afterMs: number): number | null {
  if (times === undefined) return null
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle]?.atMs ?? 0) > afterMs) high = middle
    else low = middle + 1
  }
  return times[low]?.endMs ?? null
}
