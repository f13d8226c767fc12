// Verifies the zips that an ended run left in the module cache before anybody had hashed them.

import { join } from 'node:path'
import type { CacheProblem } from '../cache/outcome.ts'
import { zipSums } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import { moduleName } from '../go/module-file.ts'
import { dropZip } from '../modcache/drop.ts'
import { unverifiedZips } from '../modcache/unverified-zips.ts'
import type { Log } from '../platform/log.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { Setup } from './setup.ts'

/** Those that go.sum contradicts are removed, and told. One that a bug of ours kept from being verified is left to `go`, as it is. */
export async function verifyLeftOver(
  { project }: Setup,
  { plan, zips }: ModuleCacheState,
  log: Log,
): Promise<readonly CacheProblem[]> {
  const { GOMODCACHE: gomodcache } = project.env
  const { files } = await plan.current()
  const unhashed = unverifiedZips(
    gomodcache,
    files.filter(({ kind }) => kind === 'zip'),
  )
  const problems = unhashed.map(async (module): Promise<readonly CacheProblem[]> => {
    const sums = zipSums(project.sums, module)
    if (sums.length === 0) return []
    const path = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
    const { kind } = await zips
      .admit({ module, source: { kind: 'file', path }, sums })
      .catch((error: unknown) => {
        log.debug(`${moduleName(module)} was not verified: ${String(error)}`)
        return { kind: 'not-verified' as const }
      })
    if (kind !== 'wrong' && kind !== 'damaged') return []
    await dropZip(gomodcache, module)
    return [{ kind: 'left-over', what: moduleName(module), reason: reasons[kind] }]
  })
  return (await Promise.all(problems)).flat()
}

const reasons = {
  wrong: 'go had never verified the zip that an ended run had left, and go.sum names other content',
  damaged: 'the zip that an ended run had left is damaged',
} as const
