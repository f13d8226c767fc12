// The hash by which go.sum knows a zip: "h1".
// https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1

import { type HashedFile, hash1 } from '../go/dirhash.ts'
import type { Zip } from './zip.ts'

/**
 * `h1:…` of a module's zip, streamed in flat memory. Rejects with a RangeError for a zip that is damaged, with the
 * error of `node:fs` for a file that can't be read.
 */
export async function hashZip(path: string): Promise<string> {
  const { readZipFile } = await import('./zip.ts')
  return readZipFile(path, hashFiles)
}

/** The same for a zip in memory. */
export async function hashZipBytes(bytes: Buffer): Promise<string> {
  const { readZipBuffer } = await import('./zip.ts')
  return readZipBuffer(bytes, hashFiles)
}

/** `go` unpacks no more: https://pkg.go.dev/golang.org/x/mod/zip#pkg-constants. A zip of 250 kB can name fifty times as much. */
const maxUnpackedBytes = 500 * 1_048_576

async function hashFiles(zip: Zip): Promise<string> {
  const { hashEntry } = await import('./zip-content.ts')
  const files: HashedFile[] = []
  let left = maxUnpackedBytes
  for await (const entry of zip.file.eachEntry()) {
    left -= entry.uncompressedSize
    if (left < 0) throw new RangeError('the zip unpacks to more than 500 MiB')
    files.push({ name: entry.fileNameRaw, sha256: await hashEntry(zip, entry) })
  }
  return hash1(files)
}
