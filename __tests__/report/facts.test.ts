// Every fact of a fault is told by the summary, the terminal text, the text of `classify`, and the JSON.

import { describe, expect, test } from '@jest/globals'
import { renderClassification } from '../../src/report/classification.ts'
import { factRows } from '../../src/report/facts.ts'
import { reportJson } from '../../src/report/json.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { fault, sampleReports } from '../helpers/reports.ts'

const failed = sampleReports['failed-private'] as Report
const told = { ...fault(), ...failed.fault, proxy: 'https://proxy.example/go' }
const report: Report = { ...failed, fault: told, faults: [told] }
const plain = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/&#x27;|&#39;/g, "'")

describe.each(factRows(told, report.source))('%s', (name, value) => {
  const text = value ?? ''

  test('is a fact of this fault', () => expect(text).not.toBe(''))

  test.each([
    ['the summary', plain(renderSummary(report))],
    ['the terminal text', renderText(report).join('\n')],
  ])('is told by %s', (_, rendering) => {
    expect(rendering).toContain(name)
    expect(rendering).toContain(text)
  })

  test('is told by classify, where a log can know it', () => {
    const lines = renderClassification({ primary: told, faults: [told] }, null).join('\n')
    expect(lines.includes(text)).toBe(name !== 'Required in')
  })

  test('is in the JSON', () => {
    expect(reportJson(report)).toContain(name === 'Required in' ? `"file": "go.mod"` : text)
  })
})

test('a secret that is a word of ours takes no name from a row', () => {
  const redact = (words: string) => words.replaceAll('network', '***').replaceAll('existence', '***')
  const safe = redactReport(report, redact)
  expect(safe.fault?.answers.map(({ question }) => question)).toEqual(['network', 'credentials', 'existence'])
  expect(renderText(safe).join('\n')).toMatch(/Network {2,}github\.com answered/)
})
