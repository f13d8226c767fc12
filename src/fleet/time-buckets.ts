// Runs by day and by week, in UTC.

import type { RunRecord } from './run-record.ts'
import type { Fleet } from './shape.ts'

const dayMs = 86_400_000
/** A bar each is as much as a page can show; the weeks tell what lies before. */
const mostDays = 400

type Bucket = Omit<Fleet['days'][number], 'day'>

interface Counts {
  runs: number
  complete: number
  recovered: number
  failed: number
  lostMs: number
  cacheAsked: number
  cacheExact: number
}

/** Every day from the first run to the last, the latest 400 of them. */
export function byDay(records: readonly RunRecord[]): Fleet['days'] {
  return buckets(records, (ms) => Math.floor(ms / dayMs) * dayMs, dayMs)
    .slice(-mostDays)
    .map(([ms, bucket]) => ({ day: dateOf(ms), ...bucket }))
}

/** Every week from the first run to the last, named by its Monday. */
export function byWeek(records: readonly RunRecord[]): Fleet['weeks'] {
  return buckets(records, mondayOf, 7 * dayMs)
    .slice(-mostDays)
    .map(([ms, bucket]) => ({ week: dateOf(ms), ...bucket }))
}

/** 1 January 1970 was a Thursday. */
function mondayOf(ms: number): number {
  const day = Math.floor(ms / dayMs)
  return (day - ((((day + 3) % 7) + 7) % 7)) * dayMs
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function buckets(
  records: readonly RunRecord[],
  startOf: (ms: number) => number,
  stepMs: number,
): readonly (readonly [number, Bucket])[] {
  const found = new Map<number, Counts>()
  for (const record of records) {
    const start = startOf(record.atMs)
    const counts = found.get(start) ?? emptyCounts()
    found.set(start, counts)
    count(counts, record)
  }
  const starts = [...found.keys()]
  const last = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  // A report with a wrong clock must not make a million empty days.
  const first = Math.max(
    starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    last - (mostDays - 1) * stepMs,
  )
  const all: [number, Bucket][] = []
  for (let start = first; start <= last; start += stepMs)
    all.push([start, bucketOf(found.get(start) ?? emptyCounts())])
  return all
}

function emptyCounts(): Counts {
  return { runs: 0, complete: 0, recovered: 0, failed: 0, lostMs: 0, cacheAsked: 0, cacheExact: 0 }
}

function count(counts: Counts, { result, lostMs, cache }: RunRecord): void {
  counts.runs += 1
  counts[result] += 1
  counts.lostMs += lostMs
  if (askedCache(cache)) counts.cacheAsked += 1
  if (cache === 'exact') counts.cacheExact += 1
}

/** Did the run want the entry? */
export function askedCache(cache: RunRecord['cache']): boolean {
  return cache !== 'off' && cache !== 'not-needed'
}

function bucketOf({ lostMs, ...counts }: Counts): Bucket {
  return { ...counts, lostMinutes: inMinutes(lostMs) }
}

/** Minutes with one decimal. */
export function inMinutes(ms: number): number {
  return Math.round(ms / 6_000) / 10
}
