// A history that was written is read again; one that was damaged, or made up, is none.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type History,
  keptHours,
  maxRunsPerHour,
  maxUpstreams,
  recentHealth,
  upstreamId,
} from '../../../src/probe/history/history.ts'
import { formatHistory, maxHistoryBytes, parseHistory } from '../../../src/probe/history/shape.ts'

const now = 500_000
const proxy = 'https://a.example'
const id = upstreamId(proxy)
const hour = { hour: now, runs: 3, failed: 1, latencyMs: 40, lastFault: 'timeout' }
const written = (hours: unknown, ids: readonly unknown[] = [id]) =>
  JSON.stringify({ version: 1, upstreams: ids.map((each) => ({ id: each, hours })) })
const read = (text: string) => parseHistory(text, { now })

test('the largest one is read as it was written, and fits', () => {
  const hours = Array.from({ length: keptHours }, (_, back) => ({
    hour: now - back,
    runs: maxRunsPerHour,
    failed: maxRunsPerHour,
    latencyMs: 600_000,
    lastFault: 'version-unavailable' as const,
  }))
  const ids = Array.from({ length: maxUpstreams }, (_, index) => upstreamId(String(index)))
  const history: History = new Map(ids.map((each) => [each, hours]))
  const text = formatHistory(history)
  expect(text.length).toBeLessThan(maxHistoryBytes)
  expect(read(text)).toEqual(history)
})

describe('no history', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{"version":1,"upstreams":[{"id"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another version', '{"version":2,"upstreams":[]}'],
    ['no list', '{"version":1,"upstreams":{}}'],
    ['another id', written([hour], ['https://user:secret@a.example'])],
    ['an id of another length', written([hour], [`${id}0`])],
    [
      'too many upstreams',
      written(
        [hour],
        Array.from({ length: maxUpstreams + 1 }, () => id),
      ),
    ],
    ['too many hours', written(Array.from({ length: keptHours + 1 }, () => hour))],
    ['NaN', written([hour]).replace('40', 'NaN')],
    ['beyond every number', written([hour]).replace('40', '1e999')],
    ['a negative count', written([{ ...hour, failed: -1 }])],
    ['more failures than runs', written([{ ...hour, failed: 4 }])],
    ['no run', written([{ ...hour, runs: 0, failed: 0 }])],
    ['too many runs', written([{ ...hour, runs: maxRunsPerHour + 1 }])],
    ['half an hour', written([{ ...hour, hour: now - 0.5 }])],
    ['a text for a number', written([{ ...hour, runs: '3' }])],
    ['a latency that no request has', written([{ ...hour, latencyMs: 1e9 }])],
    ['nested without end', '['.repeat(100_000)],
    ['huge', written([hour]).padEnd(maxHistoryBytes + 1)],
    ['a key of every object', '{"version":1,"upstreams":[{"__proto__":{"id":"x"}}]}'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(new Map())
  })
})

test.each([
  ['an hour of the future', { ...hour, hour: now + 1 }],
  ['the largest hour', { ...hour, hour: Number.MAX_SAFE_INTEGER }],
  ['an hour of long ago', { ...hour, hour: now - keptHours }],
])('%s is left out, the rest stays', (_, other) => {
  expect(read(written([other, hour])).get(id)).toEqual([hour])
})

test('an hour that is told twice counts once', () => {
  expect(recentHealth(read(written([hour, hour, hour])), proxy, now)?.runs).toBe(3)
})

test('a fault is a category or nothing: no text of a stranger comes through', () => {
  const hostile = ['<script>alert(1)</script>', '::error::x', '\u001b[31mred', 'x'.repeat(10_000), 7, {}]
  for (const lastFault of hostile)
    expect(read(written([{ ...hour, lastFault }])).get(id)).toEqual([{ ...hour, lastFault: null }])
})

test('whatever is read, what it tells is bounded', () => {
  const wild = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.constant(null),
    fc.string(),
    fc.integer({ min: 0, max: 9 }),
  )
  const wildHour = fc.record({
    hour: fc.oneof(wild, fc.integer({ min: now - 60, max: now + 60 })),
    runs: fc.oneof(wild, fc.integer({ min: 0, max: 9 })),
    failed: fc.oneof(wild, fc.integer({ min: 0, max: 9 })),
    latencyMs: wild,
    lastFault: fc.oneof(wild, fc.constantFrom('dns', 'tls')),
  })
  fc.assert(
    fc.property(fc.array(wildHour, { maxLength: 3 }), (hours) => {
      const told = recentHealth(read(written(hours)), proxy, now)
      if (told === null) return
      expect(told.runs).toBeGreaterThan(0)
      expect(told.failed).toBeGreaterThanOrEqual(0)
      expect(told.failed).toBeLessThanOrEqual(told.runs)
      expect([null, 'dns', 'tls']).toContain(told.lastFault)
      if (told.latencyMs !== null) expect(Number.isFinite(told.latencyMs)).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})
