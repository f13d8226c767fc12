// The `.ziphash` beside a zip, by which `go` believes the zip unseen.
// cmd/go/internal/modfetch/fetch.go, downloadZip

import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { whileHeld } from '../platform/held-file.ts'
import { remove, removeFileNow } from '../platform/remove.ts'
import { errorCode } from '../text/error.ts'
import { hashZip } from './hash.ts'
import { temporaryName } from './temporary-name.ts'

/** Within this time of its last change, another program may still be writing a file. */
export const beingWrittenMs = 60_000

/** Gives a file another name, over one that has it: rename(2). */
export type Rename = (from: string, to: string) => void

interface Within {
  /** See `systemMark`. */
  readonly mark: string
  /** GOMODCACHE: nothing outside is deleted. */
  readonly below: string
  readonly platform: NodeJS.Platform
  readonly rename: Rename
}

/** Whole or not at all: `go` may read it meanwhile. Rejects with the error of `node:fs`. */
export async function writeHash(
  zip: string,
  hash: string,
  { mark, below, platform, rename }: Within,
): Promise<void> {
  const path = hashPath(zip)
  const draft = temporaryName(path, mark)
  try {
    writeFileSync(draft, hash, { flag: 'wx', mode: 0o644 })
    await whileHeld(() => rename(draft, path), { platform })
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
export async function removeUntrueHash(
  zip: string,
  content: string,
  { below }: Pick<Within, 'below'>,
): Promise<void> {
  const path = hashPath(zip)
  const said = read(path)
  if (said === null || isBeingWritten(said, path)) return
  if (said.trim() === (await hashZip(content).catch(() => null))) return
  const removed = await remove(path, { below })
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
