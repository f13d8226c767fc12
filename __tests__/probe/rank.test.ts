// Orders the proxies of each group: health before everything, the order of the user before small differences; nothing crosses a `,`.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatGoproxyList, type GoproxyList, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { needsProbe, rankProxies } from '../../src/probe/rank.ts'
import type { ProxyVerdict } from '../../src/probe/verdict.ts'

function listOf(text: string): GoproxyList {
  const parsed = parseGoproxyList(text.replace(/\b[a-e]\b/g, 'https://$&.example'))
  if (parsed.kind === 'malformed') throw new Error(parsed.message)
  return parsed.list
}

function shorten(list: GoproxyList): string {
  return formatGoproxyList(list).replaceAll(/https:\/\/(.)\.example/g, '$1')
}

type Seen = Partial<Pick<ProxyVerdict, 'health' | 'manners' | 'latencyMs' | 'coverage' | 'reason'>>

function verdictsFor(list: GoproxyList, seen: Readonly<Record<string, Seen>>): ProxyVerdict[] {
  return list.groups.flatMap((group, index) =>
    group.map(({ display }) => ({
      proxy: display,
      group: index,
      health: 'healthy' as const,
      manners: 'honest' as const,
      latencyMs: 50,
      coverage: { have: 3, asked: 3 },
      reason: 'Right content',
      failure: null,
      findings: [],
      wrongBytes: [],
      ...seen[display.charAt('https://'.length)],
    })),
  )
}

const unhealthy = {
  health: 'unhealthy',
  latencyMs: null,
  coverage: { have: 0, asked: 0 },
  reason: 'a.example: connection refused',
} as const

describe('rankProxies', () => {
  test.each<[string, string, Record<string, Seen>, string]>([
    ['all alike: as written', 'a|b|c', {}, 'a|b|c'],
    ['an unhealthy one goes last', 'a|b|c', { a: unhealthy }, 'b|c|a'],
    ['all unhealthy: as written', 'a|b', { a: unhealthy, b: unhealthy }, 'a|b'],
    [
      'one that was not probed stays before an unhealthy one',
      'a|b|c',
      { a: unhealthy, b: { health: 'not-probed', latencyMs: null } },
      'c|b|a',
    ],
    ['a little faster is not enough', 'a|b', { a: { latencyMs: 50 }, b: { latencyMs: 26 } }, 'a|b'],
    ['twice as fast is', 'a|b', { a: { latencyMs: 50 }, b: { latencyMs: 25 } }, 'b|a'],
    ['a fast one that lies is unhealthy, so last', 'a|b', { b: { ...unhealthy, latencyMs: 1 } }, 'a|b'],
    ['tiny differences are noise', 'a|b', { a: { latencyMs: 4 }, b: { latencyMs: 1 } }, 'a|b'],
    [
      'the fastest of several goes first',
      'a|b|c',
      { a: { latencyMs: 200 }, b: { latencyMs: 90 }, c: { latencyMs: 20 } },
      'c|b|a',
    ],
    ['more coverage goes first', 'a|b', { a: { coverage: { have: 2, asked: 3 } } }, 'b|a'],
    [
      'speed does not outweigh coverage',
      'a|b',
      { b: { latencyMs: 1, coverage: { have: 2, asked: 3 } } },
      'a|b',
    ],
    ['manners alone displace nobody', 'a|b', { a: { manners: 'policy' } }, 'a|b'],
    ['speed does not outweigh manners', 'a|b', { b: { manners: 'policy', latencyMs: 1 } }, 'a|b'],
    [
      'policy against policy: speed',
      'a|b',
      { a: { manners: 'policy' }, b: { manners: 'policy', latencyMs: 1 } },
      'b|a',
    ],
    [
      'one beyond the honest one can be the better',
      'a|b|c',
      {
        a: { manners: 'policy', latencyMs: 100 },
        b: { latencyMs: 90 },
        c: { manners: 'policy', latencyMs: 10 },
      },
      'c|a|b',
    ],
    ['nothing crosses a comma', 'a,b', { a: unhealthy }, 'a,b'],
    ['each group by itself', 'a|b,c|d', { a: unhealthy, c: unhealthy }, 'b|a|b,d|c'],
    ['b still says whether the next group is asked', 'a|b,direct', { a: unhealthy }, 'b|a|b,direct'],
    ['c still says it, in its own place', 'a|b|c,direct', { a: unhealthy, c: unhealthy }, 'b|a|c,direct'],
    ['direct stays at the end of its group', 'a|b|direct', { a: unhealthy }, 'b|a|direct'],
    ['off stays', 'a|b|off', { a: unhealthy, b: unhealthy }, 'a|b|off'],
    ['a folder keeps its place', 'a|file:///x|b', { a: unhealthy }, 'b|file:///x|a'],
  ])('%s', (_, text, seen, expected) => {
    const list = listOf(text)
    const { list: ranked, ranking } = rankProxies(list, verdictsFor(list, seen))
    expect([shorten(ranked), ranking.changed]).toEqual([expected, expected !== text])
  })

  test.each<[string, Record<string, Seen>, RegExp]>([
    [
      'a|b',
      { a: unhealthy },
      /^https:\/\/b\.example goes before https:\/\/a\.example: a\.example: connection refused\.$/,
    ],
    ['a|b', { b: { latencyMs: 10 } }, /10 ms to the first byte instead of 50 ms\.$/],
    ['a|b', { a: { coverage: { have: 1, asked: 3 } } }, /has only 1 of the 3 modules/],
    ['a|b', {}, /^The order stands/],
    ['a|b', { a: unhealthy, b: unhealthy }, /^No proxy is healthy/],
    ['a|b|c', { b: unhealthy }, /^The first choice stands/],
    ['a', {}, /only one module proxy/],
    ['a,b', {}, /joined to no other by `\|`/],
    ['direct', {}, /no module proxy/],
  ])('%s with %j says why', (text, seen, reason) => {
    const list = listOf(text)
    expect(rankProxies(list, verdictsFor(list, seen)).ranking.reason).toMatch(reason)
  })

  test('without verdicts the list stays as it is', () => {
    const list = listOf('a|b,c')
    expect(rankProxies(list, []).list).toEqual(list)
  })
})

describe('laws', () => {
  const entry = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'file:///x')
  const text = fc.tuple(
    entry,
    fc.array(fc.tuple(fc.constantFrom('|', ','), entry), { maxLength: 6 }),
    fc.constantFrom('', ',direct', '|direct', '|off'),
  )
  const seen = fc.record({
    health: fc.constantFrom<ProxyVerdict['health']>('healthy', 'unhealthy', 'not-probed'),
    manners: fc.constantFrom<ProxyVerdict['manners']>('honest', 'policy', 'unknown'),
    latencyMs: fc.option(fc.integer({ min: 1, max: 500 })),
    coverage: fc.integer({ min: 0, max: 3 }).map((have) => ({ have, asked: 3 })),
  })

  test('groups, separators and fixed places stay; only http entries move, and none is lost', () => {
    fc.assert(
      fc.property(
        text,
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), seen),
        ([first, rest, end], verdicts) => {
          const list = listOf(first + rest.map(([sign, next]) => sign + next).join('') + end)
          const { list: ranked } = rankProxies(list, verdictsFor(list, verdicts))
          expect(ranked.groups.map((group) => new Set(group))).toEqual(
            list.groups.map((group) => new Set(group)),
          )
          for (const [index, group] of list.groups.entries()) {
            for (const [place, fixed] of group.entries())
              if (fixed.kind !== 'http') expect(ranked.groups[index]?.[place]).toBe(fixed)
          }
        },
      ),
    )
  })

  test('no unhealthy entry comes before a healthy one of its group, and ranking again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(seen, { minLength: 2, maxLength: 5 }), (all) => {
        const names = ['a', 'b', 'c', 'd', 'e'].slice(0, all.length)
        const list = listOf(names.join('|'))
        const verdicts = verdictsFor(
          list,
          Object.fromEntries(names.map((name, index) => [name, all[index] ?? {}])),
        )
        const { list: ranked } = rankProxies(list, verdicts)
        const healths =
          ranked.groups[0]?.map(({ display }) => verdicts.find(({ proxy }) => proxy === display)?.health) ??
          []
        const order = ['healthy', 'not-probed', 'unhealthy']
        expect(healths).toEqual([...healths].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')))
        expect(rankProxies(ranked, verdicts).list).toEqual(ranked)
      }),
    )
  })
})

test.each([
  ['a', false],
  ['a,b', false],
  ['a|direct', false],
  ['a|file:///x', false],
  ['a|b', true],
  ['a,b|c', false],
  ['direct', false],
])('%s needs a probe: %s', (text, needed) => {
  expect(needsProbe(listOf(text))).toBe(needed)
})
