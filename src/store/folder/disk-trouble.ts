// What a file system says of a store's folder, as trouble with words for a report.

import { diskErrorCode } from '../../modcache/disk-failure.ts'
import { trouble } from '../trouble.ts'

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

const denials: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS'])
const settings: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST'])

/** `no space left on the device (ENOSPC): /mnt/modules/x`. What isn't an error of the file system is thrown again: it is a bug. */
export function diskTrouble(error: unknown) {
  const code = diskErrorCode(error)
  if (code === null) throw error
  const path = typeof error === 'object' && error !== null && 'path' in error ? `: ${error.path}` : ''
  const kind = denials.has(code) ? 'denied' : settings.has(code) ? 'misconfigured' : 'unavailable'
  return trouble(kind, `${meanings[code] ?? 'the file system failed'} (${code})${path}`)
}
