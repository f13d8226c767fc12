// How an entry is put together: the plan's files, out of the module cache, into a folder of their own.

import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { errorCode } from '../text/error.ts'

/** A file that went into a staging folder. */
export interface StagedCopy {
  /** Below the folder, with `/`. */
  readonly name: string
  readonly bytes: number
}

/**
 * Links, or else copies, those of `files` that the module cache holds into `staging`. A file that isn't there is no
 * fault: after a complete download it was not needed.
 */
export async function stageFiles({
  gomodcache,
  files,
  staging,
}: {
  readonly gomodcache: string
  readonly files: readonly ModuleFile[]
  readonly staging: string
}): Promise<readonly StagedCopy[]> {
  const names = [...new Set(files.map(fileName))]
  for (const folder of new Set(names.map((name) => dirname(join(staging, name))))) {
    await mkdir(folder, { recursive: true })
  }
  const staged = names.map(async (name) => {
    const bytes = await stageOne(join(gomodcache, 'cache', 'download', name), join(staging, name))
    return bytes === null ? null : { name, bytes }
  })
  return (await Promise.all(staged)).filter((copy) => copy !== null)
}

/** The size of the file; null where it isn't there, or is no regular file with something in it. */
async function stageOne(from: string, to: string): Promise<number | null> {
  const found = await lstat(from).catch(() => null)
  if (found === null || !found.isFile() || found.size === 0) return null
  try {
    await link(from, to)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    // Two file systems, or one without hard links: a copy does as well.
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
  return found.size
}
