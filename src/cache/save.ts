// How a complete download becomes an entry.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModuleFile } from '../modcache/module-file.ts'
import { mergeGoSums } from '../project/go-sum.ts'
import type { Project } from '../project/project.ts'
import type { CacheKey } from './key.ts'
import type { SaveOutcome } from './outcome.ts'
import { stageFiles } from './staging.ts'
import type { CacheStore } from './store.ts'
import { entryFolder } from './store.ts'
import { reasonOf, withTemporaryFolder } from './temporary-folder.ts'

export interface SaveOptions {
  readonly store: CacheStore
  readonly key: CacheKey
  readonly project: Project
  /** The files of the plan, made after the download was complete. */
  readonly files: readonly ModuleFile[]
  /** A folder for temporary files, best on the module cache's own file system. */
  readonly temporary: string
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Saves the plan's files under the key; to be called only when `go` said that the download is complete. Never saves
 * an empty entry. Trouble is an outcome; rejects only when `signal` aborts.
 */
export async function saveEntry(options: SaveOptions): Promise<SaveOutcome> {
  try {
    return await withTemporaryFolder(options.temporary, (folder) =>
      saveFrom(join(folder, entryFolder), options),
    )
  } catch (error) {
    options.signal.throwIfAborted()
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

async function saveFrom(staging: string, options: SaveOptions): Promise<SaveOutcome> {
  const {
    store,
    key: { key },
    project,
    files,
    limitMs,
    signal,
  } = options
  const gomodcache = project.env.GOMODCACHE
  const sums = mergeGoSums(...project.scopes.map((scope) => scope.sums))
  await mkdir(staging)
  const staged = await stageFiles({ gomodcache, files, sums, staging })
  if (staged.files === 0) return { kind: 'skipped', reason: 'there is nothing to save' }
  const saved = await store.save({ key, staging, limitMs, signal })
  switch (saved.kind) {
    case 'saved':
      return {
        kind: 'saved',
        key,
        files: staged.files,
        bytes: saved.bytes === 0 ? staged.bytes : saved.bytes,
        unlisted: staged.unlisted,
      }
    case 'exists':
      return { kind: 'exists', key }
    default:
      return saved
  }
}
