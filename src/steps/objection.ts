// When `go` objects: which of the bytes that we brought does go.sum contradict? They leave the module cache.

import type { CacheProblem } from '../cache/outcome.ts'
import { dropModule } from '../modcache/drop.ts'
import type { Ledger, Origin } from '../modcache/ledger.ts'
import { moduleName } from '../modcache/module-file.ts'
import { findWrongZips } from '../modcache/wrong-zips.ts'
import { mergeGoSums } from '../project/go-sum.ts'
import type { Setup } from './setup.ts'

/** A module whose bytes were wrong, and who gave them. */
export interface WrongBytes {
  readonly module: string
  readonly origin: Origin
}

/**
 * Hashes every zip that this run brought, since `go` dies at the first bad one, and drops those modules that don't match go.sum.
 * Those of the cache entry are also told as its problems.
 */
export async function removeWrong(
  { project }: Setup,
  ledger: Ledger,
): Promise<{ readonly wrong: readonly WrongBytes[]; readonly problems: readonly CacheProblem[] }> {
  const { GOMODCACHE: gomodcache } = project.env
  const sums = mergeGoSums(...project.scopes.map((scope) => scope.sums))
  const modules = ledger.files().filter(({ kind }) => kind === 'zip')
  const wrong: WrongBytes[] = []
  const problems: CacheProblem[] = []
  for (const { module, got } of await findWrongZips({ gomodcache, modules, sums, ziphash: 'believe' })) {
    const origin = ledger.originOf({ ...module, kind: 'zip' })
    if (origin === null) continue
    wrong.push({ module: moduleName(module), origin })
    if (origin.kind === 'cache') problems.push(cacheProblem(moduleName(module), got === null))
    await dropModule(gomodcache, module)
    for (const kind of ['info', 'mod', 'zip'] as const) ledger.forget({ ...module, kind })
  }
  return { wrong, problems }
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
