// How a saved entry gets into the module cache: staged apart, checked, and only what the plan needs is admitted.

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSums } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import { type ModuleFile, moduleName } from '../go/module-file.ts'
import type { FileOrigins } from '../modcache/file-origins.ts'
import type { ModuleAdmission } from '../modcache/unpack/zip-workers.ts'
import type { ModReader } from '../project/mod-reader.ts'
import type { Plan } from '../project/plan.ts'
import type { Project } from '../project/project.ts'
import { isListed, usesChecksumDatabase } from '../project/vouched.ts'
import { errorMessage } from '../text/error.ts'
import { databaseName } from './checksum-database.ts'
import { type CacheKey, generationOf } from './key.ts'
import { boundProblems } from './member.ts'
import { type NeededFile, neededFiles } from './needed-files.ts'
import type { FoundEntry } from './next-entry.ts'
import type { CacheProblem, RestoreOutcome } from './outcome.ts'
import { copyProofs, noProofs, type Proofs } from './proofs.ts'
import { type Entry, openEntry } from './staged-entry.ts'
import type { CacheStore } from './store.ts'
import { entryFolder } from './store.ts'
import { withTemporaryFolder } from './temporary-folder.ts'
import { type StagedFile, walkMembers } from './walk.ts'

interface RestoreOptions {
  readonly store: CacheStore
  readonly key: CacheKey
  readonly project: Project
  /** Told each file that is admitted. */
  readonly origins: FileOrigins
  /** The go.mod files that are known already; learns those of the entry. */
  readonly mods?: ModReader
  readonly zips: ModuleAdmission
  /** A folder for temporary files, best on the module cache's own file system. */
  readonly temporary: string
  /** For finding, fetching and unpacking the entry. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** How a restore ended. */
interface Restored {
  /** Its files and bytes are those that were admitted. */
  readonly outcome: RestoreOutcome
  readonly problems: readonly CacheProblem[]
  /** Null where there was none, or it didn't come. */
  readonly entry: FoundEntry | null
  /** What was planned; null without an entry, or where the module cache didn't get a go.mod that it was read from. */
  readonly plan: Plan | null
  /** How the upstreams did before the entry was saved, as it tells; null where it doesn't. */
  readonly history: string | null
}

/**
 * Restores the entry, or the newest of its prefix. Admits what the plan needs, the module cache lacks, and go.sum or the
 * checksum database vouches for; `go` verifies it before use. Exact is a hit only where it leaves nothing to ask for.
 * Trouble is an outcome; rejects only when `signal` aborts.
 */
export async function restoreEntry(options: RestoreOptions): Promise<Restored> {
  const { temporary, signal } = options
  try {
    return await withTemporaryFolder(temporary, (folder) =>
      restoreThrough(join(folder, entryFolder), options),
    )
  } catch (error) {
    signal.throwIfAborted()
    return nothing({ kind: 'unavailable', reason: errorMessage(error) })
  }
}

async function restoreThrough(staging: string, options: RestoreOptions): Promise<Restored> {
  const { store, key, project, origins, limitMs, signal } = options
  await mkdir(staging)
  const found = await store.restore({ ...key.lookup, staging, limitMs, signal })
  if (found.kind === 'corrupt')
    return {
      ...nothing({ kind: 'corrupt', reason: found.reason }),
      entry: { key: found.key, held: new Set() },
    }
  if (found.kind !== 'found') return nothing(found)
  const { files, refused, history } = walkMembers(staging)
  const entry = openEntry(files, project.sums)
  const { needed, plan, readFromEntry } = await neededFiles(project, entry.readMod, options.mods)
  const proofs = await admitProofs(staging, needed, options)
  const isProven = ({ file, isUnlisted }: NeededFile) => !isUnlisted || proofs.proven.has(moduleName(file))
  const judged = needed
    .filter((need) => isListed(need.file, project.sums) || isProven(need))
    .map(({ file }) => file)
  const admitted = await admitAll(judged, entry, options)
  const isHeld = (need: NeededFile) => isProven(need) && entry.holds(need.file)
  const isWhole = needed.every((need) => isHeld(need) || (need.isThere && isProven(need)))
  const notAdmitted = readFromEntry.filter((module) => origins.originOf({ ...module, kind: 'mod' }) === null)
  for (const module of notAdmitted) options.mods?.forget(module)
  const rest = {
    problems: boundProblems([...found.refused, ...refused, ...entry.problems()]),
    entry: { key: found.key, held: new Set(needed.filter(isHeld).map(({ file }) => fileName(file))) },
    plan: notAdmitted.length === 0 ? plan : null,
    history: history === null ? null : await readFile(history.path, 'utf8'),
  }
  const { failure, ...counts } = admitted
  if (failure !== null) return { outcome: { kind: 'unavailable', reason: failure }, ...rest }
  if (files.length === 0)
    return { outcome: { kind: 'corrupt', reason: 'the entry holds no module file' }, ...rest }
  const kind = isWhole && generationOf(key, found.key) !== null ? 'exact' : 'partial'
  return { outcome: { kind, key: found.key, ...counts }, ...rest }
}

function nothing(outcome: RestoreOutcome): Restored {
  return { outcome, problems: [], entry: null, plan: null, history: null }
}

/** What proves modules that go.sum doesn't name goes in before them, where the checksum database judges them. */
async function admitProofs(
  staging: string,
  needed: readonly NeededFile[],
  { project: { env }, origins }: RestoreOptions,
): Promise<Proofs> {
  const database = databaseName(env.GOSUMDB)
  const unlisted = needed.filter(({ file, isUnlisted }) => isUnlisted && usesChecksumDatabase(file.path, env))
  if (database === null || unlisted.length === 0) return noProofs
  const modules = [...new Map(unlisted.map(({ file }) => [moduleName(file), file])).values()]
  const to = join(env.GOMODCACHE, 'cache', 'download')
  const proofs = await copyProofs({ from: staging, to, database, modules })
  for (const name of proofs.written) origins.noteDatabaseFile(name)
  return proofs
}

interface AdmittedFiles {
  readonly files: number
  readonly bytes: number
  /** Why the module cache can't be written. */
  readonly failure: string | null
}

async function admitAll(
  needed: readonly ModuleFile[],
  entry: Entry,
  { project, origins, zips, signal }: RestoreOptions,
): Promise<AdmittedFiles> {
  const admitted = { files: 0, bytes: 0 }
  let failure: string | null = null
  const admitOne = async (file: ModuleFile) => {
    const staged = await entry.take(file)
    if (staged === null || failure !== null) return
    const result = await admitStaged(file, staged, { project, zips })
    signal.throwIfAborted()
    if (result.kind === 'disk') failure = result.message
    if (result.kind === 'wrong' || result.kind === 'damaged') entry.refuse(file, wrongFile(file, result.kind))
    if (result.kind !== 'admitted') return
    origins.note(file, { kind: 'cache' })
    admitted.files += 1
    admitted.bytes += staged.bytes
  }
  signal.throwIfAborted()
  await Promise.all(needed.map(admitOne))
  return { ...admitted, failure }
}

/** A zip that go.sum names is verified on its way; all else was checked when it was taken. */
function admitStaged(
  file: ModuleFile,
  { path: from, bytes }: StagedFile,
  { project, zips }: Pick<RestoreOptions, 'project' | 'zips'>,
) {
  const sums = file.kind === 'zip' ? zipSums(project.sums, file) : []
  if (sums.length === 0) return zips.admitFile({ file, path: from })
  const { path, version } = file
  return zips.admit({
    module: { path, version },
    source: { kind: 'file', path: from, sizeBytes: bytes },
    sums,
  })
}

function wrongFile(module: ModuleFile, how: 'wrong' | 'damaged'): CacheProblem {
  const what = moduleName(module)
  return how === 'damaged'
    ? { kind: 'cache-corrupt', what, reason: 'the zip of the cache entry is damaged; it was fetched anew' }
    : {
        kind: 'tampered',
        what,
        reason:
          'the zip of the cache entry is well-formed, but go.sum names other content; it was fetched anew',
      }
}
