// How a file gets into the module cache: whole or not at all, and never over another one.
// https://go.dev/ref/mod#module-cache

import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  lstatSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { remove, removeFileNow } from '../platform/remove.ts'
import { type DiskFailure, diskFailure } from './disk-failure.ts'
import { prepareFolder } from './file-folder.ts'
import { hardLink, isLinkRefused, type Link, type Place, type Placed, place, placeOrMove } from './place.ts'
import { systemMark, temporaryName } from './temporary-name.ts'
import { type Rename, writeHash } from './zip-hash.ts'

/** A file on its way into the module cache. Every call of it rejects with the error of `node:fs` that stopped it. */
export interface PendingFile {
  /** Where its bytes are until it is committed. */
  readonly path: string
  readonly write: (chunk: Uint8Array) => Promise<void>
  /** Ends the writing, and gives its path: its bytes are all there, until it is abandoned. */
  readonly finish: () => Promise<string>
  /** Gives the file its name. `present`: another one has it already, which stays. */
  readonly commit: () => Promise<Placed>
  /** Deletes what was written. Does nothing after `commit`, and never rejects. */
  readonly abandon: () => Promise<void>
}

/** The way into one module cache. What runs of ours that were killed left beside the place of a file is deleted. */
export interface Admission {
  /** Starts a file that arrives piece by piece. */
  readonly open: (file: ModuleFile) => Promise<PendingFile>
  /**
   * Admits a file whose bytes are all here, at once. `hash` is that of a zip which go.sum was found to name: it is written beside
   * it, and `go` believes it. Rejects with the error of `node:fs`.
   */
  readonly admitBytes: (file: ModuleFile, bytes: Uint8Array, hash?: string | null) => Promise<Placed>
  /** Admits a complete file from elsewhere, which must be a regular one; it may stay linked to the one in the cache. */
  readonly admitExisting: (
    file: ModuleFile,
    fromPath: string,
    hash?: string | null,
  ) => Promise<{ readonly kind: Placed | 'not-a-file' } | DiskFailure>
  /** Writes the hash of a zip that has its place already. Rejects with the error of `node:fs`. */
  readonly writeZipHash: (module: ModuleVersion, hash: string) => Promise<void>
}

interface SystemCalls {
  readonly platform?: NodeJS.Platform
  readonly link?: Link
  readonly rename?: Rename
}

/** As `go` has its files, for whoever shares or saves its folder. */
const usualMode = 0o644

/**
 * Opens the way into `GOMODCACHE`, an absolute path; folders are made as they are needed. `options` stand in
 * for another system, or for the calls of a file system that lacks them or refuses them.
 */
export function createAdmission(gomodcache: string, options: SystemCalls = {}): Admission {
  const { platform = process.platform, link = hardLink, rename = renameSync } = options
  const known = { platform, link, rename, mark: systemMark(), below: gomodcache }
  const prepared = new Set<string>()
  const placeOf = (file: ModuleFile, hash: string | null): Place => {
    const path = join(gomodcache, 'cache', 'download', fileName(file))
    const folder = dirname(path)
    if (!prepared.has(folder)) prepareFolder(folder, gomodcache)
    prepared.add(folder)
    return { path, zip: file.kind === 'zip' ? { hash } : null, ...known }
  }
  return {
    open: async (file) => openPending(placeOf(file, null)),
    admitBytes: async (file, bytes, hash = null) => admitBytes(bytes, placeOf(file, hash)),
    admitExisting: async (file, fromPath, hash = null) => {
      try {
        const found = lstatSync(fromPath)
        if (!found.isFile()) return { kind: 'not-a-file' }
        return { kind: await admitFrom(fromPath, found.mode & 0o7777, placeOf(file, hash)) }
      } catch (error) {
        return diskFailure(error)
      }
    },
    writeZipHash: async (module, hash) => {
      const { path } = placeOf({ ...module, kind: 'zip' }, hash)
      await writeHash(path, hash, known)
    },
  }
}

async function openPending(at: Place): Promise<PendingFile> {
  const path = temporaryName(at.path, at.mark)
  const handle = await open(path, 'wx', usualMode)
  let settled = false
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
        return await placeOrMove(path, at)
      } finally {
        discardNow(path, at)
      }
    },
    abandon: async () => {
      if (settled) return
      settled = true
      await discard(handle, path, at)
    },
  }
}

/** One that stays, since another program of Windows holds it open, goes once that lets go; nobody waits for it. */
function discardNow(path: string, { below }: Place): void {
  if (removeFileNow(path, { below }).kind === 'failed') void remove(path, { below })
}

async function discard(handle: FileHandle, path: string, { below }: Place): Promise<void> {
  await handle.close().catch(() => {})
  await remove(path, { below })
}

async function admitBytes(bytes: Uint8Array, at: Place): Promise<Placed> {
  const path = temporaryName(at.path, at.mark)
  try {
    const file = openSync(path, 'wx', usualMode)
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    } finally {
      closeSync(file)
    }
    return await placeOrMove(path, at)
  } finally {
    discardNow(path, at)
  }
}

/** An archive may bring any mode; a file that isn't ours to change is copied. */
async function admitFrom(source: string, mode: number, at: Place): Promise<Placed> {
  try {
    if (mode !== usualMode) chmodSync(source, usualMode)
    return await place(source, at)
  } catch (error) {
    if (!isLinkRefused(error)) throw error
  }
  const path = temporaryName(at.path, at.mark)
  try {
    copyFileSync(source, path, constants.COPYFILE_EXCL)
    chmodSync(path, usualMode)
    return await placeOrMove(path, at)
  } finally {
    discardNow(path, at)
  }
}
