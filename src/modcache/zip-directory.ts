// What files does a zip say it holds? Its central directory, read from its end without touching the files.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3.12 to §4.3.16 and §4.5.3
//
// Own code since a module cache has tens of thousands of entries: yauzl needs two reads and an event for each.

import type { FileHandle } from 'node:fs/promises'

/** One file in a zip. */
export interface ZipEntry {
  /** Its bytes, as they stand. */
  readonly name: Buffer
  /** 0 stored, 8 deflated; `go` knows no other. */
  readonly method: number
  readonly crc32: number
  readonly compressedBytes: number
  readonly bytes: number
  /** Where its local header begins. */
  readonly offset: number
}

const signature = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 } as const
const endBytes = 22
const entryBytes = 46
/** The end record may be followed by a comment of up to 64 KiB. */
const tailBytes = endBytes + 0xffff
/** A module has at most 500 MiB of source: a directory of this size would name hundreds of thousands of files. */
const maxDirectoryBytes = 64 * 1_048_576

/** Reads the central directory; null where there is none that can be read. Memory: the size of the directory. */
export async function readZipDirectory(file: FileHandle): Promise<readonly ZipEntry[] | null> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes))
  const at = findEnd(tail)
  if (at === null) return null
  const end = await readEnd(file, tail.subarray(at), size - tail.length + at)
  if (end === null || end.bytes > maxDirectoryBytes || end.start < 0) return null
  return parseEntries(await readAt(file, end.start, end.bytes), end)
}

/** Reads exactly as many bytes as there are, up to `length`. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function findEnd(tail: Buffer): number | null {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== signature.end) continue
    if (at + endBytes + tail.readUInt16LE(at + 20) <= tail.length) return at
  }
  return null
}

interface DirectoryEnd {
  /** Where the directory begins in the file. */
  readonly start: number
  readonly bytes: number
  readonly count: number
  /** What must be added to the offsets in it, for a zip that has something before it. */
  readonly shift: number
}

async function readEnd(file: FileHandle, end: Buffer, endAt: number): Promise<DirectoryEnd | null> {
  const [count, bytes, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (count === 0xffff || bytes === 0xffffffff || offset === 0xffffffff) {
    const large = await readEnd64(file, endAt)
    if (large !== null) return large
  }
  return directoryEnd({ count, bytes, offset, endAt })
}

async function readEnd64(file: FileHandle, endAt: number): Promise<DirectoryEnd | null> {
  if (endAt < 20) return null
  const locator = await readAt(file, endAt - 20, 20)
  if (locator.length < 20 || locator.readUInt32LE(0) !== signature.locator64) return null
  const at = Number(locator.readBigUInt64LE(8))
  if (at + 56 > endAt) return null
  const record = await readAt(file, at, 56)
  if (record.readUInt32LE(0) !== signature.end64) return null
  const [count = 0, bytes = 0, offset = 0] = [32, 40, 48].map((field) =>
    Number(record.readBigUInt64LE(field)),
  )
  return directoryEnd({ count, bytes, offset, endAt: at })
}

function directoryEnd(end: { count: number; bytes: number; offset: number; endAt: number }): DirectoryEnd {
  const start = end.endAt - end.bytes
  return { start, bytes: end.bytes, count: end.count, shift: start - end.offset }
}

function parseEntries(directory: Buffer, { count, shift }: DirectoryEnd): ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== signature.entry) return null
    const nameEnd = at + entryBytes + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    if (extraEnd > directory.length) return null
    const sizes = [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]
    const [bytes = 0, compressedBytes = 0, offset = 0] = widen(sizes, directory.subarray(nameEnd, extraEnd))
    entries.push({
      name: directory.subarray(at + entryBytes, nameEnd),
      method: directory.readUInt16LE(at + 10),
      crc32: directory.readUInt32LE(at + 16),
      compressedBytes,
      bytes,
      offset: offset + shift,
    })
    at = extraEnd + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes and offsets that don't fit into 32 bits stand in an extra field, in this order. */
function widen(sizes: readonly number[], extra: Buffer): readonly number[] {
  if (!sizes.includes(0xffffffff)) return sizes
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  let field = at + 4
  return sizes.map((size) => {
    if (size !== 0xffffffff || field + 8 > extra.length) return size
    field += 8
    return Number(extra.readBigUInt64LE(field - 8))
  })
}
