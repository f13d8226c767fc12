// Reads files that anybody may have changed: regular ones only, never through a link, never waiting for a pipe.

import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { errorCode } from '../../text/error.ts'
import { formatCount } from '../../text/units.ts'

/** What is at a path. */
type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly sizeBytes: number }
  | { readonly kind: 'folder' }
  /** `what` is a noun: `a link`. */
  | { readonly kind: 'other'; readonly what: string }

/** Looks without opening, and without following a link. Throws the error of `node:fs` where even that is refused. */
export function lookAt(path: string): Found {
  try {
    const found = lstatSync(path)
    if (found.isFile()) return { kind: 'file', sizeBytes: found.size }
    return found.isDirectory() ? { kind: 'folder' } : { kind: 'other', what: nounFor(found) }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' }
    throw error
  }
}

/** What a file is that is neither regular nor a folder. */
export function nounFor(type: Pick<Stats, 'isSymbolicLink' | 'isFIFO' | 'isSocket'>): string {
  if (type.isSymbolicLink()) return 'a link'
  if (type.isFIFO()) return 'a pipe'
  return type.isSocket() ? 'a socket' : 'a device'
}

// Windows has neither flag.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Works on an open file. Throws a RangeError where it is no regular file (any more), and the error of `node:fs`. */
export function withRegularFile<T>(path: string | Buffer, work: (file: number, sizeBytes: number) => T): T {
  const file = openRegular(path)
  try {
    const found = fstatSync(file)
    if (!found.isFile()) throw new RangeError(found.isDirectory() ? 'a folder' : nounFor(found))
    return work(file, found.size)
  } finally {
    closeSync(file)
  }
}

function openRegular(path: string | Buffer): number {
  try {
    return openSync(path, flags)
  } catch (error) {
    throw errorCode(error) === 'ELOOP' ? new RangeError('a link') : error
  }
}

/** The whole of a file. Throws as `withRegularFile` does, and a RangeError where it has more than `limitBytes`. */
export function readRegularFile(path: string, limitBytes: number): Buffer {
  return withRegularFile(path, (file, sizeBytes) => {
    if (sizeBytes > limitBytes) throw new RangeError(`larger than ${formatCount(limitBytes)} bytes`)
    const bytes = Buffer.allocUnsafe(sizeBytes)
    return bytes.subarray(0, fill(file, bytes))
  })
}

/** Reads until the buffer is full or the file ends; gives how much that was. */
export function fill(file: number, buffer: Buffer): number {
  let length = 0
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null)
    if (read === 0) break
    length += read
  }
  return length
}
