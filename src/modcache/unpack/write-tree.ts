// Writes the files of a module into a folder of their own, as `go` does, and gives the folder its place once they proved right.
// Unzip of golang.org/x/mod/zip, makeDirsReadOnly in cmd/go/internal/modfetch/fetch.go

import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { whileHeld } from '../../platform/held-file.ts'
import { remove } from '../../platform/remove.ts'
import { errorCode } from '../../text/error.ts'
import type { Rename } from '../zip-hash.ts'

/** A tree that has no place yet. Every call throws, or rejects with, the error of `node:fs` that stopped it. */
export interface PendingTree {
  /** `path` lies below the module's folder, with `/`; each one is written once. */
  readonly write: (path: string, content: Uint8Array) => void
  /** Moves it to `target`, unless something is there already, or `isFree` says right before that it must not. False: it was not moved. */
  readonly place: (target: string, isFree: () => boolean) => Promise<boolean>
  /** Removes what was written; does nothing once it was placed. Never throws. */
  readonly abandon: () => Promise<void>
}

interface TreeOptions {
  readonly below: string
  readonly readOnly: boolean
  readonly platform?: NodeJS.Platform
  /** Stands in for rename(2). */
  readonly rename?: Rename
}

/** Windows moves no folder while a file in it is open; a scanner that holds files for longer leaves the unpacking to `go`. */
const heldTreeMs = 250

/** Starts a tree in `folder`, which is made below `below`, GOMODCACHE, on the file system of its later place. */
export function createPendingTree(
  folder: string,
  { below, readOnly, platform = process.platform, rename = renameSync }: TreeOptions,
): PendingTree {
  const folders = new Set<string>([''])
  const made: string[] = []
  mkdirSync(folder, { recursive: true })
  const make = (below: string) => {
    if (folders.has(below)) return
    make(folderOf(below))
    const path = join(folder, below)
    mkdirSync(path)
    folders.add(below)
    made.push(path)
  }
  let isPlaced = false
  return {
    write: (path, content) => {
      make(folderOf(path))
      writeFile(`${folder}/${path}`, content)
    },
    place: async (target, isFree) => {
      if (exists(target)) return false
      mkdirSync(dirname(target), { recursive: true })
      if (readOnly) for (const path of made) withdrawWrite(path)
      try {
        await whileHeld(
          () => {
            if (!isFree()) return
            rename(folder, target)
            isPlaced = true
          },
          { platform, patienceMs: heldTreeMs },
        )
      } catch (error) {
        if (isTaken(error)) return false
        throw error
      }
      if (!isPlaced) return false
      // Only now: a folder that may not be written can't be moved elsewhere by a user who isn't root.
      if (readOnly) withdrawWrite(target)
      return true
    },
    abandon: async () => {
      if (!isPlaced) await remove(folder, { below })
    },
  }
}

/** Empty for what lies at the top. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

const createNew = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL

function writeFile(path: string, content: Uint8Array): void {
  const file = openSync(path, createNew, 0o444)
  try {
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at)
  } finally {
    closeSync(file)
  }
}

function withdrawWrite(path: string): void {
  chmodSync(path, statSync(path).mode & 0o7555)
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isTaken(error: unknown): boolean {
  return ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')
}
