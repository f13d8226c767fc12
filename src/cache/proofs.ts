// How the files by which the checksum database proves modules get into an entry, and out of it into the module cache.

import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { temporaryName } from '../modcache/temporary-name.ts'
import { remove } from '../platform/remove.ts'
import { errorCode } from '../text/error.ts'
import {
  type Lookup,
  lookupName,
  maxLookupBytes,
  maxTileBytes,
  parseLookup,
  type Tile,
  tilesFor,
} from './checksum-database.ts'

interface ProofRequest {
  /** Folders that hold `sumdb`, such as `cache/download`. */
  readonly from: string
  readonly to: string
  /** The checksum database's name. */
  readonly database: string
  readonly modules: readonly ModuleVersion[]
}

export interface Proofs {
  /** `path@version` of the modules that `go` can verify without a network, as far as names and sizes tell. */
  readonly proven: ReadonlySet<string>
  /** What was written below `to`. */
  readonly written: readonly string[]
  readonly bytes: number
}

export const noProofs: Proofs = { proven: new Set(), written: [], bytes: 0 }

/**
 * Copies the records of these modules, and the tiles that tie them to the newest tree head among them. All records get that
 * head: it is signed for all of the tree, and with several heads `go` would need tiles for each step from one to another.
 * Whether any of it is true is for `go` to check. What is there already stays. Rejects with the error of `node:fs`.
 */
export async function copyProofs({ from, to, database, modules }: ProofRequest): Promise<Proofs> {
  const read = await Promise.all(modules.map((module) => readLookup(from, database, module)))
  const found = read.filter((lookup) => lookup !== null)
  const newest = found.reduce<Lookup | null>(
    (best, lookup) => (best === null || lookup.treeSize > best.treeSize ? lookup : best),
    null,
  )
  if (newest === null) return noProofs
  const { head, treeSize } = newest
  const places = new Map<string, string>()
  const proven = new Set<string>()
  for (const { module, id } of found) {
    const tiles = await Promise.all(
      tilesFor({ id, treeSize }).map((tile) => findTile(join(from, 'sumdb', database), tile)),
    )
    if (tiles.includes(null)) continue
    proven.add(moduleName(module))
    for (const tile of tiles) if (tile !== null) places.set(`sumdb/${database}/${tile}`, tile)
  }
  const files = [
    ...found
      .filter(({ module }) => proven.has(moduleName(module)))
      .map(({ name, record }) => ({ name, content: async () => Buffer.from(`${record}${head}`) })),
    ...[...places.keys()].map((name) => ({ name, content: () => readFile(join(from, name)) })),
  ]
  const written: { name: string; bytes: number }[] = []
  for (const { name, content } of files) {
    const bytes = await content()
    if (await writeNew(join(to, name), bytes, to)) written.push({ name, bytes: bytes.length })
  }
  return {
    proven,
    written: written.map(({ name }) => name),
    bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

async function readLookup(from: string, database: string, module: ModuleVersion) {
  const name = lookupName(database, module)
  const size = await sizeOf(join(from, name))
  if (size === null || size > maxLookupBytes) return null
  const lookup = parseLookup(await readFile(join(from, name), 'utf8'))
  return lookup === null ? null : { ...lookup, name, module }
}

/** Under which name the tile is there: its own, or that of the full one, of which `go` takes the beginning. */
async function findTile(folder: string, { name, bytes, fullName }: Tile): Promise<string | null> {
  if ((await sizeOf(join(folder, name))) === bytes) return name
  return (await sizeOf(join(folder, fullName))) === maxTileBytes ? fullName : null
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await lstat(path).catch(() => null)
  return found?.isFile() ? found.size : null
}

/** Whole or not at all, and never over another one: false where there is one. */
async function writeNew(path: string, bytes: Buffer, below: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true })
  const draft = temporaryName(path)
  try {
    await writeFile(draft, bytes, { flag: 'wx' })
    // Not every file system has hard links.
    await link(draft, path).catch((error: unknown) => {
      if (errorCode(error) === 'EEXIST') throw error
      return copyFile(draft, path, constants.COPYFILE_EXCL)
    })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await remove(draft, { below })
  }
}
