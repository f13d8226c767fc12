// The history of upstreams: one more run in it, what is old leaves it, and what it tells of the last hours.

import { describe, expect, test } from '@jest/globals'
import {
  type History,
  hourOf,
  keptHours,
  maxRunsPerHour,
  maxUpstreams,
  type RunHealth,
  recentHealth,
  upstreamId,
  withRun,
} from '../../../src/probe/history/history.ts'

const now = 500_000
const a = 'https://a.example'
const b = 'https://b.example'

const run = (proxy: string, fault: RunHealth['fault'] = null, latencyMs: number | null = 40): RunHealth => ({
  proxy,
  fault,
  latencyMs,
})

/** One run after another, each in its hour. */
function historyOf(...runs: readonly (readonly [hour: number, health: RunHealth])[]): History {
  return runs.reduce<History>(
    (history, [hour, health]) => withRun(history, [health], { hour, proxies: [a, b] }),
    new Map(),
  )
}

test('an hour counts its runs and failures, and keeps the last latency and fault', () => {
  const history = historyOf(
    [now, run(a, 'server-error', 30)],
    [now, run(a, null, 50.4)],
    [now, run(a, 'timeout', null)],
    [now, run(b)],
  )
  expect([...history]).toEqual([
    [upstreamId(a), [{ hour: now, runs: 3, failed: 2, latencyMs: 50, lastFault: 'timeout' }]],
    [upstreamId(b), [{ hour: now, runs: 1, failed: 0, latencyMs: 40, lastFault: null }]],
  ])
})

test('what is older than two days leaves it, and so does what is of the future, and whom the list does not name', () => {
  const at = (hour: number) => ({ hour, runs: 1, failed: 0, latencyMs: 40, lastFault: null })
  const history: History = new Map([
    [upstreamId(a), [at(now - keptHours), at(now + 1)]],
    [upstreamId(b), [at(now - keptHours + 1)]],
  ])
  const next = withRun(history, [], { hour: now, proxies: [a, b] })
  expect([...next.keys()]).toEqual([upstreamId(b)])
  expect([...withRun(next, [], { hour: now, proxies: [a] })]).toEqual([])
})

test('it stays small, however many runs and upstreams there are', () => {
  const proxies = Array.from({ length: 40 }, (_, index) => `https://${index}.example`)
  let history: History = new Map()
  for (let hour = now - 100; hour <= now; hour++) {
    history = withRun(
      history,
      proxies.map((proxy) => run(proxy)),
      { hour, proxies },
    )
  }
  expect(history.size).toBe(maxUpstreams)
  for (const hours of history.values()) expect(hours).toHaveLength(keptHours)
  const full = { hour: now, runs: maxRunsPerHour, failed: maxRunsPerHour, latencyMs: 1, lastFault: null }
  const more = withRun(new Map([[upstreamId(a), [full]]]), [run(a, 'dns')], { hour: now, proxies: [a] })
  expect(more.get(upstreamId(a))).toMatchObject([{ runs: maxRunsPerHour, failed: maxRunsPerHour }])
})

describe('the last day', () => {
  test('runs and failures add up; the last fault is that of the latest hour that has one', () => {
    const history = historyOf(
      [now - 24, run(a, 'dns', 900)],
      [now - 23, run(a, 'tls', 10)],
      [now - 2, run(a, 'connect', 20)],
      [now - 2, run(a, null, 30)],
      [now, run(a, null, 50)],
    )
    const expected = { hours: 24, runs: 4, failed: 2, latencyMs: 30, lastFault: 'connect' }
    expect(recentHealth(history, a, now)).toEqual(expected)
    expect(recentHealth(history, b, now)).toBeNull()
    expect(recentHealth(history, a, now + 24)).toBeNull()
  })
})

test('an upstream is known by a digest, so that no name is stored', () => {
  expect(upstreamId(a)).toMatch(/^[0-9a-f]{32}$/)
  expect(upstreamId(a)).not.toBe(upstreamId(b))
})

test('hours are whole', () => {
  expect(hourOf(new Date('1970-01-02T01:59:59Z'))).toBe(25)
})
