// How Jest runs the TypeScript tests as ES modules, types erased by esbuild.
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './scripts/erase-types.mjs' },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
}
