// How the files of the plan become an entry.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModuleFile, moduleName } from '../go/module-file.ts'
import type { Project } from '../project/project.ts'
import { isListed, usesChecksumDatabase } from '../project/vouched.ts'
import { errorMessage } from '../text/error.ts'
import { databaseName } from './checksum-database.ts'
import { historyMember } from './member.ts'
import { addsEnough, type NextEntry } from './next-entry.ts'
import type { SaveOutcome } from './outcome.ts'
import { copyProofs, noProofs, type Proofs } from './proofs.ts'
import { type StagedCopy, stageFiles } from './staging.ts'
import type { CacheStore } from './store.ts'
import { entryFolder } from './store.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

interface SaveOptions {
  readonly store: CacheStore
  readonly next: NextEntry & { readonly kind: 'save' }
  readonly project: Project
  /** The files of the plan, made after the download. */
  readonly files: readonly ModuleFile[]
  /** How the upstreams did in the last runs; null where nothing is known. No entry is saved for its sake. */
  readonly history: string | null
  /** A folder for temporary files, best on the module cache's own file system. */
  readonly temporary: string
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Saves those of the plan's files that are there, and nothing that an earlier entry held beside them. Never saves an empty
 * entry, or one that adds too little to the one that was found. Trouble is an outcome; rejects only when `signal` aborts.
 */
export async function saveEntry(options: SaveOptions): Promise<SaveOutcome> {
  try {
    return await withTemporaryFolder(options.temporary, (folder) =>
      saveFrom(join(folder, entryFolder), options),
    )
  } catch (error) {
    options.signal.throwIfAborted()
    return { kind: 'failed', reason: errorMessage(error) }
  }
}

async function saveFrom(staging: string, options: SaveOptions): Promise<SaveOutcome> {
  const {
    store,
    next: { key, isIncomplete },
    project,
    files,
    history,
    limitMs,
    signal,
  } = options
  const gomodcache = project.env.GOMODCACHE
  await mkdir(staging)
  const proofs = await stageProofs(staging, options)
  const kept = files.filter((file) => isListed(file, project.sums) || proofs.proven.has(moduleName(file)))
  const staged = await stageFiles({ gomodcache, files: kept, staging })
  if (staged.length === 0) return { kind: 'skipped', reason: 'there is nothing to save' }
  if (!addsEnough(options.next, staged)) {
    return { kind: 'skipped', reason: 'the entry that was restored holds what can be kept' }
  }
  if (history !== null) await writeFile(join(staging, historyMember), history)
  const saved = await store.save({ key, staging, limitMs, signal })
  switch (saved.kind) {
    case 'saved':
      return {
        kind: 'saved',
        key,
        files: staged.length,
        bytes: saved.bytes === 0 ? sizeOf(staged) + proofs.bytes : saved.bytes,
        ...(isIncomplete && { incomplete: true }),
        unlisted:
          files.filter(({ kind }) => kind === 'zip').length -
          kept.filter(({ kind }) => kind === 'zip').length,
      }
    case 'exists':
      return { kind: 'exists', key }
    default:
      return saved
  }
}

function sizeOf(staged: readonly StagedCopy[]): number {
  return staged.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** A module that one of several go.sum files doesn't name is looked up by the `go` that reads this one. */
async function stageProofs(staging: string, { project, files }: SaveOptions): Promise<Proofs> {
  const { scopes, env } = project
  const database = databaseName(env.GOSUMDB)
  const modules = files.filter(
    (file) => usesChecksumDatabase(file.path, env) && scopes.some((scope) => !isListed(file, scope.sums)),
  )
  if (database === null || modules.length === 0) return noProofs
  const distinct = [...new Map(modules.map((module) => [moduleName(module), module])).values()]
  const from = join(env.GOMODCACHE, 'cache', 'download')
  return copyProofs({ from, to: staging, database, modules: distinct })
}
