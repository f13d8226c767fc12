// Reads an object of a folder that others write to: follows no link, waits for no pipe, and takes no more than is allowed.

import { constants } from 'node:fs'
import { type FileHandle, link, lstat, lutimes, open, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isBelow, remove } from '../../platform/remove.ts'
import { errorCode } from '../../text/error.ts'
import { trouble } from '../trouble.ts'
import { diskTrouble } from './disk-trouble.ts'
import type { FolderRead } from './message.ts'

interface ReadRequest {
  /** Absolute. */
  readonly root: string
  readonly name: string
  readonly maxBytes: number
  readonly to: string | null
  /** Told while a large file is copied. */
  readonly onBytes: (count: number) => void
}

/** Whoever deletes old files goes by this time (`find -mtime`); more often would only cost. */
const touchEveryMs = 24 * 3_600_000
const copyBytes = 1 << 20

/** Where an object lies, once the links on the way there are followed; null where that is outside of the store. */
export async function placeOf(root: string, name: string): Promise<string | null> {
  const path = join(root, name)
  const place = join(await realpath(dirname(path)), basename(path))
  return isBelow(await realpath(root), place) ? place : null
}

/** Trouble is an outcome. */
export async function readObject(request: ReadRequest): Promise<FolderRead> {
  try {
    const place = await placeOf(request.root, request.name)
    if (place === null) return refused(request, 'a link leads out of the store')
    return await readAt(place, request)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'absent' }
    return errorCode(error) === 'ELOOP' ? refused(request, 'it is a link') : diskTrouble(error)
  }
}

async function readAt(place: string, request: ReadRequest): Promise<FolderRead> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  // Windows can't be told to follow no link when it opens one.
  if (O_NOFOLLOW === 0 && (await lstat(place)).isSymbolicLink()) return refused(request, 'it is a link')
  const handle = await open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const found = await handle.stat()
    if (!found.isFile()) return refused(request, 'it is not a regular file')
    if (found.size === 0) return refused(request, 'it is empty')
    if (found.size > request.maxBytes) return refused(request, `it is larger than ${request.maxBytes} bytes`)
    await touch(place, found.mtimeMs)
    if (request.to === null) return await readBytes(handle, found.size)
    if (isOurs(found) && (await linked(place, { to: request.to, inode: found.ino })))
      return { kind: 'file', bytes: found.size }
    return await copied(handle, { ...request, to: request.to })
  } finally {
    await handle.close()
  }
}

/** A file that somebody else may write to could change after it was verified: such a one is copied. */
function isOurs({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.getuid?.() === uid && (mode & 0o7777) === 0o644
}

/** False where it has to be copied: another file system, one without hard links, or another file by now. */
async function linked(place: string, { to, inode }: { to: string; inode: number }): Promise<boolean> {
  try {
    await link(place, to)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return false
  }
  const made = await lstat(to)
  if (made.isFile() && made.ino === inode) return true
  await remove(to, { below: dirname(to) })
  return false
}

async function copied(
  handle: FileHandle,
  { to, onBytes, maxBytes, ...request }: ReadRequest & { to: string },
) {
  const target = await open(to, 'wx', 0o644)
  let bytes = 0
  try {
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: copyBytes })) {
      bytes += chunk.length
      if (bytes > maxBytes) return refused(request, `it is larger than ${maxBytes} bytes`)
      await target.writeFile(chunk)
      onBytes(chunk.length)
    }
    return { kind: 'file', bytes } as const
  } finally {
    await target.close()
  }
}

async function readBytes(handle: FileHandle, size: number): Promise<FolderRead> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0)
  return { kind: 'bytes', bytes: buffer.toString('base64', 0, bytesRead) }
}

/** A store that may only be read keeps its times. By its name: Windows changes no times by way of a file that is open for reading only. */
async function touch(place: string, mtimeMs: number): Promise<void> {
  const nowMs = Date.now()
  if (nowMs - mtimeMs < touchEveryMs) return
  await lutimes(place, nowMs / 1_000, nowMs / 1_000).catch(() => {})
}

function refused({ name }: Pick<ReadRequest, 'name'>, why: string): FolderRead {
  return trouble('refused', `${name} was not read: ${why}`)
}
