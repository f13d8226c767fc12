// How a module leaves the module cache: its files and its extracted tree, so that it is asked for anew.

import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DiskFailure, diskFailure, errorCode } from './disk-failure.ts'
import { checkModuleVersion, escapePath, escapeVersion } from './layout.ts'
import type { ModuleVersion } from './module-file.ts'

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

type Dropped = { readonly kind: 'dropped' } | DiskFailure

async function drop(gomodcache: string, module: ModuleVersion, kinds: readonly string[]): Promise<Dropped> {
  if (checkModuleVersion(module) !== null) return { kind: 'dropped' }
  const path = escapePath(module.path)
  const version = escapeVersion(module.version)
  const files = join(gomodcache, 'cache', 'download', path, '@v', version)
  try {
    await rm(`${files}.ziphash`, { force: true })
    await removeTree(join(gomodcache, `${path}@${version}`))
    for (const kind of kinds) await rm(`${files}.${kind}`, { force: true })
    return { kind: 'dropped' }
  } catch (error) {
    return diskFailure(error)
  }
}

/** Deletes a folder that `go` may have made read-only, as it does with all that it extracts. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 2 })
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOTEMPTY'].includes(errorCode(error) ?? '')) throw error
    await makeWritable(path)
    await rm(path, { recursive: true, force: true, maxRetries: 2 })
  }
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await makeWritable(path)
    // Windows refuses to delete a read-only file; elsewhere only its folder matters.
    else if (process.platform === 'win32' && entry.isFile()) await chmod(path, 0o644)
  }
}
