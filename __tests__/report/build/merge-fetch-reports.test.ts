// The fetches of several attempts as one.

import { expect, test } from '@jest/globals'
import { mergeFetchReports } from '../../../src/report/build/merge-fetch-reports.ts'
import type { FetchReport } from '../../../src/report/report.ts'
import { fetched } from '../../helpers/reports.ts'

const off: FetchReport = { kind: 'off', reason: 'prefetch is false' }
const crashed: FetchReport = { kind: 'crashed', reason: 'bug' }
const ran = fetched()

test.each<[name: string, earlier: FetchReport, later: FetchReport, merged: FetchReport]>([
  ['the first that ran', off, ran, ran],
  ['none that ran', off, crashed, crashed],
  ['one that ran before one that did not', ran, crashed, ran],
])('%s', (_, earlier, later, merged) => {
  expect(mergeFetchReports(earlier, later)).toBe(merged)
})

test('counts add up; what is missing is what the later one says', () => {
  const upstream = (proxy: string, ok: number, medianFirstByteMs: number) => ({
    proxy,
    requests: ok + 1,
    ok,
    bytes: ok * 10,
    medianFirstByteMs,
    breakerOpened: 1,
    verdicts: { ok, error: 1 },
  })
  const slow = (module: string, ms: number) => ({ module, requests: 1, bytes: 1, ms })
  const earlier = fetched({
    planned: 12,
    fetched: 9,
    missing: 3,
    bytes: 90,
    ms: 100,
    requests: 13,
    retries: 1,
    failures: 4,
    hedges: 1,
    upstreams: [{ ...upstream('a', 9, 40), unanswered: 2, lastFault: 'timeout' }],
    slowest: [slow('x', 50), slow('y', 5)],
  })
  const later = fetched({
    planned: 3,
    fetched: 2,
    missing: 1,
    bytes: 20,
    ms: 30,
    requests: 4,
    retries: 1,
    failures: 1,
    hedges: 0,
    upstreams: [upstream('a', 1, 10), upstream('b', 1, 20)],
    slowest: [slow('z', 30)],
  })
  expect(mergeFetchReports(earlier, later)).toMatchObject({
    planned: 12,
    fetched: 11,
    missing: 1,
    bytes: 110,
    ms: 130,
    requests: 17,
    // Three files were asked for again, which one attempt alone does not count.
    retries: 5,
    failures: 5,
    hedges: 1,
    upstreams: [
      {
        proxy: 'a',
        ok: 10,
        requests: 12,
        medianFirstByteMs: 40,
        unanswered: 2,
        lastFault: 'timeout',
        verdicts: { ok: 10, error: 2 },
      },
      { proxy: 'b', ok: 1, requests: 2, medianFirstByteMs: 20 },
    ],
    slowest: [{ module: 'x' }, { module: 'z' }, { module: 'y' }],
  })
})
