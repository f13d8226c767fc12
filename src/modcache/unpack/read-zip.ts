// Reads a module zip once: every file is inflated, checked, hashed, and handed on to be written.

import { hash } from 'node:crypto'
import { crc32, inflateRawSync } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { hash1 } from '../../go/dirhash.ts'
import { type ModuleVersion, moduleName } from '../../go/module-file.ts'
import { damage, readZipBuffer, type Zip } from '../zip.ts'
import { checkFolder, hashEntry } from '../zip-content.ts'
import { moduleTree } from './module-tree.ts'

/** What a zip holds. */
export interface ZipContent {
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
    for (const entry of entries) checkFolder(entry)
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
      const content = await contentOf(zip, entry, bytes)
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
const maxFileBytes = 64 * 1_048_576

function largeFile(entries: readonly Entry[]): string | null {
  return entries.some(({ uncompressedSize }) => uncompressedSize > maxFileBytes)
    ? 'a file is larger than 64 MiB'
    : null
}

/** A zip of 250 kB can name fifty times as much as `go` unpacks. */
function checkSizes(entries: readonly Entry[]): void {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (size > 500 * 1_048_576) throw new RangeError('the zip unpacks to more than 500 MiB')
}

async function contentOf({ file }: Zip, entry: Entry, bytes: Buffer): Promise<Buffer> {
  const data = await dataOf(file, entry, bytes)
  const content = entry.compressionMethod === 0 ? data : inflate(data, entry)
  if (content.length !== entry.uncompressedSize) throw damaged(entry, 'wrong length')
  const hasDescriptor = (entry.generalPurposeBitFlag & 8) !== 0
  if (hasDescriptor && descriptorCrc(data, bytes) !== entry.crc32)
    throw damaged(entry, 'its data descriptor says something else')
  // As `go` does, which takes a zero for a checksum that nobody gave; go.sum decides in any case.
  const isGiven = hasDescriptor || entry.crc32 !== 0
  if (isGiven && crc32(content) !== entry.crc32) throw damaged(entry, 'checksum error')
  return content
}

const descriptorSignature = 0x08074b50

/** The checksum in the descriptor behind a file's data; -1 where there is none. readDataDescriptor of archive/zip */
function descriptorCrc(data: Buffer, bytes: Buffer): number {
  const start = data.byteOffset - bytes.byteOffset + data.length
  if (start + 16 > bytes.length) return -1
  const isSigned = bytes.readUInt32LE(start) === descriptorSignature
  return bytes.readUInt32LE(isSigned ? start + 4 : start)
}

async function dataOf(file: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer> {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true })
    const data = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize)
    if (data.length < entry.compressedSize) throw new Error('the zip ends too early')
    return data
  } catch (error) {
    throw damaged(entry, 'no local header with its data', error)
  }
}

function inflate(data: Buffer, entry: Entry): Buffer {
  // Stored and deflated: `go` knows no other.
  if (entry.compressionMethod !== 8) throw damaged(entry, `compression method ${entry.compressionMethod}`)
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressedSize) })
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
}

function damaged({ fileNameRaw }: Entry, why: string, cause?: unknown): unknown {
  return damage(`${fileNameRaw.toString('utf8', 0, 200)}: ${why}`, cause)
}
