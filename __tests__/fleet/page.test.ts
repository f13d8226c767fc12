// The page, the text and the metrics of a fleet: whole, readable by everybody, and dead whatever the reports hold.
// Maps to src/fleet/page/*, src/fleet/text.ts, src/fleet/open-metrics.ts, src/fleet/wording.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createCollection } from '../../src/fleet/collect.ts'
import { fleetOf } from '../../src/fleet/fleet.ts'
import { renderOpenMetrics } from '../../src/fleet/open-metrics.ts'
import { renderFleetPage } from '../../src/fleet/page/page.ts'
import { createClean } from '../../src/fleet/read-record.ts'
import { renderFleetText } from '../../src/fleet/text.ts'
import { createRedactor } from '../../src/platform/redact.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { elementsOf, malformedMetrics, pageIntruders, pageTree, textOf } from '../helpers/intruders.ts'
import { payloads } from '../helpers/payloads.ts'
import { fetched, sampleReports } from '../helpers/reports.ts'

const now = Date.parse('2026-11-23T20:00:00Z')

function fleetFrom(
  all: readonly Report[],
  {
    redact = (text: string) => text,
    names = [],
  }: { readonly redact?: (text: string) => string; readonly names?: readonly string[] } = {},
) {
  const collection = createCollection({ nowMs: now, sinceMs: null, clean: createClean(redact) })
  for (const [at, report] of all.entries()) collection.add(`${at}.json`, JSON.stringify(report))
  for (const name of names) collection.addUnreadable(name, name)
  return fleetOf(collection.records(), collection.input(), now)
}

const control = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** Two repositories in which every sample went wrong within the hour, so that every part of the page is there. */
function incidentOf(change: (text: string) => string): readonly Report[] {
  return Object.values(sampleReports).flatMap((sample, index) =>
    ['acme/a', 'acme/b'].map((repository, second) => {
      const changed = redactReport(sample, change)
      const at = new Date(now - (index * 2 + second) * 60_000).toISOString()
      const run = {
        repository: `${repository} ${change(repository)}`,
        workflow: '',
        job: '',
        id: '',
        attempt: 1,
        event: '',
        ref: '',
      }
      return { ...changed, version: 1 as const, at, run }
    }),
  )
}

describe('nothing in a report becomes alive', () => {
  test.each(payloads)('%j in every string', (payload) => {
    const fleet = fleetFrom(
      incidentOf(() => payload),
      { names: [payload] },
    )
    expect(fleet.runs.failed).toBeGreaterThan(3)
    expect(pageIntruders(renderFleetPage(fleet))).toEqual([])
    expect(renderFleetPage(fleet)).not.toMatch(control)
    expect(renderFleetText(fleet).join('')).not.toMatch(control)
  })

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(...payloads),
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('<', '>', '\n', '"', '&', '</style>', '</title>', '<svg onload=x>', '}', '\\'),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join(''))
  const recent = (text: fc.Arbitrary<string>) =>
    reports(text, 1).map((report) => ({
      ...report,
      at: new Date(now - Date.parse(report.at) / 1e6).toISOString(),
    }))

  test('any payloads in any reports', () => {
    fc.assert(
      fc.property(fc.array(recent(hostile), { maxLength: 4 }), hostile, (all, name) => {
        const fleet = fleetFrom(all, { names: [name] })
        expect(pageIntruders(renderFleetPage(fleet))).toEqual([])
        for (const line of renderFleetText(fleet)) expect(line).not.toMatch(/[\n\x1b\x9b]/)
        expect(malformedMetrics(renderOpenMetrics(fleet))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('a secret is gone before the host is cut out of a proxy', () => {
    const secret = 'pass@w0rd-of-the-mirror?x'
    const proxy = `https://ci:${secret}@mirror.example`
    const hostless = sampleReports['failed-network'] as Report
    const report = {
      ...hostless,
      fault: { ...(hostless.fault as NonNullable<Report['fault']>), host: null, proxy: `proxy at ${secret}` },
      fetch: fetched({
        upstreams: [proxy, `https://mirror.example ${secret}`].map((name) => ({
          ...{ proxy: name, requests: 9, ok: 1, bytes: 1, medianFirstByteMs: null, breakerOpened: 0 },
          verdicts: { error: 8 },
        })),
      }),
    }
    const fleet = fleetFrom([report], { redact: createRedactor([secret]) })
    expect(fleet.proxies.map(({ host }) => host)).toEqual(['mirror.example'])
    for (const text of [renderFleetPage(fleet), renderFleetText(fleet).join('\n'), JSON.stringify(fleet)])
      expect(text).not.toMatch(/pass@|w0rd/)
  })

  test('a secret in any string, however it is dressed up, is in none of them', () => {
    const secret = 'hunter22-hunter22'
    const dressed = fc.constantFrom(
      secret,
      `https://ci:${secret}@proxy.example/x`,
      `hunter22\u001b[0m-hunter22`,
      `${'x'.repeat(190)}${secret}`,
      `\u202e${secret}`,
      Buffer.from(`x${secret}`).toString('base64'),
      `Authorization: Bearer ${secret}${secret}`,
      'https://user:pa55-of-nobody@proxy.example',
    )
    const redact = createRedactor([secret])
    fc.assert(
      fc.property(fc.array(recent(dressed), { minLength: 1, maxLength: 4 }), dressed, (all, name) => {
        const fleet = fleetFrom(all, { redact, names: [name] })
        const told = [
          renderFleetPage(fleet),
          renderFleetText(fleet).join('\n'),
          renderOpenMetrics(fleet),
          JSON.stringify(fleet),
        ]
        for (const text of told) expect(text).not.toMatch(/hunter22|pa55|aHVudGVy|h1bnRlcjI|odW50ZXIy/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the page', () => {
  const fleet = fleetFrom(
    incidentOf((text) => text),
    { names: ['broken.json'] },
  )
  const html = renderFleetPage(fleet)
  const all = elementsOf(pageTree(html))
  const words = textOf(pageTree(html))

  test('has no script, no link, no address to load, and a policy that forbids them', () => {
    expect(html).not.toMatch(/<script|<a |<img|<link|url\(|@import|\son\w+=|https?:/i)
    const policy = all.find(({ properties }) => properties.httpEquiv !== undefined)
    expect(String(policy?.properties.content)).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/)
  })

  test('says everything that was asked', () => {
    for (const text of [
      /\d+ of \d+ runs failed/,
      /Saved/,
      /Time lost/,
      /Open: github\.com since 2026-11-23/,
      /acme\/a/,
      /golang\.org\/x\/text@v0\.14\.0/,
      /server-error\/http-503/,
      /Cache hits/,
      /First byte/,
      /broken\.json/,
      /Times are UTC/,
    ])
      expect(words).toMatch(text)
  })

  test('each picture has a title and words in its place, or stands beside its numbers; each id is there once', () => {
    const ids = all.map(({ properties }) => properties.id).filter((id) => id !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    const pictures = all.filter(({ tagName }) => tagName === 'svg')
    expect(pictures.length).toBeGreaterThan(10)
    for (const { properties, children } of pictures) {
      if (properties.ariaHidden === 'true') continue
      expect(properties.role).toBe('img')
      const labels = String(properties.ariaLabelledBy).split(/[ ,]+/)
      expect(labels.map((label) => ids.includes(label))).toEqual([true, true])
      expect(children.slice(0, 2).map((child) => textOf(child) !== '')).toEqual([true, true])
    }
  })

  test('each table has a caption, headings with a scope, and a name in front of each row', () => {
    const tables = all.filter(({ tagName }) => tagName === 'table')
    expect(tables.length).toBeGreaterThanOrEqual(7)
    for (const table of tables) {
      const parts = elementsOf(table)
      expect(parts.filter(({ tagName }) => tagName === 'caption').map(textOf)).toEqual([
        expect.stringMatching(/\w/),
      ])
      for (const { properties } of parts.filter(({ tagName }) => tagName === 'th'))
        expect(properties.scope).toMatch(/^(?:col|row)$/)
      const [head, ...rows] = parts.filter(({ tagName }) => tagName === 'tr')
      for (const row of rows) expect(row.children).toHaveLength(head?.children.length ?? 0)
    }
  })

  test('numbers of charts are numbers', () => {
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/)
  })

  test('without any report it says so, and with green ones it draws no trouble', () => {
    expect(textOf(pageTree(renderFleetPage(fleetFrom([]))))).toContain('No runs to tell of.')
    const green = { ...(sampleReports['green-exact'] as Report), at: '2026-11-23T10:00:00Z' }
    const text = textOf(pageTree(renderFleetPage(fleetFrom([green]))))
    expect(text).toContain('None of 1 run failed')
    expect(text).not.toContain('Causes')
  })

  test('many days become weeks', () => {
    const days = Array.from({ length: 100 }, (_, day) => ({
      ...(sampleReports['failed-network'] as Report),
      at: new Date(now - day * 86_400_000).toISOString(),
    }))
    expect(textOf(pageTree(renderFleetPage(fleetFrom(days))))).toMatch(/The figures of 1[56] weeks/)
  })
})

test('the text has the answer first, then what to look at', () => {
  const lines = renderFleetText(
    fleetFrom(
      incidentOf((text) => text),
      { names: ['broken.json'] },
    ),
  )
  expect(lines[0]).toMatch(/^\d+ of \d+ runs failed \(\d+\u00a0%\).* 1 incident is open\.$/)
  const titles = lines.filter((line) => /^[A-Z][a-z ]+$/.test(line))
  expect(titles).toEqual([
    'Incidents',
    'Causes',
    'Hosts',
    'Modules',
    'Repositories',
    'Weeks',
    'Cache and proxies',
    'Left out',
  ])
})

test('the metrics tell runs, causes and incidents', () => {
  const metrics = renderOpenMetrics(fleetFrom(incidentOf((text) => text)))
  expect(malformedMetrics(metrics)).toEqual([])
  expect(metrics).toMatch(/^go_modules_fleet_runs\{result="failed"\} \d+$/m)
  expect(metrics).toMatch(/^go_modules_fleet_incidents\{state="open"\} 1$/m)
  expect(metrics).toMatch(
    /^go_modules_fleet_cause_runs\{cause="server-error\/http-503",transient="true",result="failed"\} \d+$/m,
  )
})
