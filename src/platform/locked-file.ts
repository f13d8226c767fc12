// A lock that is taken as a file is opened, which macOS can: no program is needed for it, as flock(1) is on Linux.

import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errorCode } from '../text/error.ts'

/** fcntl.h of macOS; Node has no name for it. The lock is that of flock(2), which `go` takes: cmd/go/internal/lockedfile. */
export const O_EXLOCK = 0x20

/** Opens a file by its flags. */
export type OpenFile = (path: string, flags: number) => Promise<{ readonly close: () => Promise<void> }>

const openFile: OpenFile = (path, flags) => open(path, flags, 0o666)

/**
 * Does `action` while it holds the lock of the file `path`, which is made where it isn't there; null at once where somebody else
 * holds it, or the file can't be locked. Only for macOS: elsewhere the flag means nothing, or another thing.
 *
 * @param opened stands in for open(2)
 */
export async function whileLocked<T>(
  path: string,
  action: () => Promise<T>,
  opened: OpenFile = openFile,
): Promise<T | null> {
  const { O_WRONLY, O_CREAT, O_NONBLOCK } = constants
  const file = await opened(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_EXLOCK).catch((error: unknown) => {
    if (errorCode(error) === null) throw error
    return null
  })
  if (file === null) return null
  try {
    return await action()
  } finally {
    await file.close()
  }
}
