// When trouble is an incident, when it was over, and what is only chance.

import { describe, expect, test } from '@jest/globals'
import type { FaultCategory } from '../../src/faults/category.ts'
import { findIncidents } from '../../src/fleet/incidents.ts'
import type { RunRecord } from '../../src/fleet/run-record.ts'

const minute = 60_000
const start = Date.parse('2026-03-02T10:00:00Z')

/** A run of five minutes that began so many minutes after ten. */
function run(minutes: number, repository: string, changes: Partial<RunRecord> = {}): RunRecord {
  const atMs = start + minutes * minute
  return {
    identity: '',
    job: '',
    runId: '',
    atMs,
    endMs: atMs + 5 * minute,
    repository,
    result: 'complete',
    cause: null,
    savedBy: null,
    lostMs: 0,
    downloaded: true,
    cache: 'miss',
    restored: null,
    fetched: null,
    proxies: [{ host: 'proxy.example', requests: 10, ok: 10, firstByteMs: 20 }],
    ...changes,
  }
}

function cause(category: FaultCategory | null, subject: Partial<NonNullable<RunRecord['cause']>> = {}) {
  return { id: `${category}/x`, category, transient: true, host: 'proxy.example', module: null, ...subject }
}

const failed = (minutes: number, repository: string, changes: Partial<RunRecord> = {}) =>
  run(minutes, repository, {
    result: 'failed',
    cause: cause('server-error'),
    lostMs: 5 * minute,
    proxies: [{ host: 'proxy.example', requests: 10, ok: 2, firstByteMs: 20 }],
    ...changes,
  })

function told(records: readonly RunRecord[], nowMinutes = 10_000) {
  return findIncidents(records, start + nowMinutes * minute).map((incident) => ({
    name: incident.subject.name,
    from: (incident.startMs - start) / minute,
    to: (incident.endMs - start) / minute,
    over: incident.recoveredMs === null ? null : (incident.recoveredMs - start) / minute,
    open: incident.open,
    runs: [incident.failed, incident.recovered],
    repositories: incident.repositories,
  }))
}

describe('an incident', () => {
  type Row = [string, readonly RunRecord[]]

  test('is one host in trouble in two repositories within an hour, until a run is answered rightly', () => {
    const records = [
      run(-10, 'a'),
      failed(0, 'a'),
      failed(50, 'b'),
      failed(60, 'a'),
      run(70, 'c'),
      run(90, 'a'),
    ]
    expect(told(records)).toEqual([
      {
        name: 'proxy.example',
        from: 0,
        to: 65,
        over: 75,
        open: false,
        runs: [3, 0],
        repositories: ['a', 'b'],
      },
    ])
  })

  test('counts runs that overcame it, and has the most frequent cause first', () => {
    const saved = { result: 'recovered', savedBy: 'failover' } as const
    const records = [
      failed(0, 'a', { cause: cause('connect') }),
      failed(5, 'b', { ...saved, cause: cause(null, { id: 'requests/stalled' }) }),
      failed(6, 'c', { ...saved, cause: cause(null, { id: 'requests/stalled' }) }),
    ]
    const [incident] = findIncidents(records, start)
    expect(incident).toMatchObject({
      failed: 1,
      recovered: 2,
      causes: ['requests/stalled', 'connect/x'],
      lostMs: 15 * minute,
    })
  })

  test.each<Row>([
    ['one repository alone', [failed(0, 'a'), failed(1, 'a')]],
    ['more than an hour between them', [failed(0, 'a'), failed(66, 'b')]],
    [
      'two hosts',
      [failed(0, 'a'), failed(1, 'b', { cause: cause('server-error', { host: 'other.example' }) })],
    ],
    ...(['go-sum-missing', 'disk', 'killed', 'unknown', 'proxy-config', 'vcs-missing'] as const).map(
      (category): Row => [
        `${category}, which is shared by chance`,
        [failed(0, 'a', { cause: cause(category) }), failed(1, 'b', { cause: cause(category) })],
      ],
    ),
    [
      'two modules',
      ['x', 'y'].map((module, at) =>
        failed(at, module, { cause: cause('not-found', { host: null, module }) }),
      ),
    ],
  ])('is none: %s', (_, records) => {
    expect(told(records)).toEqual([])
  })

  test('an hour counts from the end of a long run', () => {
    const long = failed(0, 'a', { endMs: start + 50 * minute })
    expect(told([long, failed(100, 'b')])).toHaveLength(1)
  })

  test('one module in several repositories, whatever the host', () => {
    const about = (host: string) => ({ cause: cause('not-found', { host, module: 'example.com/x@v1.0.0' }) })
    const records = [failed(0, 'a', about('p.example')), failed(5, 'b', about('q.example')), run(30, 'b')]
    expect(told(records)).toMatchObject([{ name: 'example.com/x@v1.0.0', over: 35 }])
  })

  test('a second one of the same host is told apart', () => {
    const records = [failed(0, 'a'), failed(1, 'b'), run(20, 'a'), failed(200, 'a'), failed(201, 'b')]
    expect(told(records).map(({ from, over }) => [from, over])).toEqual([
      [0, 25],
      [200, null],
    ])
  })
})

describe('its end', () => {
  const two = [failed(0, 'a'), failed(10, 'b')]

  test.each<[string, RunRecord, number | null]>([
    ['a run that the host answered rightly', run(20, 'z'), 25],
    ['a run with an exact hit shows nothing', run(20, 'a', { downloaded: false, proxies: [] }), null],
    [
      'nor one that another proxy served',
      run(20, 'a', { proxies: [{ host: 'other', requests: 1, ok: 1, firstByteMs: 1 }] }),
      null,
    ],
    ['nor one that began before the last failure', run(9, 'a'), null],
    [
      'where go downloaded, whose hosts nobody knows, a repository that it had failed',
      run(20, 'a', { proxies: [] }),
      25,
    ],
    ['but not another repository', run(20, 'z', { proxies: [] }), null],
  ])('%s', (_, record, over) => {
    const records = [...two, record].sort((x, y) => x.atMs - y.atMs)
    expect(told(records)).toMatchObject([{ over }])
  })

  test('open until an hour after its last run; then nobody knows', () => {
    expect(told(two, 60)).toMatchObject([{ open: true, over: null }])
    expect(told(two, 80)).toMatchObject([{ open: false, over: null }])
  })
})
