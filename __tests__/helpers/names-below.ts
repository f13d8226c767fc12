// What lies below a folder: names with `/`, on every system.

import { readdir } from 'node:fs/promises'

/** The names of all files and folders below it, relative to it. */
export async function namesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.map((name) => name.replaceAll('\\', '/'))
}
