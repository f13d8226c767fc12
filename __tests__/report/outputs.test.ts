// Outputs, annotations and the texts of the command line.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderAnnotations } from '../../src/report/annotations.ts'
import { renderClassification } from '../../src/report/classification.ts'
import { outputNames, reportOutputs } from '../../src/report/outputs.ts'
import type { Report, RestoreOutcome } from '../../src/report/report.ts'
import { renderText } from '../../src/report/text.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { cache, fault, fetched, sampleReports } from '../helpers/reports.ts'

const sample = (name: string) => sampleReports[name] as Report
const unsafe = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a\nb', '::error::x', '\x1b[31mred', '\u202ex', 'a\rb', 'x'.repeat(9000), '`', '\u2028'),
)

describe('outputs', () => {
  test('of a complete run', () => {
    expect(reportOutputs(sample('green-exact'), '/tmp/a  b/report.json')).toEqual({
      result: 'complete',
      category: '',
      'fault-id': '',
      transient: '',
      module: '',
      host: '',
      attempts: '1',
      proxy: '',
      goproxy: 'https://proxy.golang.org,direct',
      cache: 'exact',
      'cache-hit': 'true',
      'cache-key': sample('green-exact').cache.key,
      'modules-total': '143',
      'modules-fetched': '0',
      'bytes-fetched': '0',
      seconds: '2.8',
      report: '/tmp/a  b/report.json',
    })
  })

  test('of a failed run', () => {
    expect(reportOutputs(sample('failed-network'))).toMatchObject({
      result: 'failed',
      category: 'server-error',
      'fault-id': 'server-error/http-503',
      transient: 'true',
      module: 'golang.org/x/text@v0.14.0',
      host: 'proxy.golang.org',
      attempts: '4',
      proxy: 'https://proxy.golang.org',
      'cache-hit': 'false',
    })
  })

  test.each<RestoreOutcome>([
    { kind: 'partial', key: 'k', files: 1, bytes: 1 },
    { kind: 'miss' },
    { kind: 'not-needed', reason: 'nothing was missing' },
  ])('cache-hit is true for an exact hit only, not for $kind', (restore) => {
    expect(reportOutputs({ ...sample('green-cold'), cache: cache({ restore }) })['cache-hit']).toBe('false')
  })

  test('are all there and on one line, whatever the report holds', () => {
    fc.assert(
      fc.property(reports(anything), (report) => {
        const outputs = reportOutputs(report)
        expect(Object.keys(outputs)).toEqual(outputNames)
        expect(Object.values(outputs).every((value) => !unsafe.test(value))).toBe(true)
      }),
    )
  })
})

describe('annotations', () => {
  const levels = (report: Report) => renderAnnotations(report).map(({ level }) => level)

  test('a complete run has none', () => {
    expect(renderAnnotations(sample('green-exact'))).toEqual([])
  })

  test('a failure is one error at the line of go.mod, with the first step', () => {
    const [error, ...others] = renderAnnotations(sample('failed-network'))
    expect(others).toEqual([])
    expect(error).toMatchObject({
      level: 'error',
      title: 'Go modules: a server failed (proxy.golang.org)',
      file: 'services/api/go.mod',
      line: 17,
    })
    expect(error?.message).toContain('not your code')
    expect(error?.message).toContain('golang.org/x/text@v0.14.0')
    expect(error?.message).toContain('Next: Run the job again')
  })

  test('a recovery is one warning that says what was overcome', () => {
    const [warning] = renderAnnotations(sample('recovered'))
    expect(warning?.level).toBe('warning')
    expect(warning?.message).toContain('It took 2 attempts: the connection broke off')
  })

  test('wrong bytes are a warning even where all else is well', () => {
    const wrongBytes = [{ module: 'example.com/a@v1.0.0', proxy: 'https://bad.example' }]
    const [warning] = renderAnnotations({ ...sample('green-cold'), fetch: fetched({ wrongBytes }) })
    expect(warning).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('https://bad.example'),
    })
  })

  test('a changed go.sum is a notice', () => {
    expect(renderAnnotations(sample('green-partial'))).toMatchObject([{ level: 'notice', file: 'go.sum' }])
  })

  test('are at most one of each level, and short, whatever the report holds', () => {
    fc.assert(
      fc.property(reports(anything), (report) => {
        expect(new Set(levels(report)).size).toBe(levels(report).length)
        for (const { title, message } of renderAnnotations(report)) {
          expect(message.length).toBeLessThan(4096)
          expect(unsafe.test(title) || unsafe.test(message.replaceAll('\n', ''))).toBe(false)
        }
      }),
    )
  })
})

describe('terminal text', () => {
  test('tells the same as the summary', () => {
    const text = renderText(sample('failed-network'), { catalogue: 'https://github.com/o/r/blob/v1/' }).join(
      '\n',
    )
    for (const words of [
      'Go modules: a server failed',
      'This is a server, not your code.',
      'What to do:',
      '  1. Run the job again',
      'Required in  services/api/go.mod:17',
      'server-error/http-503 (https://github.com/o/r/blob/v1/docs/faults.md#',
      'unhealthy',
      '4. 10 s',
      '> 12  go: golang.org/x/text@v0.14.0',
      'Cache: no entry yet',
      'To see it yourself:',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('a green run is three lines', () => {
    expect(renderText(sample('green-exact'))).toEqual([
      'Go modules complete',
      '143 modules ready in 2.8 s. Nothing had to be downloaded.',
      '',
      'Cache: exact hit, 431 files (37.9 MB) in 910 ms. It replaced every download.',
    ])
  })

  test.each([
    ['that failed', { result: 'failed' }],
    ['that asked somebody', { go: { ...sample('green-exact').go, requests: 3 } }],
  ] as const)('does not say of a run %s that the cache replaced every download', (_, change) => {
    const text = renderText({ ...sample('green-exact'), ...change }).join('\n')
    expect(text).toContain('Cache: exact hit')
    expect(text).not.toContain('replaced every download')
  })

  test('is plain, one line each, whatever the report holds', () => {
    fc.assert(
      fc.property(reports(anything), (report) => {
        expect(renderText(report).filter((line) => unsafe.test(line) || line.length > 5000)).toEqual([])
      }),
    )
  })
})

describe('the text of a classification', () => {
  test('names the fault, whose move it is, and the steps', () => {
    const primary = fault()
    const lines = renderClassification(
      { primary, faults: [primary, fault({ category: 'dns', id: 'dns/no-such-host' })] },
      sample('failed-network').excerpt,
    )
    const text = lines.join('\n')
    for (const words of [
      'Go modules: a server failed',
      'not your code',
      '  1. Run the job again',
      'Fault        server-error/http-503',
      '1 more fault',
      '> 12  go:',
    ]) {
      expect(text).toContain(words)
    }
  })

  test('says so where nothing failed', () => {
    expect(renderClassification({ primary: null, faults: [] }, null)).toEqual([
      'No failure of a module download was found.',
    ])
  })
})
