// The attacks in full, for `npm run attack`: the long ones, too, those that need root, and proofs of large patterns.
import config from './jest.config.mjs'

process.env.ATTACK_FULL = '1'

export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/attack/**/*.test.ts', '<rootDir>/__tests__/linear/checker.test.ts'],
  testTimeout: 300_000,
}
