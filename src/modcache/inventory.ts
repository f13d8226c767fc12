// Lists the files of modules that the module cache holds.

import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'

/** `MaxGoMod` of golang.org/x/mod/zip: `go` reads no larger one, and nobody else needs to hold it in memory. */
const maxGoModBytes = 16 * 1_048_576

/** A module cache as it was found: what comes into a folder after the first question about it isn't seen. */
export interface Inventory {
  /** In bytes; null where the file isn't there as a regular one with something in it. */
  readonly sizeOf: (file: ModuleFile) => Promise<number | null>
  /** The text of a module's go.mod; null where it isn't there, is larger than any can be, or can't be read. */
  readonly readMod: (module: ModuleVersion) => Promise<string | null>
}

/**
 * Opens the inventory of `GOMODCACHE`, an absolute path. Each folder is read once, which tells of three files and more,
 * and none where there is no `cache/download` yet: an empty module cache is the common one, and thousands of questions
 * for files that aren't there cost more than the download of some.
 */
export function createInventory(gomodcache: string): Inventory {
  const download = join(gomodcache, 'cache', 'download')
  const listings = new Map<string, Promise<ReadonlySet<string>>>()
  const namesIn = (folder: string) => {
    const listing = listings.get(folder) ?? listFolder(join(download, folder))
    listings.set(folder, listing)
    return listing
  }
  const sizeOf = async (file: ModuleFile): Promise<number | null> => {
    if ((await namesIn('')).size === 0) return null
    const name = fileName(file)
    const slash = name.lastIndexOf('/')
    const names = await namesIn(name.slice(0, slash))
    return names.has(name.slice(slash + 1)) ? sizeAt(join(download, name)) : null
  }
  return {
    sizeOf,
    readMod: async ({ path, version }) => {
      const file = { path, version, kind: 'mod' } as const
      const sizeBytes = await sizeOf(file)
      if (sizeBytes === null || sizeBytes > maxGoModBytes) return null
      return readText(join(download, fileName(file)))
    },
  }
}

/** Has anybody used this module cache before? */
export async function holdsModules(gomodcache: string): Promise<boolean> {
  return (await listFolder(join(gomodcache, 'cache', 'download'))).size > 0
}

/** Those of the files that are there: from name below `cache/download` to size in bytes. */
export async function presentFiles(
  { sizeOf }: Inventory,
  files: readonly ModuleFile[],
): Promise<ReadonlyMap<string, number>> {
  const sizes = await Promise.all(files.map(async (file) => [fileName(file), await sizeOf(file)] as const))
  return new Map(sizes.flatMap(([name, size]) => (size === null ? [] : [[name, size] as const])))
}

async function listFolder(path: string): Promise<ReadonlySet<string>> {
  return new Set(await readdir(path).catch(() => []))
}

/**
 * An empty file is what a full disk or a power loss left: `go` would stumble over it. Synchronous, which takes a tenth of the time:
 * a disk that hangs has stopped the listing of the folder before.
 */
function sizeAt(path: string): number | null {
  const found = lstat(path)
  return found?.isFile() && found.size > 0 ? found.size : null
}

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
