// The attacks in full, for `npm run attack`: the long ones, too, and those that need root.
import config from './jest.config.mjs'

process.env.ATTACK_FULL = '1'

export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/attack/**/*.test.ts'],
  testTimeout: 300_000,
}
