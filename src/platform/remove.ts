// The one place that deletes: only below folders that the caller names, wherever symbolic links lead.

import { realpathSync, unlinkSync } from 'node:fs'
import { chmod, lstat, readdir, realpath, rm, unlink } from 'node:fs/promises'
import path, { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '../text/error.ts'
import { whileHeld } from './held-file.ts'

/** What came of a deletion; `error` is that of `node:fs`, or has the code `OUTSIDE`. */
type Removed =
  | { readonly kind: 'removed' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: unknown }

/** What stands in for another system. */
interface System {
  readonly platform: NodeJS.Platform
  /** unlink(2). */
  readonly unlink: (path: string) => Promise<void>
}

/**
 * Deletes a file, a symbolic link (never what it points to), or a folder with all that is in it, read-only folders too.
 * Refuses what doesn't lie below the folder `below`, once the links in the path before its last part are followed.
 * Never throws.
 */
export async function remove(
  path: string,
  { below, ...standIns }: { readonly below: string } & Partial<System>,
): Promise<Removed> {
  const system = { platform: process.platform, unlink, ...standIns }
  try {
    const parent = await realpath(dirname(path))
    const place = join(parent, basename(path))
    if (!isBelow(await realpath(below), place)) return { kind: 'failed', error: outside(path, below) }
    const found = await lstat(place)
    // Whoever still writes into a folder fills it again while it is emptied.
    await whileHeld(() => (found.isDirectory() ? removeFolder(place, system) : removeFile(place, system)), {
      platform: system.platform,
      also: ['ENOTEMPTY'],
    })
    return { kind: 'removed' }
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', error }
  }
}

/** The same for a file, or a symbolic link, before it returns; one that another program holds open on Windows stays. */
export function removeFileNow(path: string, { below }: { readonly below: string }): Removed {
  try {
    const place = join(realpathSync.native(dirname(path)), basename(path))
    if (!isBelow(realpathSync.native(below), place)) return { kind: 'failed', error: outside(path, below) }
    unlinkSync(place)
    return { kind: 'removed' }
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', error }
  }
}

/** Deletes a run's own temporary folder, for a second at most: what stays is left to the system, and fails nothing. */
export async function removeTemporary(folder: string): Promise<void> {
  const removed = remove(folder, { below: dirname(folder) })
  await Promise.race([removed, sleep(1_000, undefined, { ref: false })])
}

/** Is `place` inside `folder`, and not the folder itself? Both are real paths. */
export function isBelow(folder: string, place: string, { relative, join, sep } = path): boolean {
  const way = relative(folder, place)
  // On another drive of Windows the way is an absolute path.
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && join(folder, way) === place
}

async function removeFile(path: string, { platform, unlink }: System): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (errorCode(error) !== 'EPERM' || platform !== 'win32') throw error
    // Windows refuses to delete a read-only file.
    await chmod(path, 0o644)
    await unlink(path)
  }
}

async function removeFolder(path: string, { platform }: System): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true })
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes(errorCode(error) ?? '')) throw error
    await makeWritable(path, platform)
    await rm(path, { recursive: true, force: true })
  }
}

/** `go` makes all that it extracts read-only. Once refused, `rm` goes on for a while with what it had begun beside it, so that anything may vanish here. */
async function makeWritable(folder: string, platform: NodeJS.Platform): Promise<void> {
  try {
    await chmod(folder, 0o755)
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await makeWritable(path, platform)
      // Elsewhere only its folder matters.
      else if (platform === 'win32' && entry.isFile()) await chmod(path, 0o644)
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

function outside(path: string, below: string): Error {
  return Object.assign(new Error(`not deleted, since it does not lie below ${below}`), {
    code: 'OUTSIDE',
    path,
  })
}
