// Does a zip's central directory name files of one module only? Read from the end of the file, a few kilobytes in all.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3.12 to §4.3.16, https://go.dev/ref/mod#zip-path-size-constraints

import { type FileHandle, open } from 'node:fs/promises'
import { type ModuleVersion, moduleName } from '../modcache/module-file.ts'

const endSignature = 0x06054b50
const end64LocatorSignature = 0x07064b50
const end64Signature = 0x06064b50
const entrySignature = 0x02014b50
const endBytes = 22
const entryBytes = 46
/** The end record may be followed by a comment of up to 64 KiB. */
const tailBytes = endBytes + 0xffff
/** A module has at most 500 MiB of source; a directory of this size would name hundreds of thousands of files. */
const largestDirectoryBytes = 64 * 1_048_576

/** The bytes of a zip, wherever they are. */
interface ZipSource {
  readonly size: number
  readonly read: (position: number, length: number) => Promise<Buffer>
}

/** Checks the zip of a module version, a file. Null: readable, and every name begins with `path@version/`. */
export async function checkZipFile(path: string, module: ModuleVersion): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await checkZip({ size, read: (position, length) => readFrom(file, position, length) }, module)
  } finally {
    await file.close()
  }
}

/** The same for a zip in memory. */
export function checkZipBytes(bytes: Buffer, module: ModuleVersion): Promise<string | null> {
  const read = async (position: number, length: number) => bytes.subarray(position, position + length)
  return checkZip({ size: bytes.length, read }, module)
}

async function checkZip(zip: ZipSource, module: ModuleVersion): Promise<string | null> {
  const place = await findDirectory(zip)
  if (place === null) return 'the zip has no readable central directory'
  const directory = await zip.read(place.offset, place.size)
  return checkNames(directory, place.count, `${moduleName(module)}/`)
}

interface DirectoryPlace {
  readonly offset: number
  readonly size: number
  readonly count: number
}

async function findDirectory(zip: ZipSource): Promise<DirectoryPlace | null> {
  const tail = await zip.read(Math.max(0, zip.size - tailBytes), Math.min(zip.size, tailBytes))
  const at = endRecordIn(tail)
  if (at < 0) return null
  const endOffset = zip.size - tail.length + at
  const plain = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
  const isLarge = plain.count === 0xffff || plain.size === 0xffffffff || plain.offset === 0xffffffff
  const place = isLarge ? await findLargeDirectory(zip, endOffset) : plain
  if (place === null || place.size > largestDirectoryBytes) return null
  return place.offset + place.size <= endOffset ? place : null
}

function endRecordIn(tail: Buffer): number {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    const fits = () => at + endBytes + tail.readUInt16LE(at + 20) <= tail.length
    if (tail.readUInt32LE(at) === endSignature && fits()) return at
  }
  return -1
}

async function findLargeDirectory(zip: ZipSource, endOffset: number): Promise<DirectoryPlace | null> {
  if (endOffset < 20) return null
  const locator = await zip.read(endOffset - 20, 20)
  if (locator.readUInt32LE(0) !== end64LocatorSignature) return null
  const at = Number(locator.readBigUInt64LE(8))
  if (at + 56 > endOffset) return null
  const record = await zip.read(at, 56)
  if (record.readUInt32LE(0) !== end64Signature) return null
  const [count, size, offset] = [32, 40, 48].map((field) => Number(record.readBigUInt64LE(field)))
  return { count: count ?? 0, size: size ?? 0, offset: offset ?? 0 }
}

function checkNames(directory: Buffer, count: number, prefix: string): string | null {
  let at = 0
  for (let entry = 0; entry < count; entry++) {
    if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== entrySignature) {
      return `the zip's central directory ends after ${entry} of ${count} entries`
    }
    const nameEnd = at + entryBytes + directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + entryBytes, nameEnd)
    if (!name.startsWith(prefix))
      return `the zip has a file of another module: ${JSON.stringify(name.slice(0, 200))}`
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return null
}

async function readFrom(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
