// Finds report files: those named, those in folders, those that globs match.

import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { reportFile, zipFile } from './report-file.ts'

/** A path that names nothing. */
interface NothingFound {
  readonly kind: 'nothing'
  readonly path: string
}

/**
 * Gives the files one after the other, each folder in the order of its names. A folder means its `.json`, `.ndjson` and `.jsonl` files, these with `.gz`, and its zips, at any depth; links in it
 * aren't followed, since they may lead back. A glob may match any regular file.
 */
export async function* findReportFiles(paths: readonly string[]): AsyncGenerator<string | NothingFound> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (found?.isDirectory()) yield* filesBelow(path, (name) => reportFile.test(name) || zipFile.test(name))
    else if (found !== null) yield path
    else yield* matching(path)
  }
}

async function* matching(glob: string): AsyncGenerator<string | NothingFound> {
  const { base, isGlob } = picomatch.scan(glob.replaceAll('\\', '/'))
  const folder = base || '.'
  const isFolder = (await stat(folder).catch(() => null))?.isDirectory() === true
  let count = 0
  if (isGlob && isFolder) {
    const matches = picomatch(glob.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''))
    for await (const file of filesBelow(folder, () => true)) {
      const name = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
      if (!matches(name)) continue
      count += 1
      yield file
    }
  }
  if (count === 0) yield { kind: 'nothing', path: glob }
}

/** Regular files, folder by folder. A folder that can't be read counts as a file that can't be, so that it is told. */
async function* filesBelow(top: string, isWanted: (name: string) => boolean): AsyncGenerator<string> {
  const folders = [top]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const opened = await opendir(folder, { bufferSize: 1_024 }).catch(() => null)
    if (opened === null) {
      yield folder
      continue
    }
    const names: string[] = []
    const inner: string[] = []
    for await (const entry of opened) {
      if (entry.isDirectory()) inner.push(join(folder, entry.name))
      else if (entry.isFile() && isWanted(entry.name)) names.push(join(folder, entry.name))
    }
    yield* names.sort()
    folders.push(...inner.sort().reverse())
  }
}
