// The seed of every property test: the same draws in each run, so that the gate's verdict depends on the code alone.
//
// Jest loads this before each test file. To search with other draws: `FUZZ_SEED=7 npm run jest -- __tests__/go`,
// or `FUZZ_SEED=random`, where fast-check chooses, and tells the seed of a failure.

import fc from 'fast-check'

const { FUZZ_SEED: wanted = '20261129' } = process.env
if (wanted !== 'random') {
  if (!/^-?\d+$/.test(wanted))
    throw new Error(`FUZZ_SEED must be a whole number or "random", not "${wanted}"`)
  fc.configureGlobal({ seed: Number(wanted) })
}
