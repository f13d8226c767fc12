// Which files of modules does the module cache hold?

import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileName } from './layout.ts'
import type { ModuleFile } from './module-file.ts'

/** Is this file in the module cache, as a regular file with something in it? */
export async function isPresent(gomodcache: string, file: ModuleFile): Promise<boolean> {
  return (await sizeOf(gomodcache, file)) !== null
}

/** Those of the files that are there: from name below `cache/download` to size in bytes. */
export async function presentFiles(
  gomodcache: string,
  files: readonly ModuleFile[],
): Promise<ReadonlyMap<string, number>> {
  const sizes = await Promise.all(
    files.map(async (file) => [fileName(file), await sizeOf(gomodcache, file)] as const),
  )
  return new Map(sizes.flatMap(([name, size]) => (size === null ? [] : [[name, size] as const])))
}

/** An empty file is what a full disk or a power loss left: `go` would stumble over it. */
async function sizeOf(gomodcache: string, file: ModuleFile): Promise<number | null> {
  const found = await lstat(join(gomodcache, 'cache', 'download', fileName(file))).catch(() => null)
  return found?.isFile() && found.size > 0 ? found.size : null
}
