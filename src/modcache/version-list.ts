// The file `list` beside a module's versions, which `go` writes with each .mod: a GOPROXY of file:// resolves `@latest` by it.
// cmd/go/internal/modfetch/cache.go, rewriteVersionList

import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapePath } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { canonicalVersion, compareVersions } from '../go/version.ts'
import { removeFileNow } from '../platform/remove.ts'
import { systemMark, temporaryName } from './temporary-name.ts'

/** Brings the lists up to date after these files came. A list that can't be written is left to `go`, which needs none itself. */
export function writeVersionLists(gomodcache: string, files: readonly ModuleFile[]): void {
  const mark = systemMark()
  for (const path of new Set(files.flatMap(({ kind, path }) => (kind === 'mod' ? [path] : [])))) {
    const folder = join(gomodcache, 'cache', 'download', escapePath(path), '@v')
    writeList(folder, { mark, below: gomodcache })
  }
}

function writeList(folder: string, { mark, below }: { readonly mark: string; readonly below: string }): void {
  const list = join(folder, 'list')
  const draft = temporaryName(list, mark)
  try {
    const names = readdirSync(folder)
    const text = versionList(names)
    if (text === '' || (names.includes('list') && text === readFileSync(list, 'utf8'))) return
    writeFileSync(draft, text, { flag: 'wx' })
    renameSync(draft, list)
  } catch {
    // The disk is full or closed to us, which matters to nobody but a later reader of the list.
    removeFileNow(draft, { below })
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
