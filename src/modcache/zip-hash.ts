// The `.ziphash` beside a zip, by which `go` believes the zip unseen.
// cmd/go/internal/modfetch/fetch.go, downloadZip

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { removeFileNow } from '../platform/remove.ts'
import { errorCode } from './disk-failure.ts'
import { hashZip } from './hash.ts'
import { temporaryName } from './temporary-name.ts'

/** Within this time of its last change, another program may still be writing a file. */
export const beingWrittenMs = 60_000

interface Within {
  /** See `systemMark`. */
  readonly mark: string
  /** GOMODCACHE: nothing outside is deleted. */
  readonly below: string
}

/** Whole or not at all: `go` may read it meanwhile. Throws the error of `node:fs`. */
export function writeHash(zip: string, hash: string, { mark, below }: Within): void {
  const path = hashPath(zip)
  const draft = temporaryName(path, mark)
  try {
    writeFileSync(draft, hash, { flag: 'wx', mode: 0o644 })
    renameSync(draft, path)
  } catch (error) {
    removeFileNow(draft, { below })
    throw error
  }
}

/**
 * Removes one that says something else than `content` is, the zip that is to lie at `zip`. A true one stays: it is that of a `go`
 * beside us, which fails where it is gone before its zip is in place. So does one that a `go` has only begun to write.
 * Rejects with the error of `node:fs`.
 */
export async function removeUntrueHash(zip: string, content: string, { below }: Within): Promise<void> {
  const path = hashPath(zip)
  const said = read(path)
  if (said === null || isBeingWritten(said, path)) return
  if (said.trim() === (await hashZip(content).catch(() => null))) return
  const removed = removeFileNow(path, { below })
  // It must not stay: `go` would believe it.
  if (removed.kind === 'failed') throw removed.error
}

function hashPath(zip: string): string {
  return zip.replace(/\.zip$/, '.ziphash')
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** `go` makes the file, gives it its length in zeros, and writes the hash then. */
function isBeingWritten(said: string, path: string): boolean {
  if (said.startsWith('h1:')) return false
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs < beingWrittenMs
}
