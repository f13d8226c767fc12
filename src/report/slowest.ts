// The modules that a slow run waited for longest.

import { formatBytes, formatDuration } from '../text/units.ts'
import { code } from './prose.ts'
import type { Report } from './report.ts'

/** A fetch of a thousand modules from a near proxy takes less. */
const slowFetchMs = 30_000
const named = 3

/** A sentence for `prose`; empty where the fetch was quick. */
export function slowestLine({ fetch }: Pick<Report, 'fetch'>): string {
  if (fetch.kind !== 'ran' || fetch.ms < slowFetchMs || fetch.slowest.length === 0) return ''
  const modules = fetch.slowest
    .slice(0, named)
    .map(({ module, ms, bytes }) => `${code(module, 200)} (${formatDuration(ms)}, ${formatBytes(bytes)})`)
  return `The fetch took ${formatDuration(fetch.ms)}; longest for ${modules.join(', ')}.`
}
