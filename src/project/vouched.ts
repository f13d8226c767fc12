// Who judges a file before `go` uses it: go.sum, or the checksum database.
// https://go.dev/ref/mod#authenticating

import type { GoEnv } from '../go/go-env.ts'
import { fileSums, type GoSum, zipSums } from '../go/go-sum.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { matchPrefixPatterns } from '../go/private.ts'

/** The settings that decide whether the checksum database is asked. */
type DatabaseSettings = Pick<GoEnv, 'GOSUMDB' | 'GONOSUMDB' | 'GOFLAGS'>

/** False: `go` would take the zip unseen, so that it must fetch it itself. */
export function isZipVerifiable(module: ModuleVersion, sums: GoSum, env: DatabaseSettings): boolean {
  return zipSums(sums, module).length > 0 || usesChecksumDatabase(module.path, env)
}

/** Does `go` ask the checksum database for a module that go.sum doesn't name? */
export function usesChecksumDatabase(
  path: string,
  { GOSUMDB, GONOSUMDB, GOFLAGS }: DatabaseSettings,
): boolean {
  if (GOSUMDB === 'off' || /(?:^|\s)['"]?--?insecure\b/.test(GOFLAGS)) return false
  return !matchPrefixPatterns(GONOSUMDB, path)
}

/** Does go.sum say which content the file may have? An .info has no line anywhere; it says no more than a version and a time. */
export function isListed(file: ModuleFile, sums: GoSum): boolean {
  return file.kind === 'info' || fileSums(sums, file).length > 0
}
