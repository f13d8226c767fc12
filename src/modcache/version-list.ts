// The file `list` beside a module's versions, which `go` writes with each .mod: a GOPROXY of file:// resolves `@latest` by it.
// cmd/go/internal/modfetch/cache.go, rewriteVersionList

import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escapePath } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { canonicalVersion, compareVersions } from '../go/version.ts'
import { remove } from '../platform/remove.ts'
import { temporaryName } from './temporary-name.ts'

/** Brings the lists up to date after these files came. A list that can't be written is left to `go`, which needs none itself. */
export async function writeVersionLists(gomodcache: string, files: readonly ModuleFile[]): Promise<void> {
  const queue = new Set(files.flatMap(({ kind, path }) => (kind === 'mod' ? [path] : []))).values()
  const writeQueued = async () => {
    for (const path of queue) {
      await writeList(join(gomodcache, 'cache', 'download', escapePath(path), '@v'), gomodcache)
    }
  }
  await Promise.all(Array.from({ length: 8 }, writeQueued))
}

async function writeList(folder: string, below: string): Promise<void> {
  const list = join(folder, 'list')
  const draft = temporaryName(list)
  try {
    const text = versionList(await readdir(folder))
    if (text === '' || text === (await readFile(list, 'utf8').catch(() => ''))) return
    await writeFile(draft, text, { flag: 'wx' })
    await rename(draft, list)
  } catch {
    // The disk is full or closed to us, which matters to nobody but a later reader of the list.
    await remove(draft, { below })
  }
}

/** The versions whose .mod is there, lowest first, one a line. */
function versionList(names: readonly string[]): string {
  return names
    .filter((name) => name.endsWith('.mod'))
    .map((name) => name.slice(0, -'.mod'.length))
    .filter((version) => canonicalVersion(version) === version)
    .sort((a, b) => compareVersions(a, b) || (a < b ? -1 : 1))
    .map((version) => `${version}\n`)
    .join('')
}
