// A folder that lives no longer than the work in it.

import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { remove } from '../platform/remove.ts'

/** Makes a folder below `parent`, which is made as well, and deletes it whatever happens. */
export async function withTemporaryFolder<T>(
  parent: string,
  body: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'cache-'))
  try {
    return await body(folder)
  } finally {
    // Work that was given up may still write to it; the runner clears its temporary folder after the job.
    await remove(folder, { below: parent })
  }
}
