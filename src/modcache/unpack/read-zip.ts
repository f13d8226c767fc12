// Reads a module zip once: every file is inflated, checked, hashed, and handed on to be written.

import { hash } from 'node:crypto'
import type { Entry } from 'yauzl'
import { hash1 } from '../../go/dirhash.ts'
import { type ModuleVersion, moduleName } from '../../go/module-file.ts'
import { readZipBuffer } from '../zip.ts'
import { hashEntry } from '../zip-content.ts'
import { contentOf, damaged, hasDescriptor } from '../zip-entry.ts'
import { moduleTree } from './module-tree.ts'

/** What a zip holds. */
interface ZipContent {
  /** `h1:…`, as go.sum names it. */
  readonly hash: string
  /** Null: every file was handed on. Else why it is left to `go` to unpack. */
  readonly leftToGo: string | null
}

/**
 * Reads the whole zip. `onFile` gets each file's place below the module's folder and its bytes, in the zip's order; nothing
 * where the tree is left to `go`. Rejects with a RangeError that says what is damaged, and with what `onFile` throws.
 */
export function readModuleZip(
  bytes: Buffer,
  module: ModuleVersion,
  onFile: ((path: string, content: Buffer) => void) | null,
): Promise<ZipContent> {
  return readZipBuffer(bytes, async (zip) => {
    const entries: Entry[] = []
    for await (const entry of zip.file.eachEntry()) entries.push(entry)
    checkPrefix(entries, module)
    const tree = moduleTree(entries, module)
    if (tree.kind === 'left-to-go') checkSizes(entries)
    const leftToGo = tree.kind === 'left-to-go' ? tree.reason : largeFile(entries)
    const paths = tree.kind === 'tree' && leftToGo === null ? tree.files.map(({ path }) => path) : null
    const hashed: { name: Buffer; sha256: string }[] = []
    for (const [index, entry] of entries.entries()) {
      if (entry.uncompressedSize > maxFileBytes) {
        hashed.push({ name: entry.fileNameRaw, sha256: await hashEntry(zip, entry) })
        continue
      }
      const content = contentOf(dataOf(entry, bytes), entry)
      hashed.push({ name: entry.fileNameRaw, sha256: hash('sha256', content, 'hex') })
      const path = paths?.[index]
      if (path !== undefined) onFile?.(path, content)
    }
    return { hash: hash1(hashed), leftToGo }
  })
}

/** Where a proxy mixes up modules, that is what it did: no changed content. */
function checkPrefix(entries: readonly Entry[], module: ModuleVersion): void {
  const prefix = Buffer.from(`${moduleName(module)}/`)
  const other = entries.find(({ fileNameRaw }) => !fileNameRaw.subarray(0, prefix.length).equals(prefix))
  if (other === undefined) return
  const name = JSON.stringify(other.fileNameRaw.toString('utf8', 0, 200))
  throw new RangeError(`the zip has a file of another module: ${name}`)
}

/** A larger file of a zip is hashed as a stream, so that memory stays bounded, and left to `go` to unpack. */
const maxFileBytes = 16 * 1_048_576

function largeFile(entries: readonly Entry[]): string | null {
  return entries.some(({ uncompressedSize }) => uncompressedSize > maxFileBytes)
    ? 'a file is larger than 16 MiB'
    : null
}

/** A zip of 250 kB can name fifty times as much as `go` unpacks. */
function checkSizes(entries: readonly Entry[]): void {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (size > 500 * 1_048_576) throw new RangeError('the zip unpacks to more than 500 MiB')
}

/** Where the content of a file is, which only its local header tells. */
function dataOf(entry: Entry, bytes: Buffer): Buffer {
  const header = entry.relativeOffsetOfLocalHeader
  const nameAt = header + localHeaderBytes
  if (nameAt > bytes.length || bytes.readUInt32LE(header) !== localHeaderSignature)
    throw damaged(entry, 'no local header with its data')
  const start = nameAt + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const end = start + entry.compressedSize
  if (end > bytes.length) throw damaged(entry, 'no local header with its data')
  if (hasDescriptor(entry) && descriptorCrc(bytes, end) !== entry.crc32)
    throw damaged(entry, 'its data descriptor says something else')
  return bytes.subarray(start, end)
}

const localHeaderSignature = 0x04034b50
const localHeaderBytes = 30
const descriptorSignature = 0x08074b50

/** The checksum in the descriptor behind a file's data; -1 where there is none. readDataDescriptor of archive/zip */
function descriptorCrc(bytes: Buffer, at: number): number {
  if (at + 16 > bytes.length) return -1
  const isSigned = bytes.readUInt32LE(at) === descriptorSignature
  return bytes.readUInt32LE(isSigned ? at + 4 : at)
}
