// The files of an unpacked module: listed, hashed as go.sum knows them, and held against the files of its zip.
// HashDir of https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash

import { createHash, hash } from 'node:crypto'
import { readdirSync, readSync } from 'node:fs'
import { type HashedFile, hash1 } from '../../go/dirhash.ts'
import { type ModuleVersion, moduleName } from '../../go/module-file.ts'
import { errorCode } from '../../text/error.ts'
import { fill, nounFor, withRegularFile } from './regular-file.ts'

/** A module has at most 500 MiB of files, which isn't enough for so many. */
const maxFiles = 1_000_000
/** https://pkg.go.dev/golang.org/x/mod/zip#pkg-constants */
const maxTreeBytes = 500 * 1_048_576
const chunkBytes = 1_048_576

/** An unpacked module. */
export interface Tree {
  readonly folder: string
  /** Places below the folder, with `/`, a character for each byte: a name need not be UTF-8. */
  readonly files: readonly string[]
}

/** Lists a tree. Throws a RangeError that names what `go` never unpacks, such as a link, or the error of `node:fs`. */
export function listTree(folder: string): Tree {
  const files: string[] = []
  const folders = ['']
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    const entries = readdirSync(pathOf(folder, below), { withFileTypes: true, encoding: 'latin1' })
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) folders.push(path)
      else if (entry.isFile()) files.push(path)
      else throw new RangeError(`${nounFor(entry)} in it: ${shown(path)}`)
    }
    if (files.length + folders.length > maxFiles) throw new RangeError('more than a million files in it')
  }
  return { folder, files }
}

/** `h1:…` of a tree. Throws a RangeError for more than a module may have, or the error of `node:fs`. */
export function hashTree({ folder, files }: Tree, module: ModuleVersion): string {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let left = maxTreeBytes
  const hashed = files.map((path): HashedFile => {
    const name = Buffer.concat([Buffer.from(`${moduleName(module)}/`), Buffer.from(path, 'latin1')])
    const sha256 = withRegularFile(pathOf(folder, path), (file, sizeBytes) => {
      left -= sizeBytes
      if (left < 0) throw new RangeError('more than 500 MiB in it')
      return hashFile(file, buffer)
    })
    return { name, sha256 }
  })
  return hash1(hashed)
}

function hashFile(file: number, buffer: Buffer): string {
  const first = buffer.subarray(0, fill(file, buffer))
  if (first.length < buffer.length) return hash('sha256', first, 'hex')
  const total = createHash('sha256').update(first)
  let left = maxTreeBytes
  for (let read = 1; read > 0 && left > 0; left -= read) {
    read = readSync(file, buffer, 0, buffer.length, null)
    total.update(buffer.subarray(0, read))
  }
  return total.digest('hex')
}

/** Compares a tree with the files of its zip, as they come. */
export interface TreeComparison {
  /** One file of the zip: its place below the module's folder, and its bytes. Throws the error of `node:fs`. */
  readonly compare: (path: string, content: Buffer) => void
  /** Once all were compared: what differs, as a clause; null where nothing does. */
  readonly difference: () => string | null
}

/** Starts a comparison: bytes that are equal to those that proved right need no hash of their own. */
export function compareTree({ folder, files }: Tree): TreeComparison {
  const left = new Set(files)
  const changed: string[] = []
  const gone: string[] = []
  let buffer = Buffer.allocUnsafe(chunkBytes)
  return {
    compare: (path, content) => {
      if (!left.delete(path)) {
        gone.push(path)
        return
      }
      if (buffer.length < content.length) buffer = Buffer.allocUnsafe(content.length)
      if (!isEqual(pathOf(folder, path), content, buffer.subarray(0, content.length))) changed.push(path)
    },
    difference: () => {
      const clauses = [clause(changed, 'changed'), clause([...left], 'added'), clause(gone, 'removed')]
      return clauses.filter((text) => text !== null).join('; ') || null
    },
  }
}

/** `buffer` is as long as `content`. */
function isEqual(path: string | Buffer, content: Buffer, buffer: Buffer): boolean {
  try {
    return withRegularFile(path, (file, sizeBytes) => {
      if (sizeBytes !== content.length) return false
      return fill(file, buffer) === content.length && buffer.equals(content)
    })
  } catch (error) {
    // It was replaced since it was listed.
    if (error instanceof RangeError || errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** So many names are enough to know where to look. */
const maxNames = 3

function clause(paths: readonly string[], what: string): string | null {
  if (paths.length === 0) return null
  const names = [...paths].sort().slice(0, maxNames).map(shown).join(', ')
  const more = paths.length > maxNames ? ` and ${paths.length - maxNames} more` : ''
  return `${what}: ${names}${more}`
}

/** As text, which is unsafe for display still. */
function shown(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8').slice(0, 200)
}

/** A path as `node:fs` takes it: bytes where the name isn't plain ASCII. */
function pathOf(folder: string, below: string): string | Buffer {
  if (/^[\x20-\x7e]*$/.test(below)) return below === '' ? folder : `${folder}/${below}`
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(below, 'latin1')])
}
