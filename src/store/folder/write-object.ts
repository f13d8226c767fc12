// Writes an object into a folder that many machines share: under another name first, and, but for a history, never over another one.

import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryName } from '../../modcache/temporary-name.ts'
import { whileHeld } from '../../platform/held-file.ts'
import { remove } from '../../platform/remove.ts'
import { errorCode } from '../../text/error.ts'
import { trouble } from '../trouble.ts'
import { diskTrouble } from './disk-trouble.ts'
import type { FolderWrite } from './message.ts'
import { placeOf } from './read-object.ts'

interface WriteRequest {
  /** Absolute; made where it isn't there. */
  readonly root: string
  readonly name: string
  readonly content:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
}

/** What stands in for another system. */
interface System {
  readonly platform?: NodeJS.Platform
  /** rename(2). */
  readonly rename?: (from: string, to: string) => Promise<void>
}

/** Trouble is an outcome. A killed write leaves a name that ends in `.resilient-partial`, which nobody reads. */
export async function writeObject({ root, name, content }: WriteRequest): Promise<FolderWrite> {
  try {
    await mkdir(dirname(join(root, name)), { recursive: true })
    const place = await placeOf(root, name)
    if (place === null) return outside(name)
    if (await isThere(place)) return { kind: 'exists' }
    const isNew =
      content.kind === 'file' ? await placeFile(content.path, place) : await placeBytes(content.bytes, place)
    if (!isNew) return { kind: 'exists' }
    return { kind: 'written', bytes: (await stat(place)).size }
  } catch (error) {
    return diskTrouble(error)
  }
}

/** Puts an object in the place of another one, whatever that is. Trouble is an outcome. */
export async function replaceObject({
  root,
  name,
  bytes,
  platform = process.platform,
  rename: renameFile = rename,
}: Pick<WriteRequest, 'root' | 'name'> & { readonly bytes: Uint8Array } & System): Promise<FolderWrite> {
  try {
    await mkdir(dirname(join(root, name)), { recursive: true })
    const place = await placeOf(root, name)
    if (place === null) return outside(name)
    const draft = temporaryName(place)
    try {
      await writeFile(draft, bytes, { flag: 'wx', mode: 0o644 })
      // On Windows whoever reads the last one holds it, and a virus scanner holds this one.
      await whileHeld(() => renameFile(draft, place), { platform })
    } finally {
      await remove(draft, { below: dirname(place) })
    }
    return { kind: 'written', bytes: bytes.byteLength }
  } catch (error) {
    return diskTrouble(error)
  }
}

function outside(name: string) {
  return trouble('refused', `${name} was not written: a link leads out of the store`)
}

/** A link where both lie on one file system: no byte is copied. */
async function placeFile(source: string, place: string): Promise<boolean> {
  const given = await giveName(source, place)
  if (given !== 'refused') {
    const now = new Date()
    if (given === 'given') await utimes(place, now, now)
    return given === 'given'
  }
  return placeDraft(place, (draft) => copyFile(source, draft, constants.COPYFILE_EXCL))
}

function placeBytes(bytes: Uint8Array, place: string): Promise<boolean> {
  return placeDraft(place, (draft) => writeFile(draft, bytes, { flag: 'wx', mode: 0o644 }))
}

/** False where another one has the name by now. */
async function placeDraft(place: string, write: (draft: string) => Promise<void>): Promise<boolean> {
  const draft = temporaryName(place)
  try {
    await write(draft)
    const given = await giveName(draft, place)
    if (given !== 'refused') return given === 'given'
    // Without hard links two writers may both come here: both bring the same bytes, each of them whole.
    if (await isThere(place)) return false
    await whileHeld(() => rename(draft, place))
    return true
  } finally {
    await remove(draft, { below: dirname(place) })
  }
}

async function giveName(from: string, place: string): Promise<'given' | 'taken' | 'refused'> {
  try {
    await link(from, place)
    return 'given'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'taken'
    // What else is wrong with the folder shows when a copy is written to it.
    if (errorCode(error) === null || errorCode(error) === 'ENOENT') throw error
    return 'refused'
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
