// How a saved entry gets into the module cache: staged apart, checked, and only what the plan needs is admitted.

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdmission } from '../modcache/admit.ts'
import { createInventory } from '../modcache/inventory.ts'
import { fileName } from '../modcache/layout.ts'
import type { Ledger } from '../modcache/ledger.ts'
import type { ModuleFile, ModuleVersion } from '../modcache/module-file.ts'
import type { GoSum } from '../project/go-sum.ts'
import { mergeGoSums, modSums, zipSums } from '../project/go-sum.ts'
import { planDownload } from '../project/plan.ts'
import type { Project } from '../project/project.ts'
import { checkStaged } from './check.ts'
import type { CacheKey } from './key.ts'
import { isSameKey } from './key.ts'
import { boundProblems } from './member.ts'
import type { CacheProblem, RestoreOutcome } from './outcome.ts'
import type { CacheStore } from './store.ts'
import { entryFolder } from './store.ts'
import { reasonOf, withTemporaryFolder } from './temporary-folder.ts'
import type { StagedFile } from './walk.ts'
import { walkMembers } from './walk.ts'

/** The text of a module's go.mod; null where it can't be had. */
type ReadMod = (module: ModuleVersion) => Promise<string | null>

export interface RestoreOptions {
  readonly store: CacheStore
  readonly key: CacheKey
  readonly project: Project
  /** Told each file that is admitted. */
  readonly ledger: Ledger
  /** A folder for temporary files, best on the module cache's own file system. */
  readonly temporary: string
  /** For finding, fetching and unpacking the entry. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** How a restore ended. */
export interface Restored {
  /** Its files and bytes are those that were admitted. */
  readonly outcome: RestoreOutcome
  readonly problems: readonly CacheProblem[]
  /** Module files that the entry held. */
  readonly staged: number
}

/**
 * Restores the entry, or the newest of its prefix. Admits what the plan needs, the module cache lacks and go.sum
 * vouches for; `go` verifies it before use. Trouble is an outcome; rejects only when `signal` aborts.
 */
export async function restoreEntry(options: RestoreOptions): Promise<Restored> {
  const { temporary, signal } = options
  try {
    return await withTemporaryFolder(temporary, (folder) =>
      restoreThrough(join(folder, entryFolder), options),
    )
  } catch (error) {
    signal.throwIfAborted()
    return nothing({ kind: 'unavailable', reason: reasonOf(error) })
  }
}

async function restoreThrough(staging: string, options: RestoreOptions): Promise<Restored> {
  const { store, key, project, limitMs, signal } = options
  await mkdir(staging)
  const found = await store.restore({ key: key.key, fallback: key.fallback, staging, limitMs, signal })
  if (found.kind !== 'found') return nothing(found)
  const { files, refused } = await walkMembers(staging, signal)
  const sums = mergeGoSums(...project.scopes.map((scope) => scope.sums))
  const entry = openEntry(files, sums)
  const needed = (await planWith(entry, project)).filter((file) => isVouchedFor(file, sums))
  const admitted = await admitAll(needed, entry, options)
  const problems = boundProblems([...found.refused, ...refused, ...entry.problems()])
  if (typeof admitted === 'string') {
    return { outcome: { kind: 'unavailable', reason: admitted }, problems, staged: files.length }
  }
  if (files.length === 0)
    return { ...nothing({ kind: 'corrupt', reason: 'the entry holds no module file' }), problems }
  const kind = isSameKey(found.key, key.key) ? 'exact' : 'partial'
  return { outcome: { kind, key: found.key, ...admitted }, problems, staged: files.length }
}

function nothing(outcome: RestoreOutcome): Restored {
  return { outcome, problems: [], staged: 0 }
}

/** What all scopes need, as far as the go.mod files of the module cache and of the entry tell. */
async function planWith(entry: Entry, { scopes, env }: Project): Promise<readonly ModuleFile[]> {
  const inventory = createInventory(env.GOMODCACHE)
  const readMod: ReadMod = async (module) => (await inventory.readMod(module)) ?? entry.readMod(module)
  const plans = await Promise.all(
    scopes.map((scope) => planDownload({ scope, readMod, onFile: () => {}, isPrivate: () => false })),
  )
  const files = plans.flatMap((plan) => plan.files)
  return [...new Map(files.map((file) => [fileName(file), file])).values()]
}

/** An entry's files, each checked once, when it is asked for. */
interface Entry {
  /** The staged file where it passes its check. */
  readonly take: (file: ModuleFile) => Promise<StagedFile | null>
  readonly readMod: ReadMod
  readonly problems: () => readonly CacheProblem[]
}

function openEntry(files: readonly StagedFile[], sums: GoSum): Entry {
  const byName = new Map(files.map((file) => [file.name, file]))
  const checks = new Map<StagedFile, Promise<CacheProblem | null>>()
  const problems: CacheProblem[] = []
  const check = (staged: StagedFile) => {
    const known = checks.get(staged)
    if (known !== undefined) return known
    const checking = checkStaged(staged, sums).then((problem) => {
      if (problem !== null) problems.push(problem)
      return problem
    })
    checks.set(staged, checking)
    return checking
  }
  const take = async (file: ModuleFile) => {
    const staged = byName.get(fileName(file))
    return staged === undefined || (await check(staged)) !== null ? null : staged
  }
  return {
    take,
    readMod: async (module) => {
      const staged = await take({ ...module, kind: 'mod' })
      return staged === null ? null : readFile(staged.path, 'utf8')
    },
    problems: () => problems,
  }
}

/** Counts what was admitted; a text says why the module cache can't be written. */
async function admitAll(
  needed: readonly ModuleFile[],
  entry: Entry,
  { project, ledger, signal }: RestoreOptions,
): Promise<{ readonly files: number; readonly bytes: number } | string> {
  const admission = createAdmission(project.env.GOMODCACHE)
  const queue = needed.values()
  const admitted = { files: 0, bytes: 0 }
  let failure: string | null = null
  const admitQueued = async () => {
    for (const file of queue) {
      signal.throwIfAborted()
      const staged = failure === null ? await entry.take(file) : null
      if (staged === null) continue
      const result = await admission.admitExisting(file, staged.path)
      if (result.kind === 'disk') failure = result.message
      if (result.kind !== 'admitted') continue
      ledger.note(file, { kind: 'cache' })
      admitted.files += 1
      admitted.bytes += staged.bytes
    }
  }
  await Promise.all(Array.from({ length: 8 }, admitQueued))
  return failure ?? admitted
}

/**
 * Is there a hash by which `go` will judge it? Without one, a module outside the checksum database would be used
 * unseen. An .info has none anywhere; it says no more than a version and a time.
 */
function isVouchedFor(file: ModuleFile, sums: GoSum): boolean {
  if (file.kind === 'zip') return zipSums(sums, file).length > 0
  return file.kind === 'info' || modSums(sums, file).length > 0
}
