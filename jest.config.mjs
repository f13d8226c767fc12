// How Jest runs the TypeScript tests as ES modules, types erased by esbuild.
import { availableParallelism } from 'node:os'

export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './scripts/erase-types.mjs' },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  setupFiles: ['<rootDir>/__tests__/helpers/fixed-seed.ts'],
  testTimeout: 180_000,
  // One more than there are cores: many tests wait for processes and stalls more than they compute.
  maxWorkers: availableParallelism() + 1,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
}
