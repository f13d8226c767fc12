// The checker of regular expressions knows of no attack on a pattern of the sources. patterns.test.ts runs each one; this one reads them.
// Maps to src/*.

import { describe, expect, test } from '@jest/globals'
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

/** Under `npm run attack` a large pattern is proven linear, which takes minutes; the gate searches for an attack on it. */
const everything = process.env.ATTACK_FULL === '1'
const automaton: Parameters = everything ? deterministic : { ...deterministic, maxNFASize: 5_000 }

/** Bounds of hundreds, over which the checker takes minutes: the shape stays, and patterns.test.ts runs the pattern as it is. */
function withSmallBounds(source: string): string {
  return source.replace(/\{(\d+),\d{3,}\}/g, (_, least) => `{${least},${Number(least) + 20}}`)
}

async function attackOn(source: string, flags: string, how = automaton): Promise<string | null> {
  const verdict = await check(withSmallBounds(source), flags, how)
  return verdict.status === 'safe' ? null : `${verdict.status}: /${source}/`
}

describe.each(['automaton', 'fuzz'] as const)('the checker by %s', (checker) => {
  test.each([['[ \\t\\r]+$'], ['^\\s*module\\s'], ['(?:a|aa)+b'], ['x[^-]*[^x]*-']])(
    'sees /%s/',
    async (source) => {
      expect(await attackOn(source, 'm', { ...automaton, checker })).not.toBeNull()
    },
  )
})

const literals = allLiterals().filter(({ source }) => repeats.test(source))
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
