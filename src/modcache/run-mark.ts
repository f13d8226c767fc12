// Marks that a run is at work in a module cache, so that the next one knows of a killed run and clears away its half-written files.

import { lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { remove } from '../platform/remove.ts'
import { isStale, temporaryName } from './temporary-name.ts'

/** The marks lie here, so that one look tells whether all of `cache/download` has to be searched. */
const folderOf = (gomodcache: string) => join(gomodcache, 'cache')

/** Clears away what killed runs left below `cache/download`. Gives the function that takes the mark away. Neither rejects. */
export async function markRun(gomodcache: string): Promise<() => Promise<void>> {
  const folder = folderOf(gomodcache)
  const marks = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('run.'))
  const stale: string[] = []
  for (const mark of marks) if (await isLeft(join(folder, mark))) stale.push(mark)
  if (stale.length > 0) await clearFiles(gomodcache)
  // Last: a run that is killed amid this leaves the next one to know of it.
  for (const mark of stale) await remove(join(folder, mark), { below: gomodcache })
  const mark = join(folder, temporaryName('run'))
  // Where no mark can be made, nothing else can be written.
  await makeMark(folder, mark).catch(() => {})
  return async () => {
    await remove(mark, { below: gomodcache })
  }
}

async function makeMark(folder: string, mark: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(mark, '')
}

async function clearFiles(gomodcache: string): Promise<void> {
  const download = join(folderOf(gomodcache), 'download')
  for (const name of await readdir(download, { recursive: true }).catch(() => [])) {
    const path = join(download, name)
    if (name.endsWith('-partial') && (await isLeft(path))) await remove(path, { below: gomodcache })
  }
}

async function isLeft(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null)
  return found !== null && isStale(basename(path), Date.now() - found.mtimeMs)
}
