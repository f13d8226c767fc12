// The bytes of an archive, decompressed: gzip or zstd, whichever the toolkit chose on the machine that saved it.

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline, type Transform } from 'node:stream'
import zlib from 'node:zlib'
import { readOutput } from '../platform/process.ts'
import { findProgram } from '../platform/programs.ts'
import { errorMessage } from '../text/error.ts'

const gzipMagic = '1f8b'
const zstdMagic = '28b52ffd'
/** Each piece takes a turn of the thread pool; of the usual 16 KiB an entry has thousands. */
const chunkSize = 1 << 20

/** Reads an archive; throws where it is neither gzip nor zstd, or damaged. Memory stays flat. */
export async function* decompress(archive: string): AsyncGenerator<Uint8Array> {
  const magic = await firstBytes(archive, 4)
  if (magic.startsWith(gzipMagic)) yield* through(archive, zlib.createGunzip({ chunkSize }))
  else if (magic === zstdMagic) yield* zstd(archive)
  else throw new Error('the archive is neither gzip nor zstd')
}

/** Node can read zstd from 22.15 on; before it, the command does that compressed the entry. */
async function* zstd(archive: string): AsyncGenerator<Uint8Array> {
  if (typeof zlib.createZstdDecompress === 'function') {
    yield* through(archive, zlib.createZstdDecompress({ chunkSize }))
    return
  }
  const program = await findProgram('zstd', { env: process.env, platform: process.platform })
  if (program === null)
    throw new Error('the archive is zstd, which this Node cannot read, and there is no zstd on PATH')
  try {
    const args = ['-dc', '--', archive]
    yield* readOutput({ command: program, args, cwd: dirname(archive), env: process.env })
  } catch (error) {
    throw new Error(`zstd could not read the archive: ${errorMessage(error)}`)
  }
}

/** What fails in reading is thrown by the decoder, which whoever stops listening to it destroys. */
function through(archive: string, decoder: Transform): Transform {
  return pipeline(createReadStream(archive, { highWaterMark: chunkSize }), decoder, () => {})
}

async function firstBytes(path: string, count: number): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await file.close()
  }
}
