// What is in one file of a zip? Its bytes are hashed and checked as `go` would, in flat memory.

import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { readAt, type ZipEntry } from './zip-directory.ts'

const headerBytes = 30
const localSignature = 0x04034b50
/** Extra fields of the local header that are read along with it; longer ones cost a second read. */
const usualExtraBytes = 64
/** Larger files are streamed. */
const maxBytesAtOnce = 16 * 1_048_576

/** The SHA-256 of a file in a zip, in hexadecimal. Rejects with a RangeError that says what is damaged. */
export async function hashEntry(file: FileHandle, entry: ZipEntry): Promise<string> {
  if (entry.method !== 0 && entry.method !== 8) throw damaged(entry, `compression method ${entry.method}`)
  const isLarge = entry.compressedBytes > maxBytesAtOnce || entry.bytes > maxBytesAtOnce
  return isLarge ? hashStreamed(file, entry) : hashAtOnce(file, entry)
}

async function hashAtOnce(file: FileHandle, entry: ZipEntry): Promise<string> {
  const { compressedBytes } = entry
  const guess = headerBytes + entry.name.length + usualExtraBytes + compressedBytes
  const read = await readAt(file, entry.offset, guess)
  const start = dataStart(read, entry)
  const isWhole = start + compressedBytes <= read.length
  const data = isWhole
    ? read.subarray(start, start + compressedBytes)
    : await readAt(file, entry.offset + start, compressedBytes)
  const content = entry.method === 0 ? data : inflate(data, entry)
  if (content.length !== entry.bytes) throw damaged(entry, 'wrong length')
  if (crc32(content) !== entry.crc32) throw damaged(entry, 'checksum error')
  return createHash('sha256').update(content).digest('hex')
}

function inflate(data: Buffer, entry: ZipEntry): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.bytes) })
  } catch (error) {
    throw damaged(entry, 'it does not inflate', error)
  }
}

async function hashStreamed(file: FileHandle, entry: ZipEntry): Promise<string> {
  const header = await readAt(file, entry.offset, headerBytes)
  const start = entry.offset + dataStart(header, entry)
  const source = file.createReadStream({ start, end: start + entry.compressedBytes - 1, autoClose: false })
  const sha256 = createHash('sha256')
  let [bytes, crc] = [0, 0]
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      crc = crc32(chunk, crc)
      sha256.update(chunk)
      done(bytes > entry.bytes ? damaged(entry, 'wrong length') : null)
    },
  })
  meter.resume()
  try {
    await (entry.method === 0 ? pipeline(source, meter) : pipeline(source, createInflateRaw(), meter))
  } catch (error) {
    throw error instanceof RangeError ? error : damaged(entry, 'it does not inflate', error)
  }
  if (bytes !== entry.bytes) throw damaged(entry, 'wrong length')
  if (crc !== entry.crc32) throw damaged(entry, 'checksum error')
  return sha256.digest('hex')
}

/** Where the data begins, counted from the local header, whose name and extra fields have lengths of their own. */
function dataStart(header: Buffer, entry: ZipEntry): number {
  if (header.length < headerBytes || header.readUInt32LE(0) !== localSignature)
    throw damaged(entry, 'no local header')
  return headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
}

function damaged({ name }: ZipEntry, why: string, cause?: unknown): RangeError {
  return new RangeError(`${name.toString('utf8', 0, 200)}: ${why}`, { cause })
}
