// What went wrong, in words for a report.

import { errorCode } from '../modcache/disk-failure.ts'

const meanings: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a part of the path is not a folder',
  EIO: 'the disk reported an error',
  ESTALE: 'the network share has changed',
}

/** What the file system objected to: `no space left on the device (ENOSPC): /mnt/cache/x`. */
export function describeError(error: unknown): string {
  const code = errorCode(error) ?? ''
  const path = typeof error === 'object' && error !== null && 'path' in error ? `: ${error.path}` : ''
  const meaning = meanings[code]
  return meaning === undefined ? String(error) : `${meaning} (${code})${path}`
}

/** The message of an error, whichever realm it comes from. */
export function reasonOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return String(error)
}
