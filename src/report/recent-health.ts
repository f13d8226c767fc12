// How a proxy did in the runs before this one, in a few words.

import { formatCount, formatDuration, plural } from '../text/units.ts'
import type { ProxyVerdict } from './report.ts'

type RecentHealth = NonNullable<ProxyVerdict['history']>

/** `12 runs, 1 failed (last: timeout), 40 ms`. */
export function recentHealth({ runs, failed, latencyMs, lastFault }: RecentHealth): string {
  const last = failed === 0 || lastFault === null ? '' : ` (last: ${lastFault})`
  const failures = failed === 0 ? 'none failed' : `${formatCount(failed)} failed${last}`
  const latency = latencyMs === null ? '' : `, ${formatDuration(latencyMs)}`
  return `${plural(runs, 'run')}, ${failures}${latency}`
}

/** `Last 24 h`: how far back the proxies' histories look; null where none has one. */
export function recentTitle(proxies: readonly Pick<ProxyVerdict, 'history'>[]): string | null {
  const hours = proxies.flatMap(({ history }) => history?.hours ?? [])
  return hours.length === 0 ? null : `Last ${formatCount(Math.max(...hours))} h`
}
