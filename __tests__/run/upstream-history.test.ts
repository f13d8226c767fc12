// Which history a run reads and leaves: none where there is no choice, and none over one that it could not read.

import { describe, expect, test } from '@jest/globals'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type History, hourOf, maxUpstreams, upstreamId } from '../../src/probe/history/history.ts'
import { formatHistory, parseHistory } from '../../src/probe/history/shape.ts'
import type { ProxyVerdict } from '../../src/probe/verdict.ts'
import type { FoundHistory } from '../../src/run/kept-history.ts'
import { createUpstreamHistory, historyProxies } from '../../src/run/upstream-history.ts'
import { proxy as verdictOn } from '../helpers/reports.ts'

const date = new Date('2026-11-29T12:34:56Z')
const now = hourOf(date)
const clock = { ...systemClock, date: () => date }
const [a, b] = ['https://a.example', 'https://b.example']

function listOf(text: string) {
  const parsed = parseGoproxyList(text)
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  return { list: parsed.list }
}

const before: History = new Map([
  [upstreamId(a), [{ hour: now - 1, runs: 4, failed: 2, latencyMs: 30, lastFault: 'dns' }]],
])
const text = formatHistory(before)
const verdicts: readonly ProxyVerdict[] = [verdictOn({ proxy: a }), verdictOn({ proxy: b })]
const off = { kind: 'off', reason: 'nothing was missing' } as const

function historyOf(found: FoundHistory, list = `${a}|${b}`) {
  return createUpstreamHistory(listOf(list), { clock }, async () => found)
}

describe('after a run', () => {
  test('its health is added to what was found', async () => {
    const next = await historyOf({ kind: 'text', text }).afterRun({ verdicts, fetch: off })
    const history = parseHistory(next ?? '', { now })
    expect(history.get(upstreamId(a))).toMatchObject([{ runs: 4 }, { hour: now, runs: 1, failed: 0 }])
    expect(history.get(upstreamId(b))).toMatchObject([{ hour: now, runs: 1, failed: 0 }])
  })

  test.each<[string, FoundHistory, readonly ProxyVerdict[]]>([
    ['what could not be read is not written over', { kind: 'unknown' }, verdicts],
    ['a run that asked nobody has nothing to add', { kind: 'text', text }, []],
    ['nor has one that asked others alone', { kind: 'none' }, [verdictOn({ proxy: 'https://c.example' })]],
  ])('%s', async (_, found, seen) => {
    expect(await historyOf(found).afterRun({ verdicts: seen, fetch: off })).toBeNull()
  })
})

test('what is known of an upstream; of others, and without a history, nothing', async () => {
  const recent = await historyOf({ kind: 'text', text }).recent()
  expect(recent(a)).toEqual({ hours: 24, runs: 4, failed: 2, latencyMs: 30, lastFault: 'dns' })
  expect([recent(b), recent('https://c.example')]).toEqual([null, null])
  expect((await historyOf({ kind: 'unknown' }).recent())(a)).toBeNull()
})

test('where there is no choice nothing is asked for', async () => {
  const history = createUpstreamHistory(listOf(`${a},${b}|direct`), { clock }, () => {
    throw new Error('asked')
  })
  expect((await history.recent())(a)).toBeNull()
  expect(await history.afterRun({ verdicts, fetch: off })).toBeNull()
})

test.each<[string, string, readonly string[]]>([
  ['those of the first group', `${a}|${b},https://c.example|https://d.example`, [a, b]],
  ['no folder, no direct', `${a}|file:///x|${b}|direct`, [a, b]],
  [
    'without the credentials',
    'https://u:p@a.example|https://b.example/?token=s3cr3t',
    [a, `${b}/?token=***`],
  ],
  ['one alone is no choice', `${a},${b}`, []],
])('whose history counts: %s', (_, list, proxies) => {
  expect(historyProxies(listOf(list))).toEqual(proxies)
})

test('of a list without end only the first ones', () => {
  const all = Array.from({ length: 40 }, (_, index) => `https://${index}.example`).join('|')
  expect(historyProxies(listOf(all))).toHaveLength(maxUpstreams)
})
