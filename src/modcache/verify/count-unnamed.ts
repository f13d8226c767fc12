// Counts what the module cache holds beside the modules of a project: those of other projects, and other versions.

import { opendir } from 'node:fs/promises'
import { join } from 'node:path'

/** How many names of a folder are read at once. */
const bufferSize = 1_024

/**
 * Counts the .mod files, zips and unpacked trees of a module cache that `named` doesn't have (names below GOMODCACHE, with `/`).
 * No tree is entered, and no link followed. What can't be read counts as empty. Rejects with the signal's reason once it is aborted.
 */
export async function countUnnamed(
  gomodcache: string,
  named: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<number> {
  let count = 0
  const folders = ['']
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    signal.throwIfAborted()
    const isDownload = below === 'cache/download' || below.startsWith('cache/download/')
    const isOfGo = below === 'cache'
    const folder = await opendir(join(gomodcache, below), { bufferSize }).catch(() => null)
    if (folder === null) continue
    for await (const entry of folder) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      const isTree = !isDownload && entry.name.includes('@')
      if (isTree || (isDownload && /\.(?:mod|zip)$/.test(entry.name))) count += named.has(name) ? 0 : 1
      else if (entry.isDirectory() && (!isOfGo || entry.name === 'download')) folders.push(name)
    }
  }
  return count
}
