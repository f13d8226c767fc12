// The picture of a run in lines of text.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Report, TimelineStep } from '../../src/report/report.ts'
import { timelineLines } from '../../src/report/timeline.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { attempt, fault, fetched, retry, sampleReports } from '../helpers/reports.ts'

const base = sampleReports.recovered as Report
const broken = fault({ category: 'interrupted', id: 'interrupted/http2-stream' })
const once = [attempt(1, null, { kind: 'done' })]
const twice = [attempt(1, broken, retry(2_000)), attempt(2, null, { kind: 'done' })]
const span = (proxy: string, startMs: number, ms: number, ok: number) => ({
  proxy,
  startMs,
  ms,
  requests: 9,
  ok,
})

const steps: readonly TimelineStep[] = [
  { step: 'restore', startMs: 0, ms: 1_000 },
  { step: 'fetch', attempt: 1, startMs: 1_000, ms: 5_000 },
  { step: 'go', attempt: 1, startMs: 6_000, ms: 200 },
  { step: 'pause', attempt: 1, startMs: 6_200, ms: 1_800 },
  { step: 'go', attempt: 2, startMs: 8_000, ms: 2_000 },
]

function lines(changes: Partial<Report>): readonly string[] {
  return timelineLines({
    ...base,
    attempts: once,
    fetch: fetched(),
    timeline: steps,
    seconds: 10,
    ...changes,
  })
}

test('of two attempts: each step from its start to its end, and what ended the first', () => {
  expect(lines({ attempts: twice })).toEqual([
    'Restore             1.0 s ████',
    '1. Fetch            5.0 s     ████████████████████',
    '   go mod download 200 ms                         █                the connection broke off in mid-download',
    '   Pause            1.8 s                          ░░░░░░░',
    '2. go mod download  2.0 s                                 ████████',
  ])
})

test('of a failover: each upstream that was asked', () => {
  const upstreams = [span('https://a.example', 0, 2_000, 0), span('https://b.example/go', 1_000, 4_000, 9)]
  const timeline: readonly TimelineStep[] = [
    { step: 'fetch', attempt: 1, startMs: 1_000, ms: 5_000, upstreams },
    { step: 'save', startMs: 9_000, ms: 1_000 },
  ]
  expect(lines({ timeline, fetch: fetched({ retries: 9 }) })).toEqual([
    'Fetch       5.0 s     ████████████████████',
    '  a.example 2.0 s     ▒▒▒▒▒▒▒▒                             0 of 9 requests fine',
    '  b.example 4.0 s         ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒                 9 of 9 requests fine',
    'Save        1.0 s                                     ████',
  ])
})

describe('none', () => {
  test.each<[name: string, changes: Partial<Report>]>([
    ['of one attempt without a repeated request', {}],
    ['where the times are not told', { attempts: twice, timeline: [] }],
  ])('%s', (_, changes) => {
    expect(lines(changes)).toEqual([])
  })
})

test('a run of very many steps is cut', () => {
  const timeline = Array.from({ length: 50 }, (_, i): TimelineStep => ({ step: 'go', startMs: i, ms: 1 }))
  const drawn = lines({ attempts: twice, timeline })
  expect(drawn).toHaveLength(41)
  expect(drawn.at(-1)).toBe('… and 10 more steps, in the JSON report')
})

test('holds nothing from outside but reduced hosts, and no line is long', () => {
  const foreign = fc.constantFrom(
    '<img src=x>',
    '```',
    '@everyone',
    '::error::x',
    '\u001b[2J',
    '\n\n# h',
    'javascript:x',
  )
  fc.assert(
    fc.property(reports(foreign), foreign, fc.webUrl(), (report, text, url) => {
      const upstreams = [text, `https://${text}`, `${url}${text}`].map((proxy) => span(proxy, 0, 10, 1))
      const timeline = [...steps, { step: 'fetch', attempt: 3, startMs: 0, ms: 10, upstreams } as const]
      for (const line of timelineLines({ ...report, attempts: twice, timeline })) {
        expect(line).not.toMatch(/[^\w .:…,█▒░-]/)
        expect(line.length).toBeLessThan(200)
      }
    }),
  )
})
