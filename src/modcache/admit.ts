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
  rm,
  stat,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type DiskFailure, diskFailure, errorCode } from './disk-failure.ts'
import { fileName } from './layout.ts'
import type { ModuleFile } from './module-file.ts'
import { isStale, temporaryName } from './temporary-name.ts'

/** A file on its way into the module cache. Every call of it rejects with the error of `node:fs` that stopped it. */
export interface PendingFile {
  /** Where its bytes are until it is committed. */
  readonly path: string
  readonly write: (chunk: Uint8Array) => Promise<void>
  /** Gives the file its name. `present`: another one has it already, which stays. */
  readonly commit: () => Promise<'admitted' | 'present'>
  /** Deletes what was written. Does nothing after `commit`, and never rejects. */
  readonly abandon: () => Promise<void>
}

/** The way into one module cache. */
export interface Admission {
  /** Starts a file. What runs of ours that were killed left beside its place is deleted. */
  readonly open: (file: ModuleFile) => Promise<PendingFile>
  /** Admits a complete file from elsewhere, which must be a regular one; it may stay linked to the one in the cache. */
  readonly admitExisting: (
    file: ModuleFile,
    fromPath: string,
  ) => Promise<{ readonly kind: 'admitted' | 'present' | 'not-a-file' } | DiskFailure>
}

/** Opens the way into `GOMODCACHE`, an absolute path; folders are made as they are needed. */
export function createAdmission(gomodcache: string): Admission {
  const prepared = new Map<string, Promise<void>>()
  const prepare = (folder: string) => {
    const preparing = prepared.get(folder) ?? prepareFolder(folder)
    prepared.set(folder, preparing)
    preparing.catch(() => prepared.delete(folder))
    return preparing
  }
  const placeOf = async (file: ModuleFile): Promise<Place> => {
    const path = join(gomodcache, 'cache', 'download', fileName(file))
    await prepare(dirname(path))
    return { path, ziphash: file.kind === 'zip' ? path.replace(/\.zip$/, '.ziphash') : null }
  }
  return {
    open: async (file) => openPending(await placeOf(file)),
    admitExisting: async (file, fromPath) => {
      try {
        const found = await lstat(fromPath)
        if (!found.isFile()) return { kind: 'not-a-file' }
        // An archive may bring any mode; `go` and whoever caches its folder expect this one.
        if ((found.mode & 0o7777) !== 0o644) await chmod(fromPath, 0o644)
        return { kind: await admitFrom(fromPath, await placeOf(file)) }
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
}

async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const names = await readdir(folder)
  await Promise.all(names.map((name) => removeIfStale(join(folder, name))))
}

async function removeIfStale(path: string): Promise<void> {
  if (!path.endsWith('-partial')) return
  const found = await stat(path).catch(() => null)
  if (found !== null && isStale(basename(path), Date.now() - found.mtimeMs)) await rm(path, { force: true })
}

async function openPending(place: Place): Promise<PendingFile> {
  const path = temporaryName(place.path)
  const handle = await open(path, 'wx', 0o644)
  let settled = false
  const discard = async () => {
    await close(handle)
    await rm(path, { force: true })
  }
  return {
    path,
    write: async (chunk) => {
      await handle.writeFile(chunk)
    },
    commit: async () => {
      settled = true
      try {
        // Some file systems tell of a full disk only here.
        await handle.close()
        return await give(path, place)
      } finally {
        await rm(path, { force: true })
      }
    },
    abandon: async () => {
      if (settled) return
      settled = true
      await discard().catch(() => {})
    },
  }
}

async function close(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => {})
}

async function admitFrom(source: string, place: Place): Promise<'admitted' | 'present'> {
  try {
    return await give(source, place, 'link-only')
  } catch (error) {
    if (!isLinkRefused(error)) throw error
  }
  const path = temporaryName(place.path)
  try {
    await copyFile(source, path, constants.COPYFILE_EXCL)
    return await give(path, place)
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * Gives a complete file its name, unless the name exists. A `.ziphash` without its zip says nothing about ours, yet
 * `go` would believe it: it goes before, and again after, since a `go` that is killed may leave one in between.
 */
async function give(
  from: string,
  { path, ziphash }: Place,
  fallback: 'link-only' | 'copy' = 'copy',
): Promise<'admitted' | 'present'> {
  if (await exists(path)) return 'present'
  if (ziphash !== null) await rm(ziphash, { force: true })
  try {
    await link(from, path)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'present'
    if (fallback === 'link-only' || !isLinkRefused(error)) throw error
    if ((await copyExclusively(from, path)) === 'present') return 'present'
  }
  if (ziphash !== null) await rm(ziphash, { force: true })
  return 'admitted'
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
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

/** Not atomic, but still never over another file. */
async function copyExclusively(from: string, to: string): Promise<'admitted' | 'present'> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL)
    return 'admitted'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'present'
    throw error
  }
}
