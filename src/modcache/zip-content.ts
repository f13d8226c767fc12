// Hashes one file of a zip, wherever that lies, in flat memory.

import { createHash, hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import type { Zip } from './zip.ts'
import { checkContent, contentOf, damaged, methodOf } from './zip-entry.ts'

/** Larger files are streamed; a stream for each small one would take ten times as long. */
const maxBytesAtOnce = 4 * 1_048_576

/**
 * The SHA-256 of a file in a zip, in hexadecimal. Rejects with a RangeError that says what is damaged, or with the
 * error of the disk.
 */
export async function hashEntry(zip: Zip, entry: Entry): Promise<string> {
  const { compressedSize, uncompressedSize } = entry
  methodOf(entry)
  const isLarge = compressedSize > maxBytesAtOnce || uncompressedSize > maxBytesAtOnce
  if (isLarge) return hashStreamed(zip, entry)
  return hash('sha256', contentOf(await dataOf(zip, entry), entry), 'hex')
}

async function dataOf({ file, bytesAt }: Zip, entry: Entry): Promise<Buffer> {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true })
    return await bytesAt(fileDataStart, entry.compressedSize)
  } catch (error) {
    throw damaged(entry, 'no local header with its data', error)
  }
}

async function hashStreamed({ file }: Zip, entry: Entry): Promise<string> {
  const sha256 = createHash('sha256')
  let [bytes, crc] = [0, 0]
  try {
    const content = await file.openReadStreamPromise(entry)
    // Where more stands after the data, yauzl goes on reading, and tells of the file that was closed meanwhile once nobody listens.
    content.on('error', () => {})
    for await (const chunk of content) {
      bytes += chunk.length
      crc = crc32(chunk, crc)
      sha256.update(chunk)
    }
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
  checkContent(entry, { bytes, crc32: () => crc })
  return sha256.digest('hex')
}
