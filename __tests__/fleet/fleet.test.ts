// What many reports say together: counts, trends, rankings, and what was saved by what.
// Maps to src/fleet/fleet.ts, src/fleet/rankings.ts, src/fleet/time-buckets.ts, src/fleet/run-record.ts, src/fleet/read-record.ts, src/fleet/counted-report.ts, src/fleet/collect.ts, src/fleet/shape.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as v from 'valibot'
import { createCollection } from '../../src/fleet/collect.ts'
import { fleetOf } from '../../src/fleet/fleet.ts'
import { createClean } from '../../src/fleet/read-record.ts'
import { fleet as shape } from '../../src/fleet/shape.ts'
import type { Report } from '../../src/report/report.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { attempt, cache, fault, fetched, retry, sampleReports } from '../helpers/reports.ts'

const now = Date.parse('2026-12-01T12:00:00Z')

function sample(name: string, changes: Partial<Report> = {}): Report {
  return { ...(sampleReports[name] as Report), ...changes }
}

function collect(all: readonly (Report | string)[], sinceMs: number | null = null) {
  const collection = createCollection({ nowMs: now, sinceMs, clean: createClean((text) => text) })
  for (const [at, report] of all.entries())
    collection.add(`${at}.json`, typeof report === 'string' ? report : JSON.stringify(report))
  return collection
}

function fleetFrom(all: readonly (Report | string)[], sinceMs: number | null = null) {
  const collection = collect(all, sinceMs)
  return fleetOf(collection.records(), collection.input(), now)
}

/** A run in a repository of its own. */
const place = (repository: string, at: string, id = '1') => ({
  at,
  run: { repository, workflow: 'ci', job: 'test', id, attempt: 1, event: 'push', ref: '' },
})

describe('one run', () => {
  const record = (report: Report) => collect([report]).records()[0]
  const googleProxy = { proxy: 'https://ci:x@proxy.golang.org/go', requests: 9, bytes: 1, breakerOpened: 0 }

  test.each<[string, Report, object]>([
    [
      'green',
      sample('green-cold'),
      { result: 'complete', cause: null, savedBy: null, lostMs: 0, downloaded: true },
    ],
    [
      'failed: all of its time is lost',
      sample('failed-network'),
      {
        lostMs: 78_300,
        cause: {
          id: 'server-error/http-503',
          category: 'server-error',
          host: 'proxy.golang.org',
          module: 'golang.org/x/text@v0.14.0',
          transient: true,
        },
      },
    ],
    [
      'recovered by a retry: the attempts that failed and their pauses are lost',
      sample('green-cold', {
        result: 'recovered',
        fault: fault(),
        attempts: [attempt(1, fault(), retry(1_500), 8_000), attempt(2, null, { kind: 'done' }, 5_000)],
      }),
      { savedBy: 'retry', lostMs: 9_500, cause: { id: 'server-error/http-503' } },
    ],
    [
      'recovered within the fetch: the proxy that failed most is its cause',
      sample('green-cold', {
        result: 'recovered',
        fault: null,
        fetch: fetched({
          failures: 5,
          upstreams: [
            { ...googleProxy, ok: 4, medianFirstByteMs: 30, verdicts: { ok: 4, stalled: 3, error: 2 } },
            {
              ...googleProxy,
              proxy: 'https://other.example',
              ok: 8,
              medianFirstByteMs: null,
              verdicts: { ok: 8, error: 1 },
            },
          ],
        }),
      }),
      {
        savedBy: 'failover',
        lostMs: 0,
        cause: {
          id: 'requests/stalled',
          category: null,
          host: 'proxy.golang.org',
          transient: true,
          module: null,
        },
        proxies: [
          { host: 'proxy.golang.org', requests: 9, ok: 4, firstByteMs: 30 },
          { host: 'other.example', requests: 9, ok: 8, firstByteMs: null },
        ],
      },
    ],
    [
      'a host that only the proxy tells',
      sample('failed-network', { fault: fault({ host: null, proxy: 'http://[::1]:3000/x' }) }),
      { cause: { host: '[::1]:3000' } },
    ],
    ['elsewhere than on GitHub', sample('green-cold', { run: null }), { repository: '' }],
    [
      'numbers that no run can have',
      sample('failed-network', { seconds: 1e300 }),
      { lostMs: 432_000_000, endMs: expect.any(Number) },
    ],
  ])('%s', (_, report, expected) => {
    expect(record(report)).toMatchObject(expected)
  })

  test.each([
    'exact',
    'partial',
    'miss',
    'off',
    'not-needed',
    'slow',
    'denied',
    'unavailable',
    'corrupt',
    'rate-limited',
  ] as const)('cache: %s', (kind) => {
    const all = { key: 'k', files: 1, bytes: 7, reason: 'r', limitMs: 1 }
    const report = sample('green-cold', {
      cache: cache({ restore: { ...all, kind } as Report['cache']['restore'], restoreMs: 20 }),
    })
    const isTrouble = ['slow', 'denied', 'unavailable', 'corrupt', 'rate-limited'].includes(kind)
    expect(record(report)).toMatchObject({
      cache: isTrouble ? 'trouble' : kind,
      restored: kind === 'exact' || kind === 'partial' ? { bytes: 7, ms: 20 } : null,
    })
  })
})

describe('what was read', () => {
  const report = sample('green-cold')

  test.each<[string, string, string]>([
    ['another version', JSON.stringify({ ...report, version: 2 }), 'version'],
    ['not JSON', '{"version": 1, ', 'no JSON'],
    ['another file', '{"name": "x"}', 'version'],
    ['a time that is none', JSON.stringify({ ...report, at: '2026-19-39T29:00:00Z' }), 'no such time'],
    ['the future', JSON.stringify({ ...report, at: '2027-01-01T00:00:00Z' }), 'future'],
  ])('%s is counted, named, and does not count as a run', (_, text, problem) => {
    const { input, runs } = fleetFrom([report, text])
    expect([input.read, input.unreadable, runs.runs]).toEqual([1, 1, 1])
    expect(input.examples).toEqual([{ name: '1.json', problem: expect.stringContaining(problem) }])
  })

  test('a report of an older release, and one of a newer, count all the same', () => {
    const { requiredBy: _, findings: __, ...older } = sample('failed-network')
    const newer = {
      ...sample('failed-network'),
      more: 1,
      at: '2026-11-24T00:00:00Z',
      fault: { ...fault(), category: 'quantum', id: 'quantum/leap' },
      cache: { ...cache(), restore: { kind: 'half', more: 1 } },
      fetch: { kind: 'elsewhere' },
    }
    const { runs, causes, cache: told } = fleetFrom([JSON.stringify(older), JSON.stringify(newer)])
    expect([runs.failed, told.trouble]).toEqual([2, 1])
    expect(causes.map(({ id, category }) => [id, category])).toEqual([
      ['quantum/leap', 'unknown'],
      ['server-error/http-503', 'server-error'],
    ])
  })

  test('only the first of those are named', () => {
    const { input } = fleetFrom(Array.from({ length: 50 }, () => '{}'))
    expect([input.unreadable, input.examples.length]).toEqual([50, 20])
  })

  test('a copy counts once, however it is written; jobs of a matrix are no copies', () => {
    const sibling = { ...report, seconds: 6.5 }
    const { input, runs } = fleetFrom([
      report,
      JSON.stringify(report, null, 2),
      `\ufeff${JSON.stringify(report)}`,
      sibling,
    ])
    expect([input.read, input.duplicates, runs.runs]).toEqual([4, 2, 2])
  })

  test('what is older is left out, and counted', () => {
    const old = { ...report, at: '2026-10-01T00:00:00Z' }
    const { input, runs } = fleetFrom([report, old], Date.parse('2026-11-01T00:00:00Z'))
    expect([input.read, input.older, runs.runs]).toEqual([2, 1, 1])
  })

  test('nothing at all', () => {
    expect(fleetFrom([])).toMatchObject({ from: null, to: null, runs: { runs: 0 }, days: [], incidents: [] })
  })
})

describe('trends', () => {
  test('days and weeks in UTC, none left out', () => {
    const { days, weeks } = fleetFrom([
      sample('green-exact', place('a', '2026-11-27T23:59:59Z')),
      sample('failed-network', place('a', '2026-11-30T00:00:00Z')),
      sample('recovered', place('a', '2026-11-30T01:00:00Z')),
    ])
    expect(days.map(({ day, runs, failed, recovered }) => [day, runs, failed, recovered])).toEqual([
      ['2026-11-27', 1, 0, 0],
      ['2026-11-28', 0, 0, 0],
      ['2026-11-29', 0, 0, 0],
      ['2026-11-30', 2, 1, 1],
    ])
    expect(weeks.map(({ week, runs, lostMinutes }) => [week, runs, lostMinutes > 0])).toEqual([
      ['2026-11-23', 1, false],
      ['2026-11-30', 2, true],
    ])
    expect(days[0]).toMatchObject({ cacheAsked: 1, cacheExact: 1 })
  })

  test('one report with a wrong clock makes no million days', () => {
    const { days, weeks } = fleetFrom([
      sample('green-cold', place('a', '1971-01-01T00:00:00Z')),
      sample('green-cold'),
    ])
    expect([days.length, weeks.length]).toEqual([400, 400])
  })
})

describe('rankings', () => {
  const checksum = sampleReports['failed-checksum'] as Report
  const all = [
    sample('failed-network', place('acme/a', '2026-11-23T10:00:00Z', '1')),
    sample('failed-network', place('acme/b', '2026-11-23T10:10:00Z', '2')),
    { ...checksum, ...place('acme/b', '2026-11-20T10:00:00Z', '3') },
    sample('green-exact', place('acme/c', '2026-11-23T10:05:00Z', '4')),
    sample('green-cold', place('acme/c', '2026-11-23T11:00:00Z', '5')),
  ]

  test('causes, hosts, modules, repositories: the most failures first', () => {
    const { causes, hosts, modules, repositories, runs } = fleetFrom(all)
    expect(causes.map(({ id, failed, repositories: met }) => [id, failed, met])).toEqual([
      ['server-error/http-503', 2, 2],
      ['checksum-mismatch/go-sum', 1, 1],
    ])
    expect(hosts).toMatchObject([{ host: 'proxy.golang.org', failed: 3, repositories: 2 }])
    expect(modules.map(({ module }) => module)).toEqual([
      'golang.org/x/text@v0.14.0',
      'github.com/acme/ledger@v1.4.2',
    ])
    expect(repositories.map(({ repository, runs: of, failed }) => [repository, of, failed])).toEqual([
      ['acme/b', 2, 2],
      ['acme/a', 1, 1],
      ['acme/c', 2, 0],
    ])
    expect(runs).toMatchObject({ runs: 5, failed: 3, complete: 2, repositories: 3 })
  })

  test('an incident; and who was spared by the cache while it lasted', () => {
    const { incidents, saved } = fleetFrom(all)
    expect(incidents).toMatchObject([
      {
        subject: { kind: 'host', name: 'proxy.golang.org' },
        start: '2026-11-23T10:00:00.000Z',
        recovered: '2026-11-23T11:00:06.400Z',
        minutesToRecovery: 60.1,
        failed: 2,
        repositories: ['acme/a', 'acme/b'],
        open: false,
      },
    ])
    expect(saved.cache).toBe(1)
  })

  test('the same answer in whatever order the reports come', () => {
    expect(fleetFrom([...all].reverse())).toEqual(fleetFrom(all))
  })

  test('cache and proxies', () => {
    const { cache: told, download, proxies } = fleetFrom(all)
    expect(told).toMatchObject({ exact: 1, hitRate: expect.any(Number), bytesPerSecond: expect.any(Number) })
    expect(download.bytes).toBeGreaterThan(0)
    expect(proxies[0]).toMatchObject({ host: 'proxy.golang.org', runs: 4 })
    expect(proxies.find(({ host }) => host === 'mirror.example.net')).toMatchObject({
      requests: 18,
      failed: 18,
    })
  })
})

test('whatever the reports hold, the answer has the shape that is told', () => {
  const any = reports(fc.string({ unit: 'binary', maxLength: 12 })).map((report) => ({
    ...report,
    at: new Date(now - Date.parse(report.at) / 1_000).toISOString(),
  }))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), (all) => {
      const answer = fleetFrom(all)
      expect(v.is(shape, JSON.parse(JSON.stringify(answer)))).toBe(true)
      expect(answer.runs.runs + answer.input.duplicates).toBe(all.length)
    }),
    { numRuns: 150 },
  )
})
