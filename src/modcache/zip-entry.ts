// What one file of a zip holds, as `go` reads it: which compression, which checks, and the words for damage.
// https://pkg.go.dev/archive/zip

import { crc32, inflateRawSync } from 'node:zlib'
import type { Entry } from 'yauzl'
import { damage } from './zip.ts'

/** How a file is kept in the zip. Throws a RangeError for what `go` refuses to read. */
export function methodOf(entry: Entry): 'stored' | 'deflated' {
  // Open of archive/zip.
  if (entry.uncompressedSize > 0 && entry.fileNameRaw.at(-1) === slash)
    throw damaged(entry, 'a folder with content')
  if (entry.compressionMethod === 8) return 'deflated'
  if (entry.compressionMethod === 0) return 'stored'
  throw damaged(entry, `compression method ${entry.compressionMethod}`)
}

const slash = 0x2f

/** Does the zip keep the file's checksum in a descriptor behind its data? */
export function hasDescriptor({ generalPurposeBitFlag }: Entry): boolean {
  return (generalPurposeBitFlag & 8) !== 0
}

/** The content behind the bytes that the zip has of a file. Throws a RangeError that says what is damaged. */
export function contentOf(data: Buffer, entry: Entry): Buffer {
  const content = methodOf(entry) === 'deflated' ? inflate(data, entry) : data
  checkContent(entry, { bytes: content.length, crc32: () => crc32(content) })
  return content
}

/** Holds a file's length and checksum, as found, against what the zip says of it. Throws as `contentOf` does. */
export function checkContent(
  entry: Entry,
  found: { readonly bytes: number; readonly crc32: () => number },
): void {
  if (found.bytes !== entry.uncompressedSize) throw damaged(entry, 'wrong length')
  // As `go` does, which takes a zero for a checksum that nobody gave; go.sum decides in any case.
  const isGiven = hasDescriptor(entry) || entry.crc32 !== 0
  if (isGiven && found.crc32() !== entry.crc32) throw damaged(entry, 'checksum error')
}

/** The error of a disk as it is; anything else means that the file is damaged. */
export function damaged({ fileNameRaw }: Entry, why: string, cause?: unknown): unknown {
  return damage(`${fileNameRaw.toString('utf8', 0, 200)}: ${why}`, cause)
}

/** Of zlib. */
const leastChunkBytes = 64

function inflate(data: Buffer, entry: Entry): Buffer {
  const { uncompressedSize } = entry
  try {
    return inflateRawSync(data, {
      maxOutputLength: Math.max(1, uncompressedSize),
      // Room for all of it: zlib asks for a further chunk when one is full, and copies them together at the end.
      chunkSize: Math.max(leastChunkBytes, uncompressedSize + 1),
    })
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
}
