// Finds and removes zips that go.sum contradicts, whoever brought them.

import type { CacheProblem } from '../cache/outcome.ts'
import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { dropZip } from '../modcache/drop.ts'
import type { FileOrigin, FileOrigins } from '../modcache/file-origins.ts'
import { unjudgedZips } from '../modcache/unjudged.ts'
import { findWrongZips } from '../modcache/wrong-zips.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { Setup } from './setup.ts'

/** A module whose bytes were wrong, and who gave them. */
export interface WrongBytes {
  readonly module: string
  /** `earlier`: an earlier run, which was killed before `go` judged what it had brought. */
  readonly origin: FileOrigin | { readonly kind: 'earlier' }
}

/**
 * Hashes every zip that this run brought, or an earlier one that was killed, since `go` dies at the first bad one, and drops those
 * that don't match go.sum. What no proxy sent in this run is told as a problem. A cancelled run has no time for it: the next
 * one finds what it left.
 */
export async function removeWrong(
  { project }: Setup,
  state: ModuleCacheState,
  signal: AbortSignal,
): Promise<{ readonly wrong: readonly WrongBytes[]; readonly problems: readonly CacheProblem[] }> {
  const { GOMODCACHE: gomodcache } = project.env
  const { origins } = state
  const modules = [...zipsOf(origins), ...(await leftEarlier(gomodcache, state))]
  const wrong: WrongBytes[] = []
  const problems: CacheProblem[] = []
  const found = await findWrongZips({ gomodcache, modules, sums: project.sums, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) return []
      throw error
    },
  )
  for (const { module, damaged } of found) {
    const origin = origins.originOf({ ...module, kind: 'zip' }) ?? ({ kind: 'earlier' } as const)
    wrong.push({ module: moduleName(module), origin })
    if (origin.kind === 'cache') problems.push(cacheProblem(moduleName(module), damaged))
    if (origin.kind === 'earlier') problems.push(leftOver(moduleName(module)))
    await dropZip(gomodcache, module)
    origins.forget({ ...module, kind: 'zip' })
  }
  return { wrong, problems }
}

function zipsOf(origins: FileOrigins): readonly ModuleVersion[] {
  return origins.files().filter(({ kind }) => kind === 'zip')
}

async function leftEarlier(
  gomodcache: string,
  { origins, plan }: ModuleCacheState,
): Promise<readonly ModuleVersion[]> {
  const { files } = await plan.current()
  const zips = files.filter((file) => file.kind === 'zip' && origins.originOf(file) === null)
  return unjudgedZips(gomodcache, zips)
}

function leftOver(what: string): CacheProblem {
  return {
    kind: 'left-over',
    what,
    reason: 'go had never verified the zip that an ended run had left, and go.sum names other content',
  }
}

function cacheProblem(what: string, isDamaged: boolean): CacheProblem {
  return isDamaged
    ? { kind: 'cache-corrupt', what, reason: 'the zip of the cache entry is damaged; it was fetched anew' }
    : {
        kind: 'tampered',
        what,
        reason:
          'the zip of the cache entry is well-formed, but go.sum names other content; it was fetched anew',
      }
}
