// How a complete file gets its name in the module cache: never over another one.
//
// Its calls are synchronous. Each takes microseconds, and ten times as long by way of Node's thread pool. A disk that hangs from the
// start is told, since the first call into the module cache is asynchronous; one that hangs later stops the run's thread (SECURITY.md).

import { linkSync, lstatSync } from 'node:fs'
import { whileHeld } from '../platform/held-file.ts'
import { remove } from '../platform/remove.ts'
import { errorCode } from '../text/error.ts'
import { beingWrittenMs, type Rename, removeUntrueHash, writeHash } from './zip-hash.ts'

/** Gives a file a second name, failing where that exists: link(2). */
export type Link = (from: string, to: string) => void

/** Where a file belongs. */
export interface Place {
  readonly path: string
  /** Of a zip: the hash that go.sum was found to name, by which `go` then believes it; null where nobody has hashed it. */
  readonly zip: { readonly hash: string | null } | null
  /** See `systemMark`. */
  readonly mark: string
  /** GOMODCACHE: nothing outside is deleted. */
  readonly below: string
  readonly platform: NodeJS.Platform
  readonly link: Link
  /** Of the hash beside a zip, and of the file where there are no links. */
  readonly rename: Rename
}

/** `present`: another file has the name, and keeps it. */
export type Placed = 'admitted' | 'present'

export const hardLink: Link = linkSync

/** Rejects with the error of `node:fs`: one that `isLinkRefused` knows where there are no hard links. */
export async function place(from: string, at: Place): Promise<Placed> {
  const { path, zip, link } = at
  if (zip === null) {
    const placed = linkNew(from, path, link)
    return placed === 'admitted' || (await isTaken(at)) ? placed : linkNew(from, path, link)
  }
  if (await isTaken(at)) return 'present'
  if (zip.hash !== null) {
    await writeHash(path, zip.hash, at)
    const placed = linkNew(from, path, link)
    // The zip that came in between may be one that nobody has hashed, as another run brings it.
    if (placed === 'present') await removeUntrueHash(path, path, at)
    return placed
  }
  // Again afterwards: a `go` that is killed may leave a hash in between.
  await removeUntrueHash(path, from, at)
  const placed = linkNew(from, path, link)
  if (placed === 'admitted') await removeUntrueHash(path, path, at)
  return placed
}

/**
 * Where the file system has no hard links, the file is moved: whole, too, since beside its hash `go` would believe a part of a zip.
 * `from` lies in the same folder.
 */
export async function placeOrMove(from: string, at: Place): Promise<Placed> {
  try {
    return await place(from, at)
  } catch (error) {
    if (!isLinkRefused(error)) throw error
    const link: Link = (from, to) => moveNew(from, to, at.rename)
    return await whileHeld(() => place(from, { ...at, link }), at)
  }
}

/** Over a file that comes within the microsecond between; it and this one were verified alike, or `go` has yet to do it. */
function moveNew(from: string, to: string, rename: Rename): void {
  if (lstatSync(to, { throwIfNoEntry: false }) !== undefined)
    throw Object.assign(new Error('the name is taken'), { code: 'EEXIST' })
  rename(from, to)
}

/** Two file systems, or one without hard links: FAT, some network and container file systems. */
export function isLinkRefused(error: unknown): boolean {
  const code = errorCode(error)
  return (
    code !== null &&
    ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'EINVAL', 'UNKNOWN'].includes(
      code,
    )
  )
}

function linkNew(from: string, to: string, link: Link): Placed {
  try {
    link(from, to)
    return 'admitted'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'present'
    throw error
  }
}

/** An empty file, as a full disk or a power loss leaves it, is nobody's: `go` would stumble over it for ever. */
async function isTaken({ path, below }: Place): Promise<boolean> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return false
  const isLeftOver = found.isFile() && found.size === 0 && Date.now() - found.mtimeMs > beingWrittenMs
  if (isLeftOver) await removeOrThrow(path, below)
  return !isLeftOver
}

async function removeOrThrow(path: string, below: string): Promise<void> {
  const removed = await remove(path, { below })
  if (removed.kind === 'failed') throw removed.error
}
