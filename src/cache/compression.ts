// How an archive is compressed: by zstd where this Node knows it (22.15 and newer), which every runner of GitHub has; by gzip elsewhere.

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Transform } from 'node:stream'
import zlib from 'node:zlib'

const gzipMagic = '1f8b'
const zstdMagic = '28b52ffd'
/** Each piece takes a turn of the thread pool; of the usual 16 KiB an entry has thousands. */
const chunkSize = 1 << 20

const isZstdKnown = typeof zlib.createZstdCompress === 'function'

/** Part of an entry's version: runs that differ in it share none. */
export const compression = isZstdKnown ? 'zstd' : 'gzip'

/** Module zips, which are most of an archive, are compressed already: more effort gains nothing. */
export function compressor(): Transform {
  return isZstdKnown
    ? zlib.createZstdCompress({ chunkSize })
    : zlib.createGzip({ chunkSize, level: zlib.constants.Z_BEST_SPEED })
}

/** Reads an archive; throws where it is neither gzip nor zstd, or damaged. Memory stays flat. */
export async function* decompress(archive: string): AsyncGenerator<Uint8Array> {
  const magic = await firstBytes(archive, 4)
  if (magic.startsWith(gzipMagic)) yield* through(archive, zlib.createGunzip({ chunkSize }))
  else if (magic !== zstdMagic) throw new Error('the archive is neither gzip nor zstd')
  else if (isZstdKnown) yield* through(archive, zlib.createZstdDecompress({ chunkSize }))
  else throw new Error('the archive is zstd, which Node reads from 22.15 on')
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
