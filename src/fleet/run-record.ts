// One run as the fleet counts it: what is kept of a report, small enough to hold a hundred thousand of them.

import { createHash } from 'node:crypto'
import type { FaultCategory } from '../faults/category.ts'
import type { Result } from '../report/report.ts'
import type { CountedReport } from './counted-report.ts'

/** Why a run failed, or what it overcame. */
export interface Cause {
  /** Of a fault; or `requests/<verdict>` where single requests failed and the fetch got the file all the same. */
  readonly id: string
  /** Null for requests that were overcome: their report tells no category. */
  readonly category: FaultCategory | null
  readonly transient: boolean
  readonly host: string | null
  readonly module: string | null
}

/** What a proxy did for a run. */
interface ProxyUse {
  readonly host: string
  readonly requests: number
  readonly ok: number
  readonly firstByteMs: number | null
}

/** How the cache entry served a run. `not-needed`: the module cache was complete already; `trouble`: the service or the entry failed. */
type CacheUse = (typeof cacheUses)[number]
export const cacheUses = ['exact', 'partial', 'miss', 'trouble', 'off', 'not-needed'] as const

export interface RunRecord {
  /** The same for two copies of one report, however they are written. */
  readonly identity: string
  readonly atMs: number
  readonly endMs: number
  /** `owner/name`; empty where no CI system told it. */
  readonly repository: string
  readonly job: string
  readonly runId: string
  readonly result: Result
  /** Null for a run without trouble, and where the report doesn't tell. */
  readonly cause: Cause | null
  /** What made a recovered run complete: another attempt, or another proxy or request within the first. */
  readonly savedBy: 'retry' | 'failover' | null
  /** Time that went to the fault: all of a failed run; of a recovered one the attempts that failed, and the pauses. */
  readonly lostMs: number
  /** Did it get modules from somewhere else than the module cache and the entry? */
  readonly downloaded: boolean
  readonly cache: CacheUse
  readonly restored: { readonly bytes: number; readonly ms: number } | null
  readonly fetched: { readonly bytes: number; readonly ms: number } | null
  readonly proxies: readonly ProxyUse[]
}

/** Makes foreign text safe to be shown: redacted, on one line, short. */
export type Clean = (text: string) => string

/** GitHub ends a job after five days at the latest; a report may hold any number. */
const longestMs = 5 * 86_400_000

/** In whole milliseconds. */
export function plausibleMs(ms: number): number {
  return Math.round(Math.min(ms, longestMs))
}

/** Keeps what counts. Strings are cleaned; the rest was validated with the report. */
export function recordOf(report: CountedReport, clean: Clean): RunRecord {
  const { result, fetch } = report
  const atMs = Date.parse(report.at)
  return {
    identity: identityOf(report),
    atMs,
    endMs: atMs + plausibleMs(report.seconds * 1_000),
    repository: clean(report.run?.repository ?? ''),
    job: clean(report.run?.job ?? ''),
    runId: clean(report.run?.id ?? ''),
    result,
    cause: result === 'complete' ? null : causeOf(report, clean),
    savedBy: result !== 'recovered' ? null : report.attempts.length > 1 ? 'retry' : 'failover',
    lostMs: plausibleMs(lostMs(report)),
    downloaded: report.modules.fetched > 0,
    cache: cacheUse(report),
    restored: restoredOf(report),
    fetched: fetch.bytes > 0 ? { bytes: fetch.bytes, ms: plausibleMs(fetch.ms) } : null,
    proxies: proxiesOf(report, clean),
  }
}

/** A job of a matrix has the same run, attempt and name as its siblings, so that more is needed. */
function identityOf({ at, run, runner, seconds, result, modules }: CountedReport): string {
  const parts = [at, run?.repository, run?.id, run?.attempt, run?.job, runner.os, runner.arch, seconds]
  return createHash('sha256')
    .update(JSON.stringify([...parts, result, modules.bytes]))
    .digest('base64')
    .slice(0, 22)
}

function causeOf(report: CountedReport, clean: Clean): Cause | null {
  const { fault } = report
  if (fault === null) return failedRequests(report, clean)
  const { category, transient } = fault
  return {
    id: clean(fault.id),
    category,
    transient,
    host: hostOf(fault, clean),
    module: fault.module === null ? null : clean(fault.module),
  }
}

function hostOf({ host, proxy }: NonNullable<CountedReport['fault']>, clean: Clean): string | null {
  const found = host ?? proxy
  return found === null || found === '' ? null : proxyHost(clean(found))
}

const failures = ['error', 'stalled', 'wrong-content', 'refused', 'too-large'] as const

/** Of the proxy that failed most often, what happened most often. */
function failedRequests({ fetch }: CountedReport, clean: Clean): Cause | null {
  const found = fetch.upstreams.flatMap(({ proxy, verdicts }) =>
    failures.map((verdict) => ({ proxy, verdict, count: verdicts[verdict] ?? 0 })),
  )
  const [most] = found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  if (most === undefined) return null
  const host = proxyHost(clean(most.proxy))
  return { id: `requests/${most.verdict}`, category: null, transient: true, host, module: null }
}

function lostMs({ result, attempts, seconds }: CountedReport): number {
  if (result === 'failed') return seconds * 1_000
  return attempts.reduce(
    (sum, { ms, decision }) => sum + (decision.kind === 'retry' ? ms + decision.afterMs : 0),
    0,
  )
}

/** Every other outcome tells of a service or an entry that failed; a later release may know more of these. */
function cacheUse({ cache }: CountedReport): CacheUse {
  const { kind } = cache.restore
  return isCacheUse(kind) ? kind : 'trouble'
}

function isCacheUse(kind: string): kind is CacheUse {
  return cacheUses.some((known) => known === kind)
}

function restoredOf({ cache }: CountedReport): RunRecord['restored'] {
  const { restore, restoreMs } = cache
  return restore.kind === 'exact' || restore.kind === 'partial'
    ? { bytes: restore.bytes, ms: plausibleMs(restoreMs) }
    : null
}

function proxiesOf({ fetch }: CountedReport, clean: Clean): readonly ProxyUse[] {
  return fetch.upstreams
    .filter(({ requests }) => requests > 0)
    .map(({ proxy, requests, ok, verdicts, medianFirstByteMs }) => ({
      host: proxyHost(clean(proxy)),
      requests,
      // What a proxy rightly doesn't have is no failure of it.
      ok: Math.min(requests, ok + (verdicts['not-found'] ?? 0)),
      firstByteMs: medianFirstByteMs,
    }))
}

/** The host of a GOPROXY entry that is clean already, since a part of a secret isn't found; with its port; the text itself where it is no URL. Of two entries with one host the second is told with a number. */
function proxyHost(proxy: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#\s]+)/i.exec(proxy)?.[1] ?? proxy
}
