// What lies in the module cache half-written: names and sizes of the files that a `go` or a `git` is filling.

import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'

/** A file on its way: `sizeBytes` grows while somebody writes. */
export interface GrowingFile {
  /** Absolute. */
  readonly file: string
  readonly sizeBytes: number
  readonly bornMs: number
}

/** The temporary files of one version, as `go` names them: `<version>.zip123456.tmp`. */
export async function temporaryFilesOf(gomodcache: string, module: ModuleFile): Promise<GrowingFile[]> {
  const place = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
  const start = basename(place).slice(0, -'zip'.length)
  const names = (await entriesOf(dirname(place))).map(({ name }) => name)
  return measure(
    names
      .filter((name) => name.startsWith(start) && isTemporary(name.slice(start.length)))
      .map((name) => join(dirname(place), name)),
  )
}

/** Whether a file of a module is in its place, complete. */
export async function isInPlace(gomodcache: string, file: ModuleFile): Promise<boolean> {
  const found = await stat(join(gomodcache, 'cache', 'download', fileName(file))).catch(() => null)
  return found !== null
}

/**
 * All files below `dir` that `keep` wants, folder by folder, giving up after `maxEntries` names: a glance at a tree of unknown
 * size. Folders that vanish meanwhile are passed over.
 */
export async function searchTree(
  dir: string,
  options: { readonly keep: (name: string) => boolean; readonly maxEntries: number },
): Promise<GrowingFile[]> {
  const kept: string[] = []
  const folders = [dir]
  let seen = 0
  for (
    let folder = folders.shift();
    folder !== undefined && seen < options.maxEntries;
    folder = folders.shift()
  ) {
    for (const entry of await entriesOf(folder)) {
      seen++
      if (entry.isDirectory()) folders.push(join(folder, entry.name))
      else if (options.keep(entry.name)) kept.push(join(folder, entry.name))
    }
  }
  return measure(kept)
}

/** Whether the end of a name says: `go` is writing this. */
export function isTemporary(name: string): boolean {
  return /^(?:.*\.)?(?:zip|info|mod|ziphash|list)\d+\.tmp$/.test(name)
}

/** Whether a name is that of the file which `go` makes while it unpacks a version. cmd/go/internal/modfetch/fetch.go, download */
export function isUnpackMark(name: string): boolean {
  return name.endsWith('.partial')
}

/** The folder that `go` unpacks into, given the path of a file below `cache/download`; null where that is no mark of an unpack. */
export function treeBeingUnpacked(gomodcache: string, file: string): string | null {
  const name = relative(join(gomodcache, 'cache', 'download'), file).replaceAll('\\', '/')
  const [, path, version] = /^([^/].*)\/@v\/([^/]+)\.partial$/.exec(name) ?? []
  return path === undefined || path.startsWith('../') ? null : join(gomodcache, `${path}@${version}`)
}

async function measure(files: readonly string[]): Promise<GrowingFile[]> {
  const measured = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch(() => null)
      return found === null ? null : { file, sizeBytes: found.size, bornMs: found.birthtimeMs }
    }),
  )
  return measured.filter((file) => file !== null)
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}
