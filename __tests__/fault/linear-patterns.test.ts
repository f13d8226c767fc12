// Is every pattern of the room safe against hostile text?

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { check } from 'recheck'

const room = join(import.meta.dirname, '../../src/fault')

interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** The regular expression literals of a formatted source file. */
function patternsOf(file: string): readonly Pattern[] {
  const found: Pattern[] = []
  for (const line of readFileSync(join(room, file), 'utf8').split('\n')) {
    if (/^\s*(?:\/\/|\*|\/\*)/.test(line)) continue
    for (const match of line.matchAll(
      /(?:^|[\s(,:=[!&|?])\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)(?=[\s),.;\]]|$)/g,
    )) {
      const [, source = '', flags = ''] = match
      found.push({ file, source, flags })
    }
  }
  return found
}

// Without repetition a match has a bounded length: linear by construction.
const repeats = /(?<!\\)[*+]|\{\d+,\d*\}/

const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const patterns = files.flatMap(patternsOf)

describe('every pattern', () => {
  test('is found', () => {
    expect(patterns.length).toBeGreaterThan(200)
  })

  test.each(files.filter((file) => patternsOf(file).length > 0))(
    'of %s is linear',
    async (file) => {
      const repeating = patternsOf(file).filter(({ source }) => repeats.test(source))
      // One after another: the checker's own time limit runs while a pattern waits.
      const verdicts = []
      for (const { source, flags } of repeating) {
        verdicts.push({ source, verdict: await check(source, flags, { timeout: 120_000 }) })
      }
      const unsafe = verdicts
        .filter(({ verdict }) => verdict.status !== 'safe')
        .map(
          ({ source, verdict }) =>
            `${verdict.status} ${'complexity' in verdict ? verdict.complexity?.summary : ''}: /${source}/`,
        )
      expect(unsafe).toEqual([])
    },
    300_000,
  )
})
