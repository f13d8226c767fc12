// Lists the zips in the module cache that nobody has verified yet: those without a `.ziphash`, which `go` writes before it gives a zip its name.

import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** A zip that a run of ours brought, and didn't see `go` take. */
export interface UnverifiedZip extends ModuleVersion {
  /** Where it lies. */
  readonly zip: string
  readonly sizeBytes: number
}

/** Those of the modules whose zip is there, as a regular file, without a `.ziphash`. */
export function unverifiedZips(
  gomodcache: string,
  modules: readonly ModuleVersion[],
): readonly UnverifiedZip[] {
  return modules.flatMap(({ path, version }) => {
    const zip = join(gomodcache, 'cache', 'download', fileName({ path, version, kind: 'zip' }))
    const sizeBytes = sizeOf(zip)
    const isUnverified = sizeBytes !== null && !existsSync(zip.replace(/\.zip$/, '.ziphash'))
    return isUnverified ? [{ path, version, zip, sizeBytes }] : []
  })
}

function sizeOf(path: string): number | null {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    return found?.isFile() ? found.size : null
  } catch {
    // In a folder that can't be read, or is none: `go` will say so.
    return null
  }
}
