// The cache key: what it depends on, and what it does not.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CacheKey, KeySource } from '../../src/cache/key.ts'
import {
  cacheKey,
  generationKey,
  generationOf,
  incompleteKey,
  isSameKey,
  modSource,
  sumSource,
  workSource,
} from '../../src/cache/key.ts'
import { parseGoMod } from '../../src/go/go-mod.ts'
import { parseGoWork } from '../../src/go/go-work.ts'

function keyOf(sources: readonly KeySource[], prefix = ''): CacheKey {
  return keyOfScopes([sources], prefix)
}

function keyOfScopes(scopes: readonly (readonly KeySource[])[], prefix = ''): CacheKey {
  const made = cacheKey({ prefix, scopes })
  if ('problem' in made) throw new Error(made.problem)
  return made
}

function mod(text: string, name = 'go.mod'): KeySource {
  const parsed = parseGoMod(text)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return modSource(name, parsed.mod)
}

function work(text: string): KeySource {
  const parsed = parseGoWork(text)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return workSource('go.work', parsed.work)
}

const base = `module example.com/m

go 1.21

require (
	example.com/a v1.0.0
	example.com/b v1.2.0 // indirect
)

replace example.com/a => example.com/fork v1.0.1

exclude example.com/b v1.1.0
`

test('names its format, the prefix and a digest', () => {
  expect(keyOf([mod(base)], 'team').key).toMatch(/^go-modules-v2\/team\/[0-9a-f]{64}$/)
  expect(keyOf([mod(base)]).key).toMatch(/^go-modules-v2\/\/[0-9a-f]{64}$/)
})

test('is the same for ever: a change of it empties the cache of everybody', () => {
  const sums = sumSource('go.sum', 'example.com/a v1.0.0 h1:aaa=\nexample.com/a v1.0.0/go.mod h1:bbb=\n')
  expect(keyOf([mod(base), sums]).key).toBe(
    'go-modules-v2//c190cab343effc262ab5a84c6d5aec18fcc5f2cfdccbc17ac893f51b57b27178',
  )
})

describe('does not change with', () => {
  test.each([
    ['comments', base.replace('go 1.21', '// why\ngo 1.21 // because')],
    ['blank lines and spaces', base.replaceAll('\n', '\n\n').replaceAll('\t', '    ')],
    ['Windows line ends', base.replaceAll('\n', '\r\n')],
    [
      'one block or single lines',
      base.replace(/require \([^)]*\)/, 'require example.com/b v1.2.0\nrequire example.com/a v1.0.0'),
    ],
    ['the indirect mark', base.replace(' // indirect', '')],
    ['the name of the main module', base.replace('module example.com/m', 'module example.com/renamed')],
    ['a toolchain line', base.replace('go 1.21', 'go 1.21\n\ntoolchain go1.24.1')],
    ['quotes', base.replace('example.com/a v1.0.0', '"example.com/a" v1.0.0')],
    ['a tool line', `${base}\ntool example.com/a/cmd\n`],
  ])('%s', (_, text) => {
    expect(keyOf([mod(text)]).key).toBe(keyOf([mod(base)]).key)
  })

  test('the order and the names of the files, by any order of any lines', () => {
    const line = fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9))
      .map(([m, v]) => `example.com/${m} v1.${v}.0 h1:x=`)
    const file = fc.array(line, { maxLength: 8 })
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (files, stream) => {
          const shuffle = <T>(items: readonly T[]) =>
            items
              .map((item) => [stream.next().value ?? 0, item] as const)
              .sort((x, y) => x[0] - y[0])
              .map(([, item]) => item)
          const plain = files.map((lines, n) => sumSource(`${n}/go.sum`, lines.join('\n')))
          const mixed = shuffle(files).map((lines, n) =>
            sumSource(`moved/${n}/go.sum`, `${shuffle(lines).join('\r\n')}\n\n`),
          )
          expect(keyOf(mixed).key).toBe(keyOf(plain).key)
        },
      ),
    )
  })
})

describe('changes with', () => {
  test.each([
    ['the go version', base.replace('go 1.21', 'go 1.22')],
    ['a required version', base.replace('example.com/a v1.0.0', 'example.com/a v1.0.2')],
    ['a requirement more', base.replace('require (', 'require (\n\texample.com/c v1.0.0')],
    ['a replacement', base.replace('v1.0.1', 'v1.0.2')],
    ['a replacement by a folder', base.replace('example.com/fork v1.0.1', './fork')],
    ['an exclusion', base.replace('exclude example.com/b v1.1.0', '')],
  ])('%s', (_, text) => {
    expect(keyOf([mod(text)]).key).not.toBe(keyOf([mod(base)]).key)
  })

  test('any line of go.sum', () => {
    const text = 'example.com/a v1.0.0 h1:aaa=\n'
    const keys = [text, text.replace('aaa', 'aab'), `${text}example.com/b v1.0.0 h1:b=\n`, ''].map(
      (sums) => keyOf([mod(base), sumSource('go.sum', sums)]).key,
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('the go line and the replacements of go.work, not with what it uses', () => {
    const text = 'go 1.21\n\nuse ./a\n'
    expect(keyOf([work('go 1.21\n\nuse (\n\t./a\n\t./b\n)\n')]).key).toBe(keyOf([work(text)]).key)
    expect(keyOf([work(text.replace('1.21', '1.22'))]).key).not.toBe(keyOf([work(text)]).key)
    expect(keyOf([work(`${text}\nreplace example.com/a => ./a\n`)]).key).not.toBe(keyOf([work(text)]).key)
  })

  test('a workspace around a module, though its go.work has no line that counts', () => {
    const sums = sumSource('go.sum', 'example.com/a v1.0.0 h1:aaa=\n')
    const alone = keyOf([mod(base), sums])
    const used = keyOf([work('use ./m\n'), mod(base), sums])
    expect(used.key).not.toBe(alone.key)
  })

  test('which modules are resolved together', () => {
    const other = mod(base.replace('v1.0.0', 'v1.3.0'), 'b/go.mod')
    const together = [[work('use ./a\nuse ./b\n'), mod(base), other]]
    const apart = [[work('use ./a\n'), mod(base)], [other]]
    expect(keyOfScopes(together).key).not.toBe(keyOfScopes(apart).key)
  })

  test('where a word ends: a name may hold what looks like the end of a line, or like another one', () => {
    const replaced = (directory: string, more = '') =>
      keyOf([mod(`module m\n\ngo 1.21\n\n${more}replace example.com/z => ${JSON.stringify(directory)}\n`)])
        .key
    expect(replaced('./x\nrequire example.com/a v1.0.0')).not.toBe(
      replaced('./x', 'require example.com/a v1.0.0\n'),
    )
    expect(replaced('./x v1.0.0')).not.toBe(replaced('./x'))
  })

  test('the prefix, of which none is the beginning of another one', () => {
    const { key, incomplete } = keyOf([mod(base)], 'team-secret')
    const prefixes = ['team', ''].flatMap((prefix) => keyOf([mod(base)], prefix).lookup.fallbacks)
    for (const prefix of prefixes) {
      expect(key.startsWith(prefix)).toBe(false)
      expect(incomplete.startsWith(prefix)).toBe(false)
    }
  })

  test('the prefix, within which it ends alike', () => {
    const [a, b] = [keyOf([mod(base)], 'a').key, keyOf([mod(base)], 'b').key]
    expect(a).not.toBe(b)
    expect(a.slice(-64)).toBe(b.slice(-64))
  })
})

test('tells its ingredients, sorted, with how many lines of each count', () => {
  const sources = [
    sumSource('go.sum', 'a v1 h1:x=\nb v1 h1:y=\n'),
    mod(base),
    mod('module x\n\ngo 1.21\n', 'api/go.mod'),
  ]
  expect(keyOf(sources).ingredients).toEqual(['api/go.mod (1 line)', 'go.mod (5 lines)', 'go.sum (2 lines)'])
})

test.each([
  ['too long for the service', 'p'.repeat(500), /512 are allowed/],
  ['with a comma', 'a,b', /comma/],
  ['with a line break', 'a\nb', /line break/],
  ['with a slash', 'a/b', /slash/],
])('a prefix %s is told', (_, prefix, problem) => {
  expect(cacheKey({ prefix, scopes: [] })).toEqual({ problem: expect.stringMatching(problem) })
})

test('the service takes keys that differ in case alone for the same', () => {
  expect(isSameKey('go-modules-v2/Team/0a', 'go-modules-v2/team/0A')).toBe(true)
  expect(isSameKey('go-modules-v2/team/0a', 'go-modules-v2/team/0b')).toBe(false)
})

describe('a lookup', () => {
  const made = keyOf([mod(base)], 'team')
  const other = keyOf([mod(base.replace('go 1.21', 'go 1.22'))], 'team')
  const date = new Date('2026-03-04T23:59:59Z')

  test('asks for the newest generation, then older ones, then what failed runs of these files left, then any other entry', () => {
    expect(made.lookup).toEqual({
      key: `${made.key}-3`,
      fallbacks: [
        `${made.key}-2`,
        made.key,
        made.incomplete,
        'go-modules-v2/team/',
        'go-modules-v2-incomplete/team/',
      ],
    })
    // What @actions/cache accepts.
    expect(made.lookup.fallbacks.length + 1).toBeLessThanOrEqual(10)
  })

  test('finds what a failed run left only where there is no complete entry of these files', () => {
    const key = incompleteKey(made, date)
    expect(key).toBe(`go-modules-v2-incomplete/team/${made.key.slice(-64)}/2026-03-04`)
    const finding = (lookup: typeof made.lookup) =>
      [lookup.key, ...lookup.fallbacks].filter((prefix) => key.startsWith(prefix))
    expect(finding(made.lookup)).toEqual([made.incomplete, 'go-modules-v2-incomplete/team/'])
    expect(finding(other.lookup)).toEqual(['go-modules-v2-incomplete/team/'])
  })

  test.each<[string, string, number | null]>([
    ['the key itself', made.key, 1],
    ['the key in another case', made.key.toUpperCase(), 1],
    ['the second generation', generationKey(made.key, 2), 2],
    ['the third generation', generationKey(made.key, 3), 3],
    ['what nobody saves', `${made.key}-4`, null],
    ['an entry of other files', other.key, null],
    ['what a failed run left', incompleteKey(made, date), null],
  ])('tells which generation was found: %s', (_, found, generation) => {
    expect(generationOf(made, found)).toBe(generation)
  })
})
