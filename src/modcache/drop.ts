// How a module leaves the module cache: its files and its extracted tree, so that it is asked for anew.

import { join } from 'node:path'
import { checkModuleVersion, escapePath, escapeVersion } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { remove } from '../platform/remove.ts'
import { type DiskFailure, diskFailure } from './disk-failure.ts'

/**
 * Deletes what the module cache holds of a module version. Of an invalid one it holds nothing. The `.ziphash` goes
 * first: without it `go` believes neither zip nor tree, wherever a deletion may break off. The lock file stays:
 * another `go` may hold it, and a new one of the same name would let both at work.
 */
export function dropModule(gomodcache: string, module: ModuleVersion): Promise<Dropped> {
  return drop(gomodcache, module, ['zip', 'mod', 'info', 'partial'])
}

/** The same for its zip alone: its `.mod` and `.info` are right, or are found wrong by themselves. */
export function dropZip(gomodcache: string, module: ModuleVersion): Promise<Dropped> {
  return drop(gomodcache, module, ['zip', 'partial'])
}

/** The same for its `.mod` and `.info` alone: its zip and its tree were judged by `go`. */
export function dropMod(gomodcache: string, module: ModuleVersion): Promise<Dropped> {
  return drop(gomodcache, module, ['mod', 'info'], 'keep-zip')
}

type Dropped = { readonly kind: 'dropped' } | DiskFailure

async function drop(
  gomodcache: string,
  module: ModuleVersion,
  kinds: readonly string[],
  zip: 'drop-zip' | 'keep-zip' = 'drop-zip',
): Promise<Dropped> {
  if (checkModuleVersion(module) !== null) return { kind: 'dropped' }
  const path = escapePath(module.path)
  const version = escapeVersion(module.version)
  const files = join(gomodcache, 'cache', 'download', path, '@v', version)
  const unpacked = zip === 'keep-zip' ? [] : [`${files}.ziphash`, join(gomodcache, `${path}@${version}`)]
  for (const name of [...unpacked, ...kinds.map((kind) => `${files}.${kind}`)]) {
    const removed = await remove(name, { below: gomodcache })
    if (removed.kind === 'failed') return diskFailure(removed.error)
  }
  return { kind: 'dropped' }
}
