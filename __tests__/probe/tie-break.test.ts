// The last runs decide between proxies that the probe found equal, and between no others.
// Maps to src/probe/tie-break.ts, src/probe/compare-verdicts.ts, src/probe/ranking-reason.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatGoproxyList, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { areEqual, isClearlyBetter } from '../../src/probe/compare-verdicts.ts'
import { rankProxies } from '../../src/probe/rank.ts'
import type { ProxyVerdict, RecentHealth } from '../../src/probe/verdict.ts'

type Seen = Partial<Pick<ProxyVerdict, 'health' | 'manners' | 'latencyMs' | 'coverage' | 'history'>>

const lately = (failed: number, runs: number): RecentHealth => ({
  hours: 24,
  runs,
  failed,
  latencyMs: 40,
  lastFault: failed > 0 ? 'server-error' : null,
})
const steady = { history: lately(0, 12) }
const failing = { history: lately(6, 12) }

/** `a` to `f` stand for hosts, each with what was seen of it. */
function ranked(text: string, seen: Readonly<Record<string, Seen>>) {
  const parsed = parseGoproxyList(text.replace(/\b[a-f]\b/g, 'https://$&.example'))
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  const verdicts = parsed.list.groups.flatMap((group, index) =>
    group.map(
      ({ display }): ProxyVerdict => ({
        proxy: display,
        group: index,
        health: 'healthy',
        manners: 'honest',
        latencyMs: 50,
        coverage: { have: 3, asked: 3 },
        reason: 'Right content',
        failure: null,
        findings: [],
        wrongBytes: [],
        ...seen[display.charAt('https://'.length)],
      }),
    ),
  )
  const { list, ranking } = rankProxies(parsed.list, verdicts)
  const order = formatGoproxyList(list).replaceAll(/https:\/\/(.)\.example/g, '$1')
  return { order, reason: ranking.reason, changed: ranking.changed, verdicts }
}

describe('equal by the probe', () => {
  test.each<[string, string, Record<string, Seen>, string]>([
    ['no history: as written', 'a|b', {}, 'a|b'],
    ['the steadier one goes first', 'a|b', { a: failing, b: steady }, 'b|a'],
    ['of three, too', 'a|b|c', { a: failing, b: failing, c: steady }, 'c|a|b'],
    ['not where only one of them is known', 'a|b', { a: failing }, 'a|b'],
    ['one failure may be chance', 'a|b', { a: { history: lately(1, 3) }, b: steady }, 'a|b'],
    ['a rare failure is no reason', 'a|b', { a: { history: lately(2, 11) }, b: steady }, 'a|b'],
    ['one in five is', 'a|b', { a: { history: lately(2, 10) }, b: steady }, 'b|a'],
    ['two runs prove nothing', 'a|b', { a: failing, b: { history: lately(0, 2) } }, 'a|b'],
    ['half as often is enough', 'a|b', { a: failing, b: { history: lately(3, 12) } }, 'b|a'],
    ['a little less often is not', 'a|b', { a: failing, b: { history: lately(4, 12) } }, 'a|b'],
    [
      'latency of old is only told',
      'a|b',
      { a: { history: { ...lately(0, 12), latencyMs: 900 } }, b: steady },
      'a|b',
    ],
    [
      'within the noise of the latency',
      'a|b',
      { a: { ...failing, latencyMs: 30 }, b: { ...steady, latencyMs: 59 } },
      'b|a',
    ],
  ])('%s', (_, text, seen, expected) => {
    const { order, changed } = ranked(text, seen)
    expect([order, changed]).toEqual([expected, expected !== text])
  })
})

describe('not equal by the probe: no history counts', () => {
  test.each<[string, string, Seen, Seen]>([
    ['slower by half', 'a|b', { latencyMs: 30 }, { latencyMs: 60 }],
    ['less coverage', 'a|b', {}, { coverage: { have: 2, asked: 3 } }],
    ['a policy proxy', 'a|b', {}, { manners: 'policy' }],
    ['an honest one behind a policy proxy', 'a|b', { manners: 'policy' }, {}],
    ['unhealthy', 'a|b', {}, { health: 'unhealthy', latencyMs: null }],
    ['both unhealthy', 'a|b', { health: 'unhealthy' }, { health: 'unhealthy' }],
    ['both slow', 'a|b', { health: 'slow' }, { health: 'slow' }],
    [
      'not probed',
      'a|b',
      { health: 'not-probed', latencyMs: null },
      { health: 'not-probed', latencyMs: null },
    ],
    ['no latency known', 'a|b', {}, { latencyMs: null }],
    ['behind a comma', 'a,b', {}, {}],
  ])('%s', (_, text, a, b) => {
    expect(ranked(text, { a: { ...a, ...failing }, b: { ...b, ...steady } }).order).toBe(text)
  })
})

test('the ranking says that the last runs decided, and between whom', () => {
  expect(ranked('a|b', { a: failing, b: steady }).reason).toBe(
    'https://b.example goes before https://a.example: the probe found them equal, and in the last 24 h https://a.example failed in 6 of 12 runs, https://b.example in 0 of 12 runs.',
  )
  const both = ranked('a|b|c', {
    a: { latencyMs: 100 },
    b: { latencyMs: 20, ...failing },
    c: { latencyMs: 25, ...steady },
  })
  expect(both.order).toBe('c|b|a')
  expect(both.reason).toMatch(
    /b\.example goes before https:\/\/a\.example: 20 ms .*c\.example goes before https:\/\/b/,
  )
})

describe('laws', () => {
  const often = <T>(usual: T, ...others: readonly T[]) =>
    fc.constantFrom(usual, usual, usual, usual, ...others)
  const seen = fc.record({
    health: often<ProxyVerdict['health']>('healthy', 'slow', 'unhealthy', 'not-probed'),
    manners: often<ProxyVerdict['manners']>('honest', 'policy', 'unknown'),
    latencyMs: fc.option(fc.integer({ min: 10, max: 60 }), { freq: 9 }),
    coverage: often(3, 2, 0).map((have) => ({ have, asked: 3 })),
  })
  /** Whatever a stranger may have written, numbers that fit nothing included. */
  const number = fc.oneof(
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 12 }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300),
  )
  const history = fc.option(
    fc.record({
      hours: number,
      runs: number,
      failed: number,
      latencyMs: number,
      lastFault: fc.constant(null),
    }),
    { nil: undefined, freq: 8 },
  )
  const names = ['a', 'b', 'c', 'd', 'e', 'f']

  test('no history puts a proxy before one that the probe found better; only equal ones change places', () => {
    let moved = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(seen, history), { minLength: 2, maxLength: 6 }), (all) => {
        const text = names.slice(0, all.length).join('|')
        const plain = all.map(([verdict], at) => [names[at], verdict] as const)
        const told = all.map(
          ([verdict, past], at) =>
            [names[at], past === undefined ? verdict : { ...verdict, history: past }] as const,
        )
        const without = ranked(text, Object.fromEntries(plain)).order.split('|')
        const { order, verdicts } = ranked(text, Object.fromEntries(told))
        const withIt = order.split('|')
        expect([...withIt].sort()).toEqual([...without].sort())
        const pairs = withIt.flatMap((name, place) => withIt.slice(place + 1).map((behind) => [name, behind]))
        const verdictOf = (name: string) => verdicts.find(({ proxy }) => proxy === `https://${name}.example`)
        const wrong = pairs.filter(([name = '', behind = '']) => {
          const [ahead, other] = [verdictOf(name), verdictOf(behind)]
          if (ahead === undefined || other === undefined || isClearlyBetter(other, ahead)) return true
          if (without.indexOf(name) < without.indexOf(behind)) return false
          moved++
          return !areEqual(ahead, other)
        })
        expect(wrong).toEqual([])
      }),
      { numRuns: 3_000 },
    )
    expect(moved).toBeGreaterThan(100)
  })
})
