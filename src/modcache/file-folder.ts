// The folder of a module's files: made, and cleared of what runs of ours left there when they were killed.

import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { removeFileNow } from '../platform/remove.ts'
import { isStale } from './temporary-name.ts'

/** Throws the error of `node:fs`. `below` is GOMODCACHE: nothing outside is deleted. */
export function prepareFolder(folder: string, below: string): void {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined
  if (isNew) return
  for (const name of readdirSync(folder))
    if (name.endsWith('-partial')) removeIfStale(join(folder, name), below)
}

function removeIfStale(path: string, below: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined && isStale(basename(path), Date.now() - found.mtimeMs))
    removeFileNow(path, { below })
}
