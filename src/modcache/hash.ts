// The hashes by which go.sum knows a go.mod and a zip: "h1".
// https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1

import { createHash } from 'node:crypto'
import type { Zip } from './zip.ts'

/** `h1:…` of a go.mod. */
export function hashMod(bytes: Uint8Array): string {
  return hash1([{ name: Buffer.from('go.mod'), sha256: createHash('sha256').update(bytes).digest('hex') }])
}

/** A file's name, and the SHA-256 of its content in hexadecimal. */
export interface HashedFile {
  readonly name: Buffer
  readonly sha256: string
}

/** The hash over files: one line for each, sorted by the bytes of their names. */
export function hash1(files: readonly HashedFile[]): string {
  const total = createHash('sha256')
  for (const { name, sha256 } of [...files].sort((a, b) => Buffer.compare(a.name, b.name))) {
    total.update(`${sha256}  `).update(name).update('\n')
  }
  return `h1:${total.digest('base64')}`
}

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
