// Cache entries in a folder, for tests that need a place for entries and no service.

import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CacheStore } from '../../src/cache/store.ts'
import { walkMembers } from '../../src/cache/walk.ts'

/** Each entry is a folder, named after its key. */
export function createFolderEntries(path: string): CacheStore {
  return {
    name: 'folder of entries',
    restore: async ({ key, fallbacks, staging, signal }) => {
      signal.throwIfAborted()
      const found = await findEntry(path, [key, ...fallbacks])
      if (found === null) return { kind: 'miss' }
      const { files, database, history, refused } = await walkMembers(join(path, encodeURIComponent(found)))
      for (const { name, path: from } of [...files, ...database, ...(history === null ? [] : [history])]) {
        await mkdir(dirname(join(staging, name)), { recursive: true })
        await cp(from, join(staging, name))
      }
      return { kind: 'found', key: found, refused }
    },
    save: async ({ key, staging }) => {
      const place = join(path, encodeURIComponent(key))
      const draft = join(path, `.draft-${randomUUID()}`)
      const { files, database } = await walkMembers(staging)
      await cp(staging, draft, { recursive: true })
      try {
        await rename(draft, place)
      } catch {
        return { kind: 'exists' }
      }
      return { kind: 'saved', bytes: [...files, ...database].reduce((sum, { bytes }) => sum + bytes, 0) }
    },
  }
}

/** The entry of the first key, else the newest whose key begins with one of the others, in their order. */
async function findEntry(
  path: string,
  [exact = '', ...beginnings]: readonly string[],
): Promise<string | null> {
  const names = await readdir(path).catch(() => [])
  const keys = names.filter((name) => !name.startsWith('.')).map(decodeURIComponent)
  if (keys.includes(exact)) return exact
  for (const beginning of beginnings) {
    const near = keys.filter((key) => key.startsWith(beginning))
    const dated = await Promise.all(
      near.map(async (key) => ({ key, ms: (await stat(join(path, encodeURIComponent(key)))).mtimeMs })),
    )
    const [newest] = dated.sort((a, b) => b.ms - a.ms)
    if (newest !== undefined) return newest.key
  }
  return null
}
