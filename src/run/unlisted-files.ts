// What this run brought and no go.sum names: once `go` objects or fails, only what it is known to have taken stays.

import { join } from 'node:path'
import { databaseName, lookupName, maxLookupBytes } from '../cache/checksum-database.ts'
import type { CacheProblem } from '../cache/outcome.ts'
import { hashMod } from '../go/dirhash.ts'
import { type GoSum, mergeGoSums, modSums, parseGoSum } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import { type ModuleFile, type ModuleVersion, moduleName } from '../go/module-file.ts'
import { dropMod, dropModule } from '../modcache/drop.ts'
import type { FileOrigins } from '../modcache/file-origins.ts'
import { hashZip } from '../modcache/hash.ts'
import { unverifiedZips } from '../modcache/unverified-zips.ts'
import { remove } from '../platform/remove.ts'
import type { Project } from '../project/project.ts'
import { readTextFile, textLimits } from '../project/text-file.ts'
import { isListed } from '../project/vouched.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { Setup } from './setup.ts'

/**
 * After a failure: drops what this run brought, no go.sum names and `go` isn't known to have taken. It may be why `go` failed, by the
 * word of the checksum database, and would stand in the way of every later run.
 */
export async function removeUnverified(
  { project }: Setup,
  { origins, plan }: ModuleCacheState,
): Promise<void> {
  const { GOMODCACHE: gomodcache } = project.env
  const unlisted = unlistedFiles(project, origins)
  const zips = unlisted.filter(({ kind }) => kind === 'zip')
  for (const module of unverifiedZips(gomodcache, zips)) await drop(gomodcache, module, origins)
  const sums = await readSums(project)
  for (const mod of unlisted.filter(({ kind }) => kind === 'mod')) {
    if (origins.originOf(mod) === null || (await isTaken(mod, { project, origins, sums }))) continue
    await dropMod(gomodcache, mod)
    origins.forget(mod)
    origins.forget({ ...mod, kind: 'info' })
  }
  for (const name of origins.databaseFiles()) {
    await remove(join(gomodcache, 'cache', 'download', name), { below: gomodcache })
    origins.forgetDatabaseFile(name)
  }
  if (unlisted.length > 0) plan.modsRemoved()
}

/**
 * Where `go` objects to what go.sum doesn't name: drops all that the cache entry brought of this kind, the checksum database's files
 * included, and tells what of it contradicts the database's own record.
 */
export async function removeRestored(
  setup: Setup,
  state: ModuleCacheState,
): Promise<{ readonly kind: 'removed' | 'nothing'; readonly problems: readonly CacheProblem[] }> {
  const { project } = setup
  const { origins } = state
  const unlisted = unlistedFiles(project, origins)
  const restored = unlisted.filter((file) => origins.originOf(file)?.kind === 'cache')
  if (restored.length === 0 && origins.databaseFiles().length === 0) return { kind: 'nothing', problems: [] }
  const problems: CacheProblem[] = []
  for (const file of restored) {
    const record = await readRecord(file, project)
    if (record !== null && !record.includes(await sumLine(file, project))) problems.push(unrecorded(file))
  }
  if (problems.length === 0 && restored.length === unlisted.length) problems.push(unbelieved)
  await removeUnverified(setup, state)
  return { kind: 'removed', problems }
}

function unlistedFiles(project: Project, origins: FileOrigins): readonly ModuleFile[] {
  return origins.files().filter((file) => !isListed(file, project.sums))
}

/** What go.sum says by now: `go` adds a line for what it has verified. */
async function readSums({ scopes }: Project): Promise<GoSum> {
  const files = scopes.flatMap((scope) => scope.files.filter((file) => file.endsWith('.sum')))
  const texts = await Promise.all(files.map((file) => readTextFile(file, textLimits.sum)))
  const parsed = texts.map((text, index) => parseGoSum(text ?? '', files[index] ?? ''))
  return mergeGoSums(...parsed.flatMap((result) => (result.kind === 'ok' ? [result.sums] : [])))
}

/** Is the .mod named by a go.sum, or by a record that `go` itself got from the checksum database? */
async function isTaken(
  file: ModuleFile,
  {
    project,
    origins,
    sums,
  }: { readonly project: Project; readonly origins: FileOrigins; readonly sums: GoSum },
): Promise<boolean> {
  const line = await sumLine(file, project)
  if (modSums(sums, file).some((hash) => line.endsWith(` ${hash}`))) return true
  const database = databaseName(project.env.GOSUMDB)
  const isOurs = database === null || origins.databaseFiles().includes(lookupName(database, file))
  return !isOurs && (await readRecord(file, project))?.includes(line) === true
}

/** The lines of the module's record of the checksum database; null where there is none. */
async function readRecord(module: ModuleVersion, { env }: Project): Promise<readonly string[] | null> {
  const database = databaseName(env.GOSUMDB)
  if (database === null) return null
  const path = join(env.GOMODCACHE, 'cache', 'download', lookupName(database, module))
  return (await readTextFile(path, maxLookupBytes))?.split('\n') ?? null
}

/** The line that go.sum would have for a .mod or a zip of the module cache; without a hash where it can't be read. */
async function sumLine(file: ModuleFile, { env }: Project): Promise<string> {
  const path = join(env.GOMODCACHE, 'cache', 'download', fileName(file))
  if (file.kind === 'zip') return `${file.path} ${file.version} ${await hashZip(path).catch(() => '')}`
  const text = await readTextFile(path, textLimits.mod)
  return `${file.path} ${file.version}/go.mod ${text === null ? '' : hashMod(Buffer.from(text))}`
}

async function drop(
  gomodcache: string,
  { path, version }: ModuleVersion,
  origins: FileOrigins,
): Promise<void> {
  await dropModule(gomodcache, { path, version })
  for (const kind of ['info', 'mod', 'zip'] as const) origins.forget({ path, version, kind })
}

function unrecorded(file: ModuleFile): CacheProblem {
  const reason = `the .${file.kind} of the cache entry has another content than the checksum database names; it was fetched anew`
  return { kind: 'tampered', what: moduleName(file), reason }
}

const unbelieved: CacheProblem = {
  kind: 'cache-corrupt',
  what: 'sumdb',
  reason: 'go does not accept the files of the checksum database, so it asked for them itself',
}
