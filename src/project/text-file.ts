// The text of a file of the project, if there is one.

import { readFile } from 'node:fs/promises'

/** The text of a file; null where it can't be had, for whatever reason. A byte order mark stays in it. */
export async function readTextFile(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}
