// Property tests draw the same values in every run.

import { expect } from '@jest/globals'
import fc from 'fast-check'
import { testIf } from './skip.ts'

function drawn(): readonly number[] {
  const values: number[] = []
  fc.assert(fc.property(fc.integer(), (value) => void values.push(value)))
  return values
}

const unlessRandom = testIf(process.env.FUZZ_SEED !== 'random', 'FUZZ_SEED=random asks for other draws')

unlessRandom('the seed is fixed, and the draws with it', () => {
  expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number))
  expect(drawn()).toEqual(drawn())
})
