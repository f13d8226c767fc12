// Lists the zips in the module cache that nobody has verified yet: those without a `.ziphash`, which `go` writes before it gives a zip its name.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** Those of the modules whose zip is there without a `.ziphash`: a run of ours brought it, and didn't see `go` take it. */
export function unverifiedZips(
  gomodcache: string,
  modules: readonly ModuleVersion[],
): readonly ModuleVersion[] {
  return modules.filter((module) => {
    const zip = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
    return existsSync(zip) && !existsSync(zip.replace(/\.zip$/, '.ziphash'))
  })
}
