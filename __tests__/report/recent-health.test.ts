// How a proxy did in the runs before: in the table of the summary, and in the text.

import { expect, test } from '@jest/globals'
import { recentHealth, recentTitle } from '../../src/report/recent-health.ts'
import type { ProxyVerdict, Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { proxy, sampleReports } from '../helpers/reports.ts'

const told: NonNullable<ProxyVerdict['history']> = {
  hours: 24,
  runs: 12,
  failed: 1,
  latencyMs: 44,
  lastFault: 'server-error',
}

test.each<[changes: Partial<typeof told>, words: string]>([
  [{}, '12 runs, 1 failed (last: server-error), 44 ms'],
  [{ failed: 0 }, '12 runs, none failed, 44 ms'],
  [{ runs: 1, failed: 1, lastFault: null, latencyMs: null }, '1 run, 1 failed'],
  [{ runs: 24_000, failed: 24_000, lastFault: 'dns' }, '24,000 runs, 24,000 failed (last: dns), 44 ms'],
])('%j', (changes, words) => {
  expect(recentHealth({ ...told, ...changes })).toBe(words)
})

test('how far back: as far as the farthest one', () => {
  expect(recentTitle([proxy()])).toBeNull()
  expect(recentTitle([proxy(), proxy({ history: told })])).toBe('Last 24 h')
})

function failedWith(proxies: readonly ProxyVerdict[]): Report {
  const report = sampleReports['failed-network']
  if (report === undefined) throw new Error('no such sample')
  return { ...report, proxies }
}

test('a failed run shows it beside the verdict, in the summary and in the text', () => {
  const report = failedWith([
    proxy({ health: 'unhealthy', history: told }),
    proxy({ proxy: 'https://mirror.example.net' }),
  ])
  const summary = renderSummary(report)
  expect(summary).toContain('<th>Last 24 h</th>')
  expect(summary).toContain('<td>12 runs, 1 failed (last: server-error), 44 ms</td>')
  expect(renderText(report).join('\n')).toContain('Last 24 h: 12 runs, 1 failed (last: server-error), 44 ms.')
})

test('without a history there is no column for it', () => {
  const report = failedWith([proxy({ health: 'unhealthy' })])
  expect(renderSummary(report)).not.toContain('Last 24 h')
  expect(renderText(report).join('\n')).not.toContain('Last 24 h')
})
