// The cache in one or two sentences: what it brought, whether it paid, what was kept for the next run.

import { formatBytes, formatDuration, plural } from '../text/units.ts'
import type { CacheReport, Report, RestoreOutcome, SaveOutcome } from './report.ts'
import { sharedStoreLines } from './shared-store-lines.ts'
import { because, progressLine, sentence } from './verdict.ts'
import { restoreWords, saveWords } from './wording.ts'

/** Below this rate, and above this time, a restore is likely slower than a download. */
const slowBytesPerSecond = 5_000_000
const noticeableMs = 15_000

/** Sentences for `prose`. */
export function cacheLines(report: Report): string[] {
  const { cache } = report
  if (cache.shared !== undefined) return sharedStoreLines(report, cache.shared)
  const done = report.result === 'failed' ? progressLine(report) : ''
  const lines = [
    done,
    restoreLine(cache),
    saysAll(cache) ? '' : saveLine(cache.save, cache.saveMs),
    worthLine(report),
  ]
  return lines.filter((line) => line !== '')
}

/** Whether nothing is left to say of the save: an exact hit needs none, and what forbade the restore may have forbidden it too. */
function saysAll({ restore, save }: CacheReport): boolean {
  if (restore.kind === 'exact') return true
  return 'reason' in restore && 'reason' in save && restore.reason === save.reason
}

/** How the restore ended. */
export function restoreLine({ restore, restoreMs }: Pick<CacheReport, 'restore' | 'restoreMs'>): string {
  const words = `Cache: ${restoreWords[restore.kind]}`
  switch (restore.kind) {
    case 'exact':
    case 'partial':
      return `${words}, ${plural(restore.files, 'file')} (${formatBytes(restore.bytes)}) in ${formatDuration(restoreMs)}.`
    case 'slow':
      return `${words} after ${formatDuration(restore.limitMs)}.`
    case 'miss':
      return `${words}.`
    case 'not-needed':
    case 'off':
    case 'unavailable':
    case 'denied':
    case 'rate-limited':
    case 'corrupt':
      return because(words, restore.reason)
  }
}

/** How the save ended. */
export function saveLine(save: SaveOutcome, ms: number): string {
  const words = saveWords[save.kind]
  switch (save.kind) {
    case 'saved':
      return save.incomplete === true
        ? `Saved what was got and verified (${formatBytes(save.bytes)}) in ${formatDuration(ms)}, so that the next run fetches the rest only.`
        : `Saved ${formatBytes(save.bytes)} for the next run in ${formatDuration(ms)}.`
    case 'exists':
      return sentence(words)
    case 'slow':
      return `${sentence(words).slice(0, -1)} after ${formatDuration(save.limitMs)}.`
    case 'skipped':
    case 'unavailable':
    case 'denied':
    case 'rate-limited':
    case 'failed':
      return because(sentence(words).slice(0, -1), save.reason)
  }
}

/** Whether restoring was quicker than downloading would have been, where that can be told. */
function worthLine({ cache, fetch, modules, go, result }: Report): string {
  const restored = restoredBytes(cache.restore)
  if (restored === 0 || cache.restoreMs === 0) return ''
  const restoreRate = (restored / cache.restoreMs) * 1000
  if (fetch.kind === 'ran' && fetch.bytes > 1_000_000 && fetch.ms > 0) {
    const fetchRate = (fetch.bytes / fetch.ms) * 1000
    if (fetchRate > restoreRate * 1.5) {
      return `It did not pay: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`
    }
    return `It paid: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`
  }
  if (cache.restoreMs > noticeableMs && restoreRate < slowBytesPerSecond) {
    return `At ${rate(restoreRate)} it may not pay; compare with a run without the cache.`
  }
  const requests = (fetch.kind === 'ran' ? fetch.requests : 0) + (go.requests ?? 0)
  const isAll = cache.restore.kind === 'exact' && modules.fetched === 0 && requests === 0
  return isAll && result !== 'failed' ? 'It replaced every download.' : ''
}

function restoredBytes(restore: RestoreOutcome): number {
  return restore.kind === 'exact' || restore.kind === 'partial' ? restore.bytes : 0
}

function rate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)} a second`
}
