// The hash by which go.sum knows a go.mod and the files of a zip: "h1".
// https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1

import { createHash } from 'node:crypto'

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
