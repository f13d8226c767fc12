// How a file gets into the module cache: whole or not at all, and never over another one.
// DESIGN 4.3, "Admit"; https://go.dev/ref/mod#module-cache

import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { remove } from '../platform/remove.ts'
import { type DiskFailure, diskFailure, errorCode } from './disk-failure.ts'
import { hashZip } from './hash.ts'
import { isStale, systemMark, temporaryName } from './temporary-name.ts'

/** A file on its way into the module cache. Every call of it rejects with the error of `node:fs` that stopped it. */
export interface PendingFile {
  /** Where its bytes are until it is committed. */
  readonly path: string
  readonly write: (chunk: Uint8Array) => Promise<void>
  /** Ends the writing, and gives its path: its bytes are all there, until it is abandoned. */
  readonly finish: () => Promise<string>
  /** Gives the file its name. `present`: another one has it already, which stays. */
  readonly commit: () => Promise<'admitted' | 'present'>
  /** Deletes what was written. Does nothing after `commit`, and never rejects. */
  readonly abandon: () => Promise<void>
}

/** The way into one module cache. */
export interface Admission {
  /**
   * Starts a file. What runs of ours that were killed left beside its place is deleted. `hash` is that of a zip which go.sum
   * was found to name: it is written beside it, and `go` believes it.
   */
  readonly open: (file: ModuleFile, hash?: string | null) => Promise<PendingFile>
  /** Admits a complete file from elsewhere, which must be a regular one; it may stay linked to the one in the cache. */
  readonly admitExisting: (
    file: ModuleFile,
    fromPath: string,
    hash?: string | null,
  ) => Promise<{ readonly kind: 'admitted' | 'present' | 'not-a-file' } | DiskFailure>
}

/** Writes the hash of a zip that has its place already, and that go.sum was found to name. */
export async function writeZipHash(gomodcache: string, module: ModuleVersion, hash: string): Promise<void> {
  const zip = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
  await prepareFolder(dirname(zip), gomodcache)
  await writeHash(zip.replace(/\.zip$/, '.ziphash'), hash, { mark: systemMark(), below: gomodcache })
}

/** Gives a file a second name, failing where that exists: link(2). */
type Link = (from: string, to: string) => Promise<void>

/**
 * Opens the way into `GOMODCACHE`, an absolute path; folders are made as they are needed. `options.link` stands in
 * for link(2), for a file system that has none.
 */
export function createAdmission(gomodcache: string, options: { readonly link?: Link } = {}): Admission {
  const hardLink = options.link ?? link
  const mark = systemMark()
  const prepared = new Map<string, Promise<void>>()
  const prepare = (folder: string) => {
    const preparing = prepared.get(folder) ?? prepareFolder(folder, gomodcache)
    prepared.set(folder, preparing)
    preparing.catch(() => prepared.delete(folder))
    return preparing
  }
  const placeOf = async (file: ModuleFile, hash: string | null): Promise<Place> => {
    const path = join(gomodcache, 'cache', 'download', fileName(file))
    await prepare(dirname(path))
    const ziphash = file.kind === 'zip' ? path.replace(/\.zip$/, '.ziphash') : null
    return { path, ziphash, hash, hardLink, mark, below: gomodcache }
  }
  return {
    open: async (file, hash = null) => openPending(await placeOf(file, hash)),
    admitExisting: async (file, fromPath, hash = null) => {
      try {
        const found = await lstat(fromPath)
        if (!found.isFile()) return { kind: 'not-a-file' }
        return { kind: await admitFrom(fromPath, found.mode & 0o7777, await placeOf(file, hash)) }
      } catch (error) {
        return diskFailure(error)
      }
    },
  }
}

/** Where a file belongs, and the hash beside it by which `go` would believe it unseen. */
interface Place {
  readonly path: string
  readonly ziphash: string | null
  /** What belongs there, where the zip was hashed. */
  readonly hash: string | null
  readonly hardLink: Link
  /** See `systemMark`. */
  readonly mark: string
  /** GOMODCACHE: nothing outside is deleted. */
  readonly below: string
}

/** Within this time of its last change, another program may still be writing a file. */
const beingWrittenMs = 60_000

/** As `go` has its files, for whoever shares or saves its folder. */
const usualMode = 0o644

async function prepareFolder(folder: string, below: string): Promise<void> {
  const isNew = (await mkdir(folder, { recursive: true })) !== undefined
  if (isNew) return
  const names = await readdir(folder)
  await Promise.all(names.map((name) => removeIfStale(join(folder, name), below)))
}

async function removeIfStale(path: string, below: string): Promise<void> {
  if (!path.endsWith('-partial')) return
  const found = await stat(path).catch(() => null)
  if (found !== null && isStale(basename(path), Date.now() - found.mtimeMs)) await remove(path, { below })
}

async function openPending(place: Place): Promise<PendingFile> {
  const path = temporaryName(place.path, place.mark)
  const handle = await open(path, 'wx', usualMode)
  let settled = false
  const discard = async () => {
    await close(handle)
    await remove(path, place)
  }
  return {
    path,
    write: async (chunk) => {
      await handle.writeFile(chunk)
    },
    finish: async () => {
      await handle.close()
      return path
    },
    commit: async () => {
      settled = true
      try {
        // Some file systems tell of a full disk only here.
        await handle.close()
        return await giveSomehow(path, place)
      } finally {
        // One that stays, since another program holds it open, is cleared away by a later run.
        await remove(path, place)
      }
    },
    abandon: async () => {
      if (settled) return
      settled = true
      await discard().catch(() => {})
    },
  }
}

/** What must not stay beside the file that is admitted: `go` would believe it. */
async function removeOrThrow(path: string, below: string): Promise<void> {
  const removed = await remove(path, { below })
  if (removed.kind === 'failed') throw removed.error
}

async function close(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => {})
}

/** An archive may bring any mode; a file that isn't ours to change is copied. */
async function admitFrom(source: string, mode: number, place: Place): Promise<'admitted' | 'present'> {
  try {
    if (mode !== usualMode) await chmod(source, usualMode)
    return await give(source, place)
  } catch (error) {
    if (!isLinkRefused(error)) throw error
  }
  const path = temporaryName(place.path, place.mark)
  try {
    await copyFile(source, path, constants.COPYFILE_EXCL)
    await chmod(path, usualMode)
    return await giveSomehow(path, place)
  } finally {
    await remove(path, place)
  }
}

/** Where the file system has no hard links, the file is copied: not atomic, but still never over another one. */
async function giveSomehow(from: string, place: Place): Promise<'admitted' | 'present'> {
  try {
    return await give(from, place)
  } catch (error) {
    if (!isLinkRefused(error)) throw error
    const copy: Link = (source, path) => copyFile(source, path, constants.COPYFILE_EXCL)
    return give(from, { ...place, hardLink: copy })
  }
}

/**
 * Gives a complete file its name, unless the name exists. `go` would believe a `.ziphash` that says something else than
 * our zip is: it goes before, and again after, since a `go` that is killed may leave one in between.
 */
async function give(from: string, place: Place): Promise<'admitted' | 'present'> {
  const { path, ziphash, hash, hardLink, below } = place
  if (ziphash === null) {
    const given = await giveName(from, path, hardLink)
    return given === 'admitted' || (await isTaken(path, below)) ? given : giveName(from, path, hardLink)
  }
  if (await isTaken(path, below)) return 'present'
  if (hash !== null) {
    await writeHash(ziphash, hash, place)
    return giveName(from, path, hardLink)
  }
  await removeUntrue(ziphash, { zip: from, below })
  const given = await giveName(from, path, hardLink)
  if (given === 'admitted') await removeUntrue(ziphash, { zip: from, below })
  return given
}

/** Whole or not at all: `go` may read it meanwhile. */
async function writeHash(
  ziphash: string,
  hash: string,
  { mark, below }: Pick<Place, 'mark' | 'below'>,
): Promise<void> {
  const path = temporaryName(ziphash, mark)
  try {
    await writeFile(path, hash, { flag: 'wx', mode: usualMode })
    await rename(path, ziphash)
  } catch (error) {
    await remove(path, { below })
    throw error
  }
}

/**
 * A true one stays: it is that of a `go` beside us, which fails where it is gone before its zip is in place. So does one
 * that a `go` has only begun to write.
 */
async function removeUntrue(
  ziphash: string,
  { zip, below }: { readonly zip: string; readonly below: string },
): Promise<void> {
  const said = await readFile(ziphash, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (said === null || (await isBeingWritten(said, ziphash))) return
  if (said.trim() === (await hashZip(zip).catch(() => null))) return
  await removeOrThrow(ziphash, below)
}

/** `go` makes the file, gives it its length in zeros, and writes the hash then. */
async function isBeingWritten(said: string, ziphash: string): Promise<boolean> {
  if (said.startsWith('h1:')) return false
  const found = await stat(ziphash).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs < beingWrittenMs
}

async function giveName(from: string, path: string, hardLink: Link): Promise<'admitted' | 'present'> {
  try {
    await hardLink(from, path)
    return 'admitted'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'present'
    throw error
  }
}

/** An empty file, as a full disk or a power loss leaves it, is nobody's: `go` would stumble over it for ever. */
async function isTaken(path: string, below: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return false
  const isLeftOver = found.isFile() && found.size === 0 && Date.now() - found.mtimeMs > beingWrittenMs
  if (isLeftOver) await removeOrThrow(path, below)
  return !isLeftOver
}

/** Two file systems, or one without hard links: FAT, some network and container file systems. */
function isLinkRefused(error: unknown): boolean {
  const code = errorCode(error)
  return (
    code !== null &&
    ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR', 'EINVAL', 'UNKNOWN'].includes(
      code,
    )
  )
}
