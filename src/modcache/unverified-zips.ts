// Lists the zips in the module cache that nobody has verified yet: those without a `.ziphash`, which `go` writes before it gives a zip its name.

import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** Those of the modules whose zip is there without a `.ziphash`: a run of ours brought it, and didn't see `go` take it. */
export async function unverifiedZips(
  gomodcache: string,
  modules: readonly ModuleVersion[],
): Promise<readonly ModuleVersion[]> {
  const unjudged = await Promise.all(
    modules.map(async (module) => {
      const zip = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
      return (await isThere(zip)) && !(await isThere(zip.replace(/\.zip$/, '.ziphash')))
    }),
  )
  return modules.filter((_, index) => unjudged[index])
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
