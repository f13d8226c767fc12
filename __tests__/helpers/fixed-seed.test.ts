// Do property tests draw the same values in every run?

import { expect, test } from '@jest/globals'
import fc from 'fast-check'

function drawn(): readonly number[] {
  const values: number[] = []
  fc.assert(fc.property(fc.integer(), (value) => void values.push(value)))
  return values
}

// Under FUZZ_SEED=random they are meant to differ.
const unlessRandom = process.env.FUZZ_SEED === 'random' ? test.skip : test
if (process.env.FUZZ_SEED === 'random')
  process.stderr.write('Skipped: FUZZ_SEED=random asks for other draws.\n')

unlessRandom('the seed is fixed, and the draws with it', () => {
  expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number))
  expect(drawn()).toEqual(drawn())
})
