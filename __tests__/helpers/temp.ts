// Where a test may write: a folder of its own that disappears afterwards, Go's read-only trees included.

import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorCode } from '../../src/text/error.ts'

/** A folder for one test. */
export interface TemporaryFolder {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** Deletes it with all that is in it. */
  readonly remove: () => Promise<void>
}

/** Makes an empty folder below the system's temporary one. */
export async function temporaryFolder(prefix = 'rgm-'): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), prefix)))
  return { path, remove: () => removeTree(path) }
}

/** Deletes a tree even where `go` made its folders read-only (0555), as it does with extracted modules. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 10 })
  } catch {
    await makeWritable(path)
    await rm(path, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** `rm` gives up at the first folder that is read-only, and goes on deleting beside it: what is listed may be gone. */
async function makeWritable(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o755)
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await makeWritable(join(folder, entry.name))
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
