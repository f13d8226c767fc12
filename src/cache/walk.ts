// Which files lie in a folder that nobody vouches for: follows no link, and keeps apart what an entry may not hold.

import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModuleFile } from '../modcache/module-file.ts'
import { isRefused, readMember } from './member.ts'
import type { CacheProblem } from './outcome.ts'

/** A regular file whose name is that of a module file; its content is still untrusted. */
export interface StagedFile {
  readonly file: ModuleFile
  /** Below the folder, with `/`. */
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** What lies below a folder. */
export interface Walk {
  readonly files: readonly StagedFile[]
  readonly refused: readonly CacheProblem[]
}

/** Lists a folder that is there; rejects with the system's error where it can't be read. */
export async function walkMembers(folder: string, signal?: AbortSignal): Promise<Walk> {
  const files: StagedFile[] = []
  const refused: CacheProblem[] = []
  const folders = ['']
  for (const below of folders) {
    signal?.throwIfAborted()
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const name = `${below}${entry.name}`
      if (entry.isDirectory()) {
        folders.push(`${name}/`)
        continue
      }
      const path = join(folder, name)
      const { size } = await lstat(path)
      const read = readMember({ name, regular: entry.isFile(), bytes: size })
      if (isRefused(read)) refused.push(read)
      else files.push({ file: read, name, path, bytes: size })
    }
  }
  return { files, refused }
}
