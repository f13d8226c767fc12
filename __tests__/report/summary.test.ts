// The job summary.
// Maps to src/report/*.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createRedactor } from '../../src/platform/redact.ts'
import { faultUrl } from '../../src/report/catalogue.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { summaryIntruders, summarySkeleton } from '../helpers/intruders.ts'
import { githubHtml } from '../helpers/markdown.ts'
import { payloads } from '../helpers/payloads.ts'
import { attempt, fault, proxy, retry, sampleReports } from '../helpers/reports.ts'

const faultCatalogue = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')
const catalogue = 'https://github.com/owner/repository/blob/v1/'
const intruders = (markdown: string) => summaryIntruders(markdown, catalogue)

describe('nothing in a report becomes markup', () => {
  test.each(payloads)('%j in every string', (payload) => {
    for (const report of Object.values(sampleReports)) {
      expect(
        intruders(
          renderSummary(
            redactReport(report, () => payload),
            { catalogue },
          ),
        ),
      ).toEqual([])
    }
  })

  const hostile = fc.oneof(
    fc.constantFrom(...payloads),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(...payloads),
          fc.string({ unit: 'binary', maxLength: 8 }),
          fc.constantFrom('<', '>', '\n', '`', '&', '|', '"', '@a', '#1'),
        ),
        { maxLength: 5 },
      )
      .map((parts) => parts.join('')),
  )

  test('any payloads in any report', () => {
    fc.assert(
      fc.property(reports(hostile, 1), (report) =>
        expect(intruders(renderSummary(report, { catalogue }))).toEqual([]),
      ),
      { numRuns: 2000 },
    )
  })

  test('the elements are the same whatever the strings say', () => {
    fc.assert(
      fc.property(reports(fc.constant('word'), 2), hostile, (report, payload) => {
        // Where a string is empty a part may be missing; every other one may only change words.
        fc.pre(payload.replace(/[\s\p{C}\p{Default_Ignorable_Code_Point}]/gu, '') !== '')
        const render = (words: string) => renderSummary(redactReport(report, () => words))
        expect(summarySkeleton(render(`w ${payload}`))).toBe(summarySkeleton(render('word')))
      }),
      { numRuns: 300 },
    )
  })

  test('a link needs a trustworthy base', () => {
    for (const base of ['javascript:alert(1)//', 'https://x"/', 'https://evil.example', '//evil.example/']) {
      expect(renderSummary(sampleReports['failed-network'] as Report, { catalogue: base })).not.toContain(
        '<a',
      )
    }
  })
})

test('empty lines of another program do not let Markdown in again', () => {
  const lines = ['', '', '', '# heading', '', '<h1>x</h1>']
  const excerpt = {
    lines: lines.map((text, i) => ({ line: i, text, causal: false, repeats: 1 })),
    omitted: 0,
  }
  const report = { ...(sampleReports['failed-network'] as Report), reproduce: lines, excerpt }
  expect(intruders(renderSummary(report, { catalogue }))).toEqual([])
})

describe('a secret is gone before anything is cut', () => {
  test('even where a limit would cut through it', () => {
    const redact = createRedactor(['hunter22-hunter22'])
    for (let padding = 280; padding < 310; padding += 1) {
      const text = `${'x'.repeat(padding)}hunter22-hunter22`
      const report = redactReport(
        {
          ...(sampleReports['failed-network'] as Report),
          ranking: text,
          notices: [text],
          fault: fault({ module: text }),
        },
        redact,
      )
      expect(renderSummary(report)).not.toContain('hunter')
    }
  })
})

describe('size', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length

  test('samples stay far below 64 KiB, and a green one has at most six lines', () => {
    for (const [name, report] of Object.entries(sampleReports)) {
      const summary = renderSummary(report, { catalogue })
      expect(bytes(summary)).toBeLessThan(16 * 1024)
      if (name.startsWith('green')) expect(summary.trim().split('\n').length).toBeLessThanOrEqual(6)
    }
  })

  test('a huge report is cut from the least important part, and says what was left out', () => {
    const long = '&'.repeat(4000)
    const many = <T>(item: T) => Array.from({ length: 500 }, () => item)
    const report = {
      ...(sampleReports['failed-blocked'] as Report),
      faults: many(fault({ id: 'dns/no-such-host', module: long })),
      proxies: many(proxy({ proxy: long, reason: long, findings: many(long) })),
      attempts: many(attempt(1, fault({ host: long }), retry(1, long))),
      notices: many(long),
      reproduce: many(long),
    }
    const summary = renderSummary(report)
    expect(bytes(summary)).toBeLessThan(66 * 1024)
    expect(summary).toContain('Left out for size, and in the JSON report: ')
    expect(summary).toContain('What to do')
    expect(summary).toContain('What was printed')
  })

  test('no report whatever comes near the limit above which GitHub shows nothing', () => {
    fc.assert(
      fc.property(
        reports(fc.constantFrom('&'.repeat(3000), '\u{1f600}'.repeat(3000), 'a b '.repeat(900)), 30),
        (report) => {
          expect(bytes(renderSummary(report))).toBeLessThan(900 * 1024)
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('what the reader is told', () => {
  const visible = (name: string) =>
    githubHtml(renderSummary(sampleReports[name] as Report, { catalogue })).replace(/<[^>]*>/g, '')

  test.each<[name: string, said: string[]]>([
    ['green-exact', ['Go modules complete', 'Nothing had to be downloaded', 'exact hit', '37.9 MB']],
    ['green-cold', ['143 modules ready', 'all downloaded', '38.2 MB in 431 requests', 'Saved 37.9 MB']],
    ['green-partial', ['6 downloaded', 'partial hit', 'It paid', 'go.sum', 'Skipped: tools (vendored)']],
    [
      'recovered-unanswered',
      [
        'after trouble',
        'https://proxy.golang.org left 3 requests without an answer for a second or longer, and second ones brought their files.',
      ],
    ],
    [
      'recovered',
      ['after trouble', 'Nothing to do', 'It took 2 attempts: the connection broke off', 'How the run went'],
    ],
    [
      'failed-network',
      [
        'not your code',
        'golang.org/x/text@v0.14.0',
        'services/api/go.mod:17',
        '4 attempts',
        'Running the job again may help',
        'ECONNREFUSED',
      ],
    ],
    ['failed-checksum', ['security matter', 'refused', 'will not help', 'Do not delete lines of go.sum']],
    [
      'failed-private',
      ['about access, not your code', 'GITHUB_TOKEN', 'Credentials', 'none were offered', 'Existence'],
    ],
    ['failed-config', ['your configuration', 'GOPROXY']],
    ['failed-blocked', ['probably', 'and 39 more modules', '40 modules with this fault', '× 40']],
    ['failed-unknown', ['the cause is not clear', 'does not tell whether']],
    ['failed-without-fault', ['the step failed', 'a fault of its own']],
  ])('%s', (name, said) => {
    for (const words of said) expect(visible(name)).toContain(words)
  })

  test('the order of reading', () => {
    const text = visible('failed-network')
    const order = [
      'a server failed',
      'not your code',
      'What to do',
      'Required',
      'Latency',
      'Attempt',
      'What was printed',
      'Cache:',
      'To see it yourself',
    ]
    expect(order.map((words) => text.indexOf(words))).toEqual(
      order.map((words) => text.indexOf(words)).sort((a, b) => a - b),
    )
    expect(order.every((words) => text.includes(words))).toBe(true)
  })

  test('no failure is answered with a way around verification', () => {
    for (const name of Object.keys(sampleReports)) {
      expect(visible(name)).not.toMatch(/GOSUMDB=off|GONOSUMCHECK|GOFLAGS=-insecure|GONOSUMDB=\*|rm go\.sum/)
    }
  })

  test('every fault of the catalogue is linked to its own chapter', () => {
    const chapters = [...faultCatalogue.matchAll(/<a id="([^"]+)"><\/a>(\S+)/g)]
    expect(chapters.length).toBeGreaterThan(100)
    for (const [, anchor, id = ''] of chapters) {
      expect(faultUrl(id, catalogue)).toBe(`${catalogue}docs/faults.md#${anchor}`)
    }
  })

  test('the fault is linked to its chapter', () => {
    expect(renderSummary(sampleReports['failed-network'] as Report, { catalogue })).toContain(
      `<a href="${catalogue}docs/faults.md#`,
    )
  })
})
