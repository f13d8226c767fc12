// The time of every regular expression of the sources grows linearly with its text: found out by running each one.
// Maps to src/*.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Input, pick, seededRandom, superLinear } from '../helpers/growth.ts'
import {
  allLiterals,
  type Pattern,
  patternLiterals,
  recordPatterns,
  repeats,
  sourceFiles,
  sources,
} from '../helpers/patterns.ts'

async function constructed(): Promise<readonly Pattern[]> {
  const found: Pattern[] = []
  for (const file of sourceFiles()) {
    if (!readFileSync(join(sources, file), 'utf8').includes('new RegExp(')) continue
    const made = await recordPatterns(async () => {
      await import(join(sources, file))
    })
    found.push(...made.map((pattern) => ({ file, ...pattern })))
  }
  return found
}

/** What the pattern itself speaks of: its literal runs, and a character for each of its classes. */
function unitsOf(source: string): readonly [string, ...string[]] {
  const words = source
    .replace(/\(\?(?:<?[=!]|:|<\w+>)/g, '|')
    .replace(/\\([./\\()[\]{}|+*?^$-])/g, '$1')
    .split(/\[(?:[^\]\\]|\\.)*\]|\{\d+(?:,\d*)?\}|\\[a-zA-Z](?:\{[^}]*\})?|[|()?*+^$]/)
    .filter((word) => word !== '')
  return [
    ' ',
    'a',
    'A',
    '0',
    '.',
    '/',
    '-',
    ':',
    '@',
    '\\',
    '"',
    '\n',
    ', ',
    '\t',
    'a/',
    'a.',
    '0 ',
    'a:',
    '=',
    '%',
    ';',
    ...words,
  ]
}

/** Each unit alone, then seeded mixtures of two and three. */
function inputsFor(source: string): readonly Input[] {
  const random = seededRandom(source.length)
  const units = unitsOf(source)
  const all: Input[] = units.flatMap((unit) => [
    { before: '', unit, after: '' },
    { before: '', unit, after: '\u0001x' },
  ])
  for (let i = 0; i < 8; i++) {
    const unit = pick(units, random) + pick(units, random) + (random() < 0.3 ? pick(units, random) : '')
    all.push({ before: pick(['', ...units], random), unit, after: pick(['', '!', '\u0001x'], random) })
    all.push({
      before: pick(units, random) + pick(units, random),
      unit: pick(units, random),
      after: '\u0001x',
    })
  }
  return all
}

function worstOf({ source, flags }: Pattern) {
  const pattern = new RegExp(source, flags.includes('y') || flags.includes('g') ? flags : `${flags}g`)
  return superLinear(
    (text) => {
      pattern.lastIndex = 0
      return text.replace(pattern, '')
    },
    inputsFor(source),
    { length: 1_000, floorMs: 3 },
  )
}

describe('the search', () => {
  test.each([
    ['blanks that do not end the text', '[ \\t\\r]+$', ''],
    ['a token that is never finished', 'eyJ[\\w-]{8,}\\.[\\w-]{4,}', ''],
    ['a line that begins with line breaks', '^\\s*module\\s', 'm'],
  ])('finds %s', (_, source, flags) => {
    expect(worstOf({ file: '', source, flags })).not.toBeNull()
  })
})

describe('literals', () => {
  test.each([
    ['after a parenthesis', 'f(/a+/g)', ['a+']],
    ['in a template', ['`$', '{/x/.test(`/no/`)} /no/` + /y/.source'].join(''), ['x', 'y']],
    ['not a division', 'const a = b / c / d', []],
    ['not in a string or a comment', "'/a/' // /b/\n/* /c/ */ x", []],
    ['with a class that holds a slash', 'x = [/[/]+/]', ['[/]+']],
  ])('are found %s', (_, text, expected) => {
    expect(patternLiterals(text).map(({ source }) => source)).toEqual(expected)
  })
})

describe('every pattern', () => {
  test('of all sources is linear', async () => {
    const patterns = [...allLiterals(), ...(await constructed())].filter(({ source }) => repeats.test(source))
    expect(patterns.length).toBeGreaterThan(300)
    const worst = patterns.flatMap((pattern) => {
      const found = worstOf(pattern)
      return found === null
        ? []
        : [{ file: pattern.file, pattern: `/${pattern.source}/${pattern.flags}`, ...found }]
    })
    expect(worst).toEqual([])
  }, 120_000)
})
