// Which files of the checksum database prove a module's sums: its record, the signed tree head, the tiles between them.
// https://go.dev/design/25530-sumdb, https://research.swtch.com/tlog and cmd/vendor/golang.org/x/mod/sumdb

import { escapePath, escapeVersion } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** A tile has 256 hashes of 32 bytes. */
const tileHashes = 256
const hashBytes = 32

/** A record is two lines and a signed note; a database may have several signatures. */
export const maxLookupBytes = 64 << 10
export const maxTileBytes = tileHashes * hashBytes

const element = '[A-Za-z0-9_][A-Za-z0-9._-]*'
const databasePattern = new RegExp(`^${element}(?:/${element})*$`)
const namePattern = new RegExp(
  `^sumdb/${element}(?:/${element})*/(?:lookup/([A-Za-z0-9_.!~/-]+)@([A-Za-z0-9_.!+~-]+)|tile/8/\\d{1,2}/(?:x\\d{3}/)*\\d{3}(?:\\.p/\\d{1,3})?)$`,
)

/** The name of the database in GOSUMDB (`name`, `name+hash+key`, each with a URL behind it or none); null for a name that is no folder. */
export function databaseName(gosumdb: string): string | null {
  const [key = ''] = gosumdb.trim().split(/\s+/)
  const name = key === 'sum.golang.google.cn' ? 'sum.golang.org' : (key.split('+')[0] ?? '')
  return databasePattern.test(name) ? name : null
}

/** How large a file below `cache/download` with this name may be, in bytes; null where it is no file of a checksum database. */
export function databaseFileLimit(name: string): number | null {
  const match = namePattern.exec(name)
  if (match === null || name.split('/').some((part) => part === '' || part.startsWith('..'))) return null
  return match[1] === undefined ? maxTileBytes : maxLookupBytes
}

/** The name of a module's record below `cache/download`. */
export function lookupName(database: string, { path, version }: ModuleVersion): string {
  return `sumdb/${database}/lookup/${escapePath(path)}@${escapeVersion(version)}`
}

/** A module's record, with the tree head that came with it. */
export interface Lookup {
  readonly id: number
  /** With the number in front of it and the empty line behind it. */
  readonly record: string
  /** The signed note. */
  readonly head: string
  /** How many records the tree has. */
  readonly treeSize: number
}

/** Reads a file of `lookup/`; null where it is none. Its signature is for `go` to check. */
export function parseLookup(text: string): Lookup | null {
  const end = text.indexOf('\n\n')
  if (end === -1) return null
  const [record, head] = [text.slice(0, end + 2), text.slice(end + 2)]
  const id = /^(\d{1,15})\n/.exec(record)?.[1]
  const size = /^go\.sum database tree\n(\d{1,15})\n/.exec(head)?.[1]
  if (id === undefined || size === undefined || Number(id) >= Number(size)) return null
  return { id: Number(id), record, head, treeSize: Number(size) }
}

/** A tile that `go` reads: under `name`, or as a part of the full one. */
export interface Tile {
  readonly name: string
  readonly bytes: number
  /** The same as `name` where the tile is full. */
  readonly fullName: string
}

/** The tiles by which `go` checks the record `id` in a tree of `treeSize` records: those above it, and the right edge. */
export function tilesFor({ id, treeSize }: Pick<Lookup, 'id' | 'treeSize'>): readonly Tile[] {
  const tiles = new Map<string, Tile>()
  let index = id
  for (let level = 0, hashes = treeSize; hashes > 0; level++) {
    index = Math.floor(index / tileHashes)
    const last = Math.floor(hashes / tileHashes)
    const wanted = hashes % tileHashes > 0 ? [last] : []
    // Above the edge of the tree there is no tile for the record any more.
    if (index * tileHashes < hashes) wanted.push(index)
    for (const number of wanted) {
      const tile = tileAt(level, number, Math.min(tileHashes, hashes - number * tileHashes))
      tiles.set(tile.name, tile)
    }
    hashes = last
  }
  return [...tiles.values()]
}

function tileAt(level: number, index: number, width: number): Tile {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  const fullName = `tile/8/${level}/${place}`
  return {
    name: width === tileHashes ? fullName : `${fullName}.p/${width}`,
    bytes: width * hashBytes,
    fullName,
  }
}
