// May a zip be brought for `go` to judge? Only where it will: by go.sum, or by the checksum database.
// https://go.dev/ref/mod#authenticating

import type { ModuleVersion } from '../modcache/module-file.ts'
import { type GoSum, zipSums } from '../project/go-sum.ts'
import { matchPrefixPatterns } from '../project/private.ts'
import type { GoEnv } from '../project/project.ts'

/** False: `go` would take the zip unseen, so that it must fetch it itself. */
export function isZipJudged(
  module: ModuleVersion,
  sums: GoSum,
  env: Pick<GoEnv, 'GOSUMDB' | 'GONOSUMDB'>,
): boolean {
  if (zipSums(sums, module).length > 0) return true
  return env.GOSUMDB !== 'off' && !matchPrefixPatterns(env.GONOSUMDB, module.path)
}
