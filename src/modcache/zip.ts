// Reads what a zip names and where the bytes of its files are, with yauzl, from a file or from memory.
// https://go.dev/ref/mod#zip-files

import { type FileHandle, open } from 'node:fs/promises'
import { fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { WindowReader, type ZipBytes } from './window-reader.ts'
import { zipEnd } from './zip-end.ts'

/** A zip whose end was read. */
export interface Zip {
  readonly file: ZipFile
  readonly bytesAt: (position: number, length: number) => Promise<Buffer>
}

/** The end record may be followed by a comment of 64 KiB; a usual directory fits in here too. */
const tailBytes = 96 * 1_024
const entrySignature = 0x0201_4b50
const unreadable = 'the zip has no readable central directory'
/** A module has at most 500 MiB of source, which isn't enough for so many files. */
const maxEntries = 1_000_000

/** Works on a zip in a file. Rejects as `readZip` does, or with the error of `node:fs`. */
export async function readZipFile<T>(path: string, work: (zip: Zip) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await readZip({ size, read: (position, length) => readAt(file, position, length) }, work)
  } finally {
    await file.close()
  }
}

/** Works on a zip in memory. Rejects as `readZip` does. */
export function readZipBuffer<T>(bytes: Buffer, work: (zip: Zip) => Promise<T>): Promise<T> {
  const read = async (position: number, length: number) => bytes.subarray(position, position + length)
  return readZip({ size: bytes.length, read }, work)
}

/** Rejects with a RangeError where the zip is damaged, and with the error of the disk where that fails. */
async function readZip<T>(bytes: ZipBytes, work: (zip: Zip) => Promise<T>): Promise<T> {
  try {
    const start = Math.max(0, bytes.size - tailBytes)
    const tail = { start, bytes: await bytes.read(start, bytes.size - start) }
    const end = zipEnd(tail)
    if (end.kind === 'damaged') throw new RangeError(`${unreadable}: ${end.reason}`)
    if (end.shift > 0 && !(await isDirectoryAt(end.directory, bytes)))
      throw new RangeError(`${unreadable}: other data stands before the zip`)
    const reader = new WindowReader(bytes, tail)
    // Sizes are held against the content itself, as `go` does.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const file = await fromRandomAccessReaderPromise(reader, end.position, options)
    if (file.entryCount > maxEntries) throw new RangeError('the zip names too many files')
    return await work({ file, bytesAt: (position, length) => reader.bytesAt(position, length) })
  } catch (error) {
    throw error instanceof RangeError ? error : damage(unreadable, error)
  }
}

/** The error of a disk as it is; anything else means that the zip is damaged. */
export function damage(why: string, cause?: unknown): unknown {
  const isOfDisk = typeof cause === 'object' && cause !== null && 'syscall' in cause
  return isOfDisk ? cause : new RangeError(why, { cause })
}

/** Where data stands before a zip, `go` adds its length to every offset, unless the directory is found without. We don't add it. */
async function isDirectoryAt(position: number, bytes: ZipBytes): Promise<boolean> {
  const found = await bytes.read(position, 4)
  return found.length === 4 && found.readUInt32LE() === entrySignature
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
