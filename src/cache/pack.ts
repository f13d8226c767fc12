// How a staging folder becomes an archive: the same bytes from the same files, on every system.

import { once } from 'node:events'
import { closeSync, createWriteStream, openSync, readSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'
import { compressor } from './compression.ts'
import { entryFolder } from './store.ts'
import { walkMembers } from './walk.ts'

/** The compressor takes a turn of the thread pool for each piece, and a member alone is three small ones. */
const chunkSize = 1 << 20

/**
 * Writes the new file `archive`; only module files, those of a checksum database and a history are packed. Throws the system's error.
 * Reads at once, which takes a third of the time: only for a process of its own.
 */
export async function packArchive(staging: string, archive: string): Promise<void> {
  const members = pack()
  await Promise.all([
    addMembers(members, staging),
    pipeline(inChunks(members), compressor(), createWriteStream(archive, { flags: 'wx' })),
  ])
}

async function addMembers(members: Pack, staging: string): Promise<void> {
  try {
    const { files, database, history } = walkMembers(staging)
    const texts = history === null ? [] : [history]
    for (const { name, path, bytes } of [...files, ...database, ...texts]) {
      const header = { name: `${entryFolder}/${name}`, size: bytes, mode: 0o644, mtime: new Date(0) }
      const member = members.entry(header)
      for (const chunk of chunksOf(path, bytes)) if (!member.write(chunk)) await once(member, 'drain')
      member.end()
    }
    members.finalize()
  } catch (error) {
    members.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

function* chunksOf(path: string, bytes: number): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkSize, bytes))
      const read = readSync(file, chunk)
      if (read === 0) return
      yield chunk.subarray(0, read)
    }
  } finally {
    closeSync(file)
  }
}

async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    parts.push(part)
    size += part.length
    if (size < chunkSize) continue
    yield Buffer.concat(parts)
    parts = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(parts)
}
