// Hashes and checks one file of a zip as `go` would, in flat memory.

import { createHash } from 'node:crypto'
import { crc32, inflateRawSync } from 'node:zlib'
import type { Entry } from 'yauzl'
import { damage, type Zip } from './zip.ts'

/** Larger files are streamed; a stream for each small one would take ten times as long. */
const maxBytesAtOnce = 4 * 1_048_576

/** A file's length and checksum, as found. */
interface Content {
  readonly sha256: string
  readonly bytes: number
  readonly crc32: number
}

/**
 * The SHA-256 of a file in a zip, in hexadecimal. Rejects with a RangeError that says what is damaged, or with the
 * error of the disk.
 */
export async function hashEntry(zip: Zip, entry: Entry): Promise<string> {
  const { compressionMethod, compressedSize, uncompressedSize } = entry
  // Stored and deflated: `go` knows no other.
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    throw damaged(entry, `compression method ${compressionMethod}`)
  }
  const isLarge = compressedSize > maxBytesAtOnce || uncompressedSize > maxBytesAtOnce
  const content = isLarge ? await readStreamed(zip, entry) : await readAtOnce(zip, entry)
  if (content.bytes !== uncompressedSize) throw damaged(entry, 'wrong length')
  if (content.crc32 !== entry.crc32) throw damaged(entry, 'checksum error')
  return content.sha256
}

/** `go` refuses to read a folder that has content: Open of archive/zip. */
export function checkFolder(entry: Entry): void {
  if (entry.uncompressedSize > 0 && entry.fileNameRaw.at(-1) === slash)
    throw damaged(entry, 'a folder with content')
}

const slash = 0x2f

async function readAtOnce(zip: Zip, entry: Entry): Promise<Content> {
  const data = await dataOf(zip, entry)
  const content = entry.compressionMethod === 0 ? data : inflate(data, entry)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { sha256, bytes: content.length, crc32: crc32(content) }
}

async function dataOf({ file, bytesAt }: Zip, entry: Entry): Promise<Buffer> {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true })
    return await bytesAt(fileDataStart, entry.compressedSize)
  } catch (error) {
    throw damaged(entry, 'no local header with its data', error)
  }
}

function inflate(data: Buffer, entry: Entry): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressedSize) })
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
}

async function readStreamed({ file }: Zip, entry: Entry): Promise<Content> {
  const sha256 = createHash('sha256')
  let [bytes, crc] = [0, 0]
  try {
    for await (const chunk of await file.openReadStreamPromise(entry)) {
      bytes += chunk.length
      crc = crc32(chunk, crc)
      sha256.update(chunk)
    }
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
  return { sha256: sha256.digest('hex'), bytes, crc32: crc }
}

function damaged({ fileNameRaw }: Entry, why: string, cause?: unknown): unknown {
  return damage(`${fileNameRaw.toString('utf8', 0, 200)}: ${why}`, cause)
}
