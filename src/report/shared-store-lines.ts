// The shared store in a few sentences: what it gave, what it lacked, what it got, and what was in the way.

import { formatBytes, formatDuration, plural } from '../text/units.ts'
import type { CacheReport, Report, RestoreOutcome, SharedStoreReport } from './report.ts'
import { because, progressLine, sentence } from './verdict.ts'

/** Sentences for `prose`. */
export function sharedStoreLines(report: Report, shared: SharedStoreReport): string[] {
  const { cache, result } = report
  const lines = [
    result === 'failed' ? progressLine(report) : '',
    ...sharedReadLine(cache.restore, shared, cache.restoreMs),
    replacedLine(report),
    saveLine(cache, shared),
  ]
  return lines.filter((line) => line !== '')
}

/** What was read, or why nothing was; then what was in the way. */
export function sharedReadLine(restore: RestoreOutcome, shared: SharedStoreReport, ms: number): string[] {
  const told = 'reason' in restore ? [restore.reason] : []
  const troubles = shared.troubles.filter((trouble) => !told.includes(trouble))
  return [readLine(restore, shared, ms), ...troubles.map((trouble) => sentence(`The store: ${trouble}`))]
}

function readLine(restore: RestoreOutcome, shared: SharedStoreReport, ms: number): string {
  const { read, lacked, refused, failed } = shared
  const others = [...(refused > 0 ? [`${refused} refused`] : []), ...(failed > 0 ? [`${failed} failed`] : [])]
  switch (restore.kind) {
    case 'exact':
    case 'partial': {
      const size = `${plural(read.files, 'file')} (${formatBytes(read.bytes)})`
      const absent = lacked > 0 ? [`${lacked} not there`] : []
      return `Shared store: ${[`read ${size} in ${formatDuration(ms)}`, ...absent, ...others].join(', ')}.`
    }
    case 'miss':
      if (lacked === 0) return 'Shared store: it gave nothing of what is missing.'
      return `Shared store: ${[`none of ${plural(lacked, 'missing file')} is there yet`, ...others].join(', ')}.`
    case 'slow':
      return `Shared store: too slow, given up after ${formatDuration(ms)}.`
    case 'not-needed':
      return because('Shared store: not needed', restore.reason)
    case 'off':
      return because('Shared store: off', restore.reason)
    case 'denied':
      return because('Shared store: not allowed to read', restore.reason)
    case 'rate-limited':
      return because('Shared store: too many requests', restore.reason)
    case 'corrupt':
      return because('Shared store: what it gave could not be used', restore.reason)
    case 'unavailable':
      return because('Shared store: not available', restore.reason)
  }
}

function saveLine({ save, saveMs, restore }: CacheReport, shared: SharedStoreReport): string {
  if (save.kind === 'skipped') {
    const isSaid = 'reason' in restore && restore.reason === save.reason
    return isSaid || save.reason === 'the store has everything' || shared.troubles.length > 0
      ? ''
      : because('Nothing was written', save.reason)
  }
  return sharedWriteLine(shared, saveMs)
}

/** What was written. */
export function sharedWriteLine({ written, existed, unwritten }: SharedStoreReport, ms: number): string {
  const lines = [
    written.files > 0
      ? `Wrote ${plural(written.files, 'file')} (${formatBytes(written.bytes)}) for other runs in ${formatDuration(ms)}.`
      : '',
    existed > 0 ? `Others had written ${plural(existed, 'file')} meanwhile.` : '',
    unwritten > 0 ? `${plural(unwritten, 'file')} could not be written.` : '',
  ]
  return lines.filter((line) => line !== '').join(' ')
}

function replacedLine({ cache, modules, fetch, go, result }: Report): string {
  const requests = (fetch.kind === 'ran' ? fetch.requests : 0) + (go.requests ?? 0)
  const isAll = cache.restore.kind === 'exact' && modules.fetched === 0 && requests === 0
  return isAll && result !== 'failed' ? 'It replaced every download.' : ''
}
