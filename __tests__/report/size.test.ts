// How large each rendering gets when every text and every list of a report is far larger than it should be.
// Maps to src/report/*.

import { expect, test } from '@jest/globals'
import { renderAnnotations } from '../../src/report/annotations.ts'
import { reportJson } from '../../src/report/json.ts'
import { reportOutputs } from '../../src/report/outputs.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { sampleReports } from '../helpers/reports.ts'

const own = new Set(['result', 'kind', 'category', 'also', 'health', 'manners', 'id', 'verdict', 'question'])

/** Every foreign text twenty thousand characters longer, every list forty times as long, and twice as long inside another one. */
function swollen(value: unknown, copies = 40): unknown {
  if (typeof value === 'string') return `${value}${'<@x> '.repeat(4_000)}`
  if (Array.isArray(value)) {
    const items = value.map((item) => swollen(item, 2))
    return items.length === 0 ? items : Array.from({ length: copies }, () => items).flat()
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, own.has(key) ? item : swollen(item, copies)]),
  )
}

const kib = 1_024

test.each(Object.entries(sampleReports))('%s', (_name, report) => {
  // The same shape as before.
  const large = redactReport(swollen(report) as Report, (text) => text)
  expect(Buffer.byteLength(renderSummary(large))).toBeLessThan(900 * kib)
  expect(Buffer.byteLength(reportJson(large))).toBeLessThanOrEqual(8 * kib * kib)
  expect(Buffer.byteLength(renderText(large).join('\n'))).toBeLessThan(256 * kib)
  expect(Buffer.byteLength(JSON.stringify(renderAnnotations(large)))).toBeLessThan(32 * kib)
  expect(Buffer.byteLength(JSON.stringify(reportOutputs(large)))).toBeLessThan(64 * kib)
})
