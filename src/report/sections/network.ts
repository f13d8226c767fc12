// The parts of the summary about servers: the proxies with their verdicts, the requests sent to each.

import { formatBytes, formatCount, formatDuration } from '../../text/units.ts'
import { type Content, folded, paragraph, table } from '../html.ts'
import { code } from '../prose.ts'
import { recentHealth, recentTitle } from '../recent-health.ts'
import type { Report } from '../report.ts'
import { sentence } from '../verdict.ts'
import { healthWords, verdictWords } from '../wording.ts'

/** Every proxy that was probed, in ranked order, and why it got its place. */
export function proxies({ proxies, ranking, result }: Report): Content {
  // After a recovery a table of healthy proxies explains nothing.
  const telling =
    result === 'failed' || proxies.some(({ health, findings }) => health !== 'healthy' || findings.length > 0)
  if (proxies.length === 0 || !telling) return []
  const before = recentTitle(proxies)
  const rows = proxies.map((proxy) => [
    code(proxy.proxy, 160),
    healthWords[proxy.health],
    proxy.latencyMs === null ? '–' : formatDuration(proxy.latencyMs),
    ...(before === null ? [] : [proxy.history === undefined ? '–' : recentHealth(proxy.history)]),
    [proxy.reason, ...proxy.findings].map(sentence).join(' '),
  ])
  return [
    ...table(['Proxy', 'Verdict', 'Latency', ...(before === null ? [] : [before]), 'Why'], rows, 20),
    ...(ranking === null || proxies.length < 2 ? [] : [paragraph(sentence(ranking))]),
  ]
}

/** What each upstream did for the fetch, and which modules took longest. */
export function requests({ fetch }: Report): Content {
  if (fetch.kind !== 'ran' || fetch.requests === 0) return []
  const rows = fetch.upstreams.map((upstream) => [
    code(upstream.proxy, 160),
    formatCount(upstream.requests),
    Object.entries(verdictWords)
      .map(([verdict, words]) => ({ words, count: countOf(upstream.verdicts, verdict) }))
      .filter(({ count }) => count > 0)
      .map(({ words, count }) => `${formatCount(count)} ${words}`)
      .join(', '),
    upstream.medianFirstByteMs === null ? '–' : formatDuration(upstream.medianFirstByteMs),
    formatBytes(upstream.bytes),
  ])
  const slowest = fetch.slowest.map(({ module, ms, bytes, requests }) => [
    code(module, 200),
    formatDuration(ms),
    formatBytes(bytes),
    formatCount(requests),
  ])
  return [
    folded(`Requests (${formatCount(fetch.requests)}, repeated: ${formatCount(fetch.retries)})`, [
      ...table(['Proxy', 'Requests', 'Outcome', 'Latency', 'Received'], rows, 20),
      ...(slowest.length === 0 ? [] : table(['Slowest modules', 'Time', 'Size', 'Requests'], slowest, 5)),
    ]),
  ]
}

function countOf(counts: Readonly<Record<string, number | undefined>>, name: string): number {
  return counts[name] ?? 0
}
