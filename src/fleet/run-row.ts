// One run as a line of NDJSON: for queries, and as a history that `fleet` reads again once the reports are gone.

import * as v from 'valibot'
import { faultCategories } from '../faults/category.ts'
import { at } from '../report/shape/origin.ts'
import { count, duration, text } from '../report/shape/values.ts'
import type { Shaped } from '../text/json.ts'
import { type Cause, type Clean, cacheUses, plausibleMs, type RunRecord } from './run-record.ts'

/** Flat, so that a query needs no path. docs/fleet-run.schema.json is made from it. */
export const runRow = v.pipe(
  v.object({
    kind: v.literal('run'),
    version: v.pipe(v.literal(1), v.description('Of this schema.')),
    identity: v.pipe(
      text,
      v.regex(/^[\w+/]{22}$/),
      v.description('The same for two copies of one report, and for no other run.'),
    ),
    at,
    seconds: v.pipe(duration, v.description('How long the step took.')),
    repository: v.pipe(text, v.description('Empty where no CI system told it.')),
    job: text,
    runId: v.pipe(text, v.description('Of the run, pipeline or build.')),
    result: v.picklist(['complete', 'recovered', 'failed']),
    fault: v.pipe(
      v.nullable(text),
      v.description(
        'What failed the run, or what it overcame: the id of a fault (docs/faults.md), or `requests/…` where single requests failed and the fetch got the files all the same. Null for a run without trouble; the next four fields are null then, too.',
      ),
    ),
    category: v.pipe(v.nullable(v.picklist(faultCategories)), v.description('Null for `requests/…`, too.')),
    transient: v.nullable(v.boolean()),
    host: v.pipe(v.nullable(text), v.description('At fault.')),
    module: v.pipe(v.nullable(text), v.description('At fault, `path@version`.')),
    savedBy: v.pipe(
      v.nullable(v.picklist(['retry', 'failover'])),
      v.description('Of a recovered run: another attempt, or another proxy or request within the first.'),
    ),
    lostSeconds: v.pipe(
      duration,
      v.description(
        'Time that went to the fault: all of a failed run; of a recovered one the attempts that failed, and the pauses.',
      ),
    ),
    downloaded: v.pipe(v.boolean(), v.description('Did it get any module from elsewhere than the caches?')),
    cache: v.pipe(v.picklist(cacheUses), v.description('What the cache entry was for the run.')),
    restoredBytes: v.nullable(count),
    restoredSeconds: v.nullable(duration),
    fetchedBytes: v.nullable(count),
    fetchedSeconds: v.nullable(duration),
    proxies: v.array(
      v.object({
        host: text,
        requests: count,
        ok: v.pipe(count, v.description('Answered as they should be; a true 404 is.')),
        firstByteMs: v.pipe(v.nullable(duration), v.description('Median.')),
      }),
    ),
  }),
  v.title('One run in the fleet report of Resilient Go Modules'),
  v.description(
    'A line of the file that `fleet --runs` writes, and that `fleet` reads like reports. Within a version, fields may be added and none is changed or removed. No string holds a credential, and any may hold text from outside.',
  ),
)

type RunRow = Shaped<typeof runRow>

export function rowOf({ atMs, endMs, cause, lostMs, restored, fetched, ...record }: RunRecord): RunRow {
  const { identity, repository, job, runId, result, savedBy, downloaded, cache, proxies } = record
  return {
    kind: 'run',
    version: 1,
    identity,
    at: new Date(atMs).toISOString(),
    seconds: inSeconds(endMs - atMs),
    repository,
    job,
    runId,
    result,
    fault: cause?.id ?? null,
    category: cause?.category ?? null,
    transient: cause?.transient ?? null,
    host: cause?.host ?? null,
    module: cause?.module ?? null,
    savedBy,
    lostSeconds: inSeconds(lostMs),
    downloaded,
    cache,
    restoredBytes: restored?.bytes ?? null,
    restoredSeconds: restored === null ? null : inSeconds(restored.ms),
    fetchedBytes: fetched?.bytes ?? null,
    fetchedSeconds: fetched === null ? null : inSeconds(fetched.ms),
    proxies,
  }
}

/** The record that the row was made of. A row may come from anybody, so that its strings are cleaned anew. */
export function recordOfRow(row: RunRow, clean: Clean): RunRecord {
  const atMs = Date.parse(row.at)
  return {
    identity: row.identity,
    atMs,
    endMs: atMs + inMs(row.seconds),
    repository: clean(row.repository),
    job: clean(row.job),
    runId: clean(row.runId),
    result: row.result,
    cause: causeOf(row, clean),
    savedBy: row.savedBy,
    lostMs: inMs(row.lostSeconds),
    downloaded: row.downloaded,
    cache: row.cache,
    restored: transfer(row.restoredBytes, row.restoredSeconds),
    fetched: transfer(row.fetchedBytes, row.fetchedSeconds),
    proxies: row.proxies.map((proxy) => ({ ...proxy, host: clean(proxy.host) })),
  }
}

function causeOf({ result, fault, category, transient, host, module }: RunRow, clean: Clean): Cause | null {
  if (result === 'complete' || fault === null) return null
  return {
    id: clean(fault),
    category,
    transient: transient ?? false,
    host: host === null ? null : clean(host),
    module: module === null ? null : clean(module),
  }
}

function transfer(bytes: number | null, seconds: number | null): RunRecord['fetched'] {
  return bytes === null || seconds === null ? null : { bytes, ms: inMs(seconds) }
}

function inSeconds(ms: number): number {
  return ms / 1_000
}

function inMs(seconds: number): number {
  return plausibleMs(seconds * 1_000)
}
