// Verifies the zips that an ended run left in the module cache before anybody had hashed them.

import type { CacheProblem } from '../cache/outcome.ts'
import { zipSums } from '../go/go-sum.ts'
import { moduleName } from '../go/module-file.ts'
import { dropZip } from '../modcache/drop.ts'
import { type UnverifiedZip, unverifiedZips } from '../modcache/unverified-zips.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { Setup } from './setup.ts'

/** Those that go.sum contradicts are removed, and told. One that could not be verified is left to `go`, as it is. */
export async function verifyLeftOver(
  { project }: Setup,
  { plan, zips }: ModuleCacheState,
): Promise<readonly CacheProblem[]> {
  const { GOMODCACHE: gomodcache } = project.env
  const { files } = await plan.current()
  const verify = async ({ zip, sizeBytes, ...module }: UnverifiedZip): Promise<readonly CacheProblem[]> => {
    const sums = zipSums(project.sums, module)
    if (sums.length === 0) return []
    const { kind } = await zips.admit({ module, source: { kind: 'file', path: zip, sizeBytes }, sums })
    if (kind !== 'wrong' && kind !== 'damaged') return []
    await dropZip(gomodcache, module)
    return [{ kind: 'left-over', what: moduleName(module), reason: reasons[kind] }]
  }
  const unverified = unverifiedZips(
    gomodcache,
    files.filter(({ kind }) => kind === 'zip'),
  )
  return (await Promise.all(unverified.map(verify))).flat()
}

const reasons = {
  wrong: 'go had never verified the zip that an ended run had left, and go.sum names other content',
  damaged: 'the zip that an ended run had left is damaged',
} as const
