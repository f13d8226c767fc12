// What an entry of the cache service holds, and an entry with other content in its place.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { decompress } from '../../src/cache/compression.ts'
import { entryFolder } from '../../src/cache/store.ts'
import { type CacheService, startCacheService } from './cache-service.ts'
import { tarArchive } from './tar-archive.ts'
import { temporaryFolder } from './temp.ts'

/** Regular files by their names in the entry's folder. */
export async function entryFiles(archive: Buffer): Promise<Map<string, Buffer>> {
  const folder = await temporaryFolder('rgm-entry-')
  try {
    const path = join(folder.path, 'archive')
    await writeFile(path, archive)
    const files = new Map<string, Buffer>()
    const members = Readable.from(decompress(path)).pipe(extract())
    for await (const member of members) {
      if (member.header.type === 'file')
        files.set(member.header.name.slice(entryFolder.length + 1), await buffer(member))
      else member.resume()
    }
    return files
  } finally {
    await folder.remove()
  }
}

/** Closes the service, and starts another one with its newest entry, changed. */
export async function withChangedEntry(
  service: CacheService,
  change: (files: Map<string, Buffer>) => void,
): Promise<CacheService> {
  const entry = service.entries.at(-1)
  if (entry === undefined) throw new Error('the service has no entry')
  const files = await entryFiles(entry.archive)
  change(files)
  await service.close()
  const next = await startCacheService()
  next.plant(
    entry.key,
    await tarArchive([...files].map(([name, content]) => ({ name: `${entryFolder}/${name}`, content }))),
  )
  return next
}
