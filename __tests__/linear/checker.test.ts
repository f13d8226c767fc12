// Does the checker of regular expressions know an attack on a pattern of the sources? patterns.test.ts runs each one; this one reads them.
// Maps to src/*.

import { expect, test } from '@jest/globals'
import { check, type Parameters } from 'recheck'
import { allLiterals, repeats, sourceFiles } from '../helpers/patterns.ts'

/** Counts instead of times, and a seed: the same pattern has the same verdict on every machine, however busy. */
const deterministic: Parameters = {
  timeout: null,
  incubationTimeout: null,
  attackTimeout: null,
  recallTimeout: -1,
  randomSeed: 0,
  maxInitialGenerationSize: 20,
  maxGenerationSize: 10,
  maxIteration: 1,
  mutationSize: 5,
  crossoverSize: 5,
  incubationLimit: 5_000,
  attackLimit: 2_000_000,
  maxAttackStringSize: 5_000,
}

/** A text of userinfo is bounded by {0,200} and {1,300}, over which the checker's search takes minutes. */
const leftToRunning = '(:\\/\\/)[^\\s/?#:@'

async function attackOn(source: string, flags: string): Promise<string | null> {
  const verdict = await check(source, flags, deterministic)
  return verdict.status === 'safe' ? null : `${verdict.status}: /${source}/`
}

test.each([['[ \\t\\r]+$'], ['^\\s*module\\s']])('the checker sees /%s/', async (source) => {
  expect(await attackOn(source, 'm')).not.toBeNull()
})

const literals = allLiterals().filter(
  ({ source }) => repeats.test(source) && !source.startsWith(leftToRunning),
)
const files = sourceFiles().filter((name) => literals.some(({ file }) => file === name))

test.each(files)(
  'no attack is known on the patterns of %s',
  async (name) => {
    const attacks = []
    // One after another: they share the checker's process.
    for (const { file, source, flags } of literals)
      if (file === name) attacks.push(await attackOn(source, flags))
    expect(attacks.filter((attack) => attack !== null)).toEqual([])
  },
  300_000,
)
