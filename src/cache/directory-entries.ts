// The entries of a folder, one folder for each. Runs in the child process, since file work on a share that hangs can't be interrupted.

import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, rename, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../modcache/disk-failure.ts'
import { remove } from '../platform/remove.ts'
import { describeError } from './disk-error.ts'
import { entryKey, entryName, isTemporary, temporaryName } from './entry-name.ts'
import { isSameKey, type Lookup } from './key.ts'
import { boundProblems } from './member.ts'
import type { StoreRestore, StoreSave } from './store.ts'
import type { StagedDatabaseFile } from './walk.ts'
import { walkMembers } from './walk.ts'

/** A save that was killed leaves a folder behind; none takes as long as this. */
const staleMs = 24 * 3_600_000

interface Request {
  readonly path: string
  readonly key: string
  readonly staging: string
}

/** Copies the entry of the lookup into `staging`. Trouble is an outcome. */
export async function restoreDirectory(request: Request & Lookup): Promise<StoreRestore> {
  const { path, staging } = request
  try {
    const entry = await findEntry(request)
    if (entry === null) return { kind: 'miss' }
    const { files, database, refused } = walkMembers(join(path, entry.name))
    await copyAll([...files, ...database], staging)
    return { kind: 'found', key: entry.key, refused: boundProblems(refused) }
  } catch (error) {
    const kind = isDenied(error) ? 'denied' : 'unavailable'
    return { kind, reason: describeError(error) }
  }
}

async function findEntry({ path, key, fallbacks }: Request & Lookup) {
  const names = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const entries = names.flatMap((entry) => {
    const entryOf = entry.isDirectory() ? entryKey(entry.name) : null
    return entryOf === null ? [] : [{ name: entry.name, key: entryOf }]
  })
  const exact = entries.find((entry) => isSameKey(entry.key, key))
  if (exact !== undefined) return exact
  const near =
    fallbacks
      .map((prefix) => entries.filter((entry) => entry.key.toLowerCase().startsWith(prefix.toLowerCase())))
      .find((fitting) => fitting.length > 0) ?? []
  const dated = await Promise.all(
    near.map(async (entry) => ({ ...entry, mtimeMs: (await lstat(join(path, entry.name))).mtimeMs })),
  )
  return dated.sort((a, b) => b.mtimeMs - a.mtimeMs || (a.name < b.name ? 1 : -1))[0] ?? null
}

/**
 * Keeps `staging` as entry `key`. Several processes may use the folder at once: an entry is written under another name
 * and renamed when it is complete; a killed save leaves no entry. Trouble is an outcome.
 */
export async function saveDirectory({ path, key, staging }: Request): Promise<StoreSave> {
  const name = entryName(key)
  if (name === null) return { kind: 'failed', reason: 'the key is too long for the name of a folder' }
  const place = join(path, name)
  const draft = join(path, temporaryName(randomUUID()))
  try {
    await mkdir(path, { recursive: true })
    if (await isThere(place)) return { kind: 'exists' }
    await removeStale(path)
    const walk = walkMembers(staging)
    const files = [...walk.files, ...walk.database]
    await mkdir(draft)
    await copyAll(files, draft)
    const now = new Date()
    await utimes(draft, now, now)
    return (await moveInto(draft, place))
      ? { kind: 'saved', bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
      : { kind: 'exists' }
  } catch (error) {
    if (isDenied(error)) return { kind: 'denied', reason: describeError(error) }
    return {
      kind: errorCode(error) === 'ENOTDIR' || errorCode(error) === 'EEXIST' ? 'unavailable' : 'failed',
      reason: describeError(error),
    }
  } finally {
    // One that stays is cleared away by a later save, once it is old.
    await remove(draft, { below: path })
  }
}

/** False where another process was faster. */
async function moveInto(draft: string, place: string): Promise<boolean> {
  try {
    await rename(draft, place)
    return true
  } catch (error) {
    if (await isThere(place)) return false
    throw error
  }
}

/** Copies, since a hard link would let whoever changes the one file change the other. */
async function copyAll(files: readonly StagedDatabaseFile[], target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  const folders = new Set(files.map(({ name }) => dirname(join(target, name))))
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })))
  const queue = files.values()
  const copyQueued = async () => {
    for (const { name, path } of queue) {
      await copyFile(path, join(target, name), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    }
  }
  await Promise.all(Array.from({ length: 8 }, copyQueued))
}

async function removeStale(path: string): Promise<void> {
  for (const name of (await readdir(path)).filter(isTemporary)) {
    // Another process may remove it at the same time.
    const age = await stat(join(path, name)).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > staleMs) await remove(join(path, name), { below: path })
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')
}
