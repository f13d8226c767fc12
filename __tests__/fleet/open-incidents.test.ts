// The open incidents as an issue: readable, small enough, and dead whatever the reports hold.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderOpenIncidents } from '../../src/fleet/open-incidents.ts'
import type { Fleet } from '../../src/fleet/shape.ts'
import { liveText, summaryIntruders } from '../helpers/intruders.ts'
import { markdownTree } from '../helpers/markdown.ts'
import { payloads } from '../helpers/payloads.ts'

type Incident = Fleet['incidents'][number]

const incident: Incident = {
  subject: { kind: 'host', name: 'proxy.example' },
  causes: ['server-error/http-503', 'quantum/leap'],
  start: '2026-11-23T18:00:00.000Z',
  end: '2026-11-23T19:40:00.000Z',
  recovered: null,
  minutesToRecovery: null,
  open: true,
  failed: 1_204,
  recoveredRuns: 3,
  repositories: ['acme/a', 'acme/b', '', 'acme/d', 'acme/e', 'acme/f'],
  repositoryCount: 61,
  lostMinutes: 75,
}
const over: Incident = { ...incident, open: false, subject: { kind: 'host', name: 'well.example' } }

function fleet(incidents: readonly Incident[]): Fleet {
  const results = { runs: 2_000, complete: 793, recovered: 3, failed: 1_204, lostMinutes: 75 }
  const transfers = { bytes: 0, medianSeconds: null, bytesPerSecond: null }
  return {
    version: 1,
    at: '2026-11-23T20:00:00.000Z',
    from: '2026-11-22T20:00:00.000Z',
    to: '2026-11-23T19:55:00.000Z',
    input: { read: 2_000, duplicates: 0, older: 0, unreadable: 0, examples: [] },
    runs: { ...results, repositories: 70 },
    saved: { retry: 3, failover: 0, cache: 0 },
    causes: [
      {
        id: 'server-error/http-503',
        category: 'server-error',
        transient: true,
        hosts: [],
        failed: 1_204,
        recovered: 3,
        repositories: 61,
        lostMinutes: 75,
      },
    ],
    hosts: [],
    modules: [],
    repositories: [],
    incidents,
    days: [],
    weeks: [],
    cache: { exact: 0, partial: 0, miss: 0, trouble: 0, notNeeded: 0, off: 0, hitRate: null, ...transfers },
    download: transfers,
    proxies: [],
  }
}

const wordsOf = (markdown: string) =>
  JSON.stringify(markdownTree(markdown), (key, value) => (key === 'position' ? undefined : value))

test.each<[string, readonly Incident[]]>([
  ['nothing happened', []],
  ['all is over', [over]],
])('nothing at all where %s, so that a shell can ask by `-s`', (_, incidents) => {
  expect(renderOpenIncidents(fleet(incidents))).toBe('')
})

test('what, since when, how bad, where, and what the causes mean', () => {
  const markdown = renderOpenIncidents(fleet([incident, over]))
  const words = wordsOf(markdown)
  for (const text of [
    "1 incident is open: Go modules can't be had in several repositories.",
    'proxy.example',
    '2026-11-23 18:00 UTC',
    '1,204',
    '1 h 15 min',
    'outside of CI',
    'and 56 more',
    'server-error/http-503',
    'quantum/leap',
    'Found at 2026-11-23 20:00 UTC in 2,000 runs of 70 repositories',
  ])
    expect(words).toContain(text)
  expect(words).not.toContain('well.example')
  expect(liveText(markdownTree(markdown))).toMatch(/\(service\): .+\./)
  expect(summaryIntruders(markdown)).toEqual([])
})

function hostile(text: string): Incident {
  return { ...incident, subject: { kind: 'module', name: text }, causes: [text], repositories: [text, text] }
}

describe('nothing in a report becomes alive', () => {
  test.each(payloads)('%j in every string', (payload) => {
    expect(summaryIntruders(renderOpenIncidents(fleet([hostile(payload)])))).toEqual([])
  })

  test('any payloads', () => {
    const part = fc.oneof(fc.constantFrom(...payloads), fc.string({ unit: 'binary', maxLength: 8 }))
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (payload) => {
        expect(summaryIntruders(renderOpenIncidents(fleet([hostile(payload)])))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

test('GitHub takes it, however much happens', () => {
  const name = (seed: number) => `${seed}${'&'.repeat(300)}`
  const many = Array.from({ length: 1_000 }, (_, at) => ({
    ...hostile(name(at)),
    causes: Array.from({ length: 50 }, (_, cause) => name(at + cause)),
    repositories: Array.from({ length: 100 }, (_, repository) => name(at + repository)),
  }))
  const markdown = renderOpenIncidents(fleet(many))
  expect(markdown.length).toBeLessThan(65_536)
  expect(liveText(markdownTree(markdown))).toMatch(/and 990 more/)
})
