// Every fact of a fault is told by the summary, the terminal text, the text of `classify`, and the JSON.

import { describe, expect, test } from '@jest/globals'
import { renderClassification } from '../../src/report/classification.ts'
import { factRows } from '../../src/report/facts.ts'
import { reportJson } from '../../src/report/json.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { fault, fetched, sampleReports } from '../helpers/reports.ts'

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

describe('nothing is told twice', () => {
  const shown = (proxy: string | null, host: string | null) =>
    factRows({ ...told, proxy, host }, null)
      .filter(([name, text]) => /^(?:Host|Proxy)$/.test(name) && text !== null)
      .map(([name]) => name)

  test.each<[string | null, string | null, readonly string[]]>([
    ['https://proxy.example', 'proxy.example', ['Host']],
    ['http://proxy.example:8080', 'proxy.example:8080', ['Proxy']],
    ['https://proxy.example/go', 'proxy.example', ['Proxy']],
    ['https://proxy.example/go', 'storage.example', ['Host', 'Proxy']],
    ['https://proxy.example.net', 'proxy.example', ['Host', 'Proxy']],
    [null, 'git.example', ['Host']],
    ['https://proxy.example', null, ['Proxy']],
  ])('of the proxy %s and the host %s', (proxy, host, names) => {
    expect(shown(proxy, host)).toEqual(names)
  })

  const rowOf = (goproxy: string, proxy: string | null) =>
    plain(renderSummary({ ...report, go: { ...report.go, goproxy }, fault: { ...told, proxy } })).includes(
      ' GOPROXY ',
    )

  test('of GOPROXY: the proxy that is named already, and an empty list', () => {
    expect(rowOf('http://127.0.0.1:1', 'http://127.0.0.1:1')).toBe(false)
    expect(rowOf('', null)).toBe(false)
    expect(rowOf('http://127.0.0.1:1,direct', 'http://127.0.0.1:1')).toBe(true)
  })
})

test('who sent the bytes that were refused is told first, though go does not name the sender', () => {
  const checksum = sampleReports['failed-checksum'] as Report
  const module = checksum.fault?.module ?? ''
  const wrong = { module, proxy: 'https://mirror.example' }
  const [, , sentences] = renderText({
    ...checksum,
    fault: { ...fault(), ...checksum.fault, host: null },
    fetch: fetched({ wrongBytes: [wrong, { ...wrong, module: 'example.com/other@v1.0.0' }] }),
  })
  expect(sentences).toContain(`\`${module}\` was refused as it came from \`https://mirror.example\`.`)
})

describe('more faults', () => {
  const html = (...others: readonly Partial<typeof told>[]) =>
    renderSummary({ ...report, faults: [told, ...others.map((other) => ({ ...told, ...other }))] })

  test('are unfolded where one of another kind has to be mended, too', () => {
    expect(html({ category: 'server-error', id: 'server-error/http-502', module: 'a.b/c@v1.0.0' })).toContain(
      '<details open><summary>1 more fault<',
    )
    expect(html({ module: 'a.b/c@v1.0.0' })).toContain('<details><summary>1 more fault<')
  })

  test('are not the same one, told in other words', () => {
    expect(html({ id: 'auth/http-403' })).not.toContain('more fault')
    const told = sampleReports['failed-unknown'] as Report
    const [absent, gone] = [
      fault({ category: 'not-found', id: 'not-found/no-zip' }),
      fault({ category: 'version-unavailable', id: 'version-unavailable/not-on-proxy' }),
    ]
    expect(renderSummary({ ...told, fault: absent, faults: [absent, gone] })).not.toContain('more fault')
  })

  test('of which no module is known are all told', () => {
    const [lost, slow] = [
      fault({ category: 'dns', id: 'dns/no-such-host', host: 'one.example', module: null }),
      fault({ category: 'connect', id: 'connect/refused', host: 'two.example', module: null }),
    ]
    const told = sampleReports['failed-unknown'] as Report
    const summary = renderSummary({ ...told, fault: lost, faults: [lost, slow] })
    expect(summary).toMatch(/1 more fault<.*two\.example/s)
  })
})
