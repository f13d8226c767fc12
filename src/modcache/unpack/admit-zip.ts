// Brings one zip into the module cache: hashed, held against go.sum, and unpacked in the same pass. What is wrong gets no name there.

import { existsSync, lstatSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { escapePath, escapeVersion, fileName } from '../../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../../go/module-file.ts'
import { remove } from '../../platform/remove.ts'
import { errorCode } from '../../text/error.ts'
import { type Admission, createAdmission } from '../admit.ts'
import { type DiskFailure, diskFailure } from '../disk-failure.ts'
import { hashZip } from '../hash.ts'
import { isStale, systemMark, temporaryName } from '../temporary-name.ts'
import { createFileReader, type FileReader } from './file-reader.ts'
import { readModuleZip } from './read-zip.ts'
import { createPendingTree, type PendingTree } from './write-tree.ts'

/** A zip that has arrived. Passes between threads as it is. */
export interface ZipTask {
  readonly module: ModuleVersion
  readonly source:
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    /** A regular file, which may be linked into the module cache, or lie there already. */
    | { readonly kind: 'file'; readonly path: string; readonly sizeBytes: number }
  /** The hashes that go.sum allows, one at least. */
  readonly sums: readonly string[]
}

/** A file that needs no unpacking, and that was verified as far as it can be: it may be linked into the module cache. */
export interface FileTask {
  readonly file: ModuleFile
  readonly path: string
}

/** The module cache that zips are brought into. */
export interface ZipTarget {
  /** GOMODCACHE: an absolute path. */
  readonly gomodcache: string
  /** Where another process may be at work in the module cache, `go` unpacks, which has a lock for it. */
  readonly unpack: 'by-go' | 'read-only' | 'writable'
}

/** As a thread keeps it for all of its zips. */
interface Target extends ZipTarget {
  readonly admission: Admission
  /** See `systemMark`. */
  readonly mark: string
  readonly readZip: FileReader
}

export type ZipOutcome =
  /** `present`: a zip was there already, which stays. */
  | { readonly kind: 'admitted' | 'present'; readonly unpacked: boolean }
  | { readonly kind: 'wrong'; readonly hash: string }
  | { readonly kind: 'damaged'; readonly reason: string }
  /** A bug of ours, a thread that died, or the end of the run: nothing is known of it, and `go` gets it. */
  | { readonly kind: 'not-verified'; readonly reason: string }
  | DiskFailure

/** A larger zip is hashed in flat memory, and left to `go` to unpack. */
const maxBytesAtOnce = 64 * 1_048_576

/** Gives the function that brings in one zip or file; it never rejects. One at a time: they share memory. */
export function createZipAdmitter(target: ZipTarget): (task: ZipTask | FileTask) => Promise<ZipOutcome> {
  const known = {
    ...target,
    admission: createAdmission(target.gomodcache),
    mark: systemMark(),
    readZip: createFileReader(),
  }
  return (task) =>
    ('file' in task ? admitFile(task, known) : admitZip(task, known)).catch((error: unknown) => ({
      kind: 'not-verified',
      reason: String(error),
    }))
}

async function admitFile({ file, path }: FileTask, { admission }: Target): Promise<ZipOutcome> {
  const admitted = await admission.admitExisting(file, path)
  if (admitted.kind === 'disk') return admitted
  return admitted.kind === 'not-a-file' ? notAFile : { kind: admitted.kind, unpacked: false }
}

const notAFile = { kind: 'damaged', reason: 'it is no regular file' } as const

async function admitZip(task: ZipTask, into: Target): Promise<ZipOutcome> {
  const { module } = task
  const { gomodcache } = into
  const target = join(gomodcache, `${escapePath(module.path)}@${escapeVersion(module.version)}`)
  let tree: PendingTree | null = null
  try {
    const bytes = bytesOf(task, into.readZip)
    if (bytes !== null && mayUnpack(module, into, target)) tree = startTree(into)
    const { hash, leftToGo } = await hashed(task, bytes, tree)
    if (!task.sums.includes(hash)) return { kind: 'wrong', hash }
    const admitted = await admit(task, into, hash)
    if (admitted.kind === 'disk') return admitted
    const unpacked =
      tree !== null &&
      leftToGo === null &&
      (await isPlaced(tree, target, () => !existsSync(lockOf(module, gomodcache))))
    return { kind: admitted.kind, unpacked }
  } catch (error) {
    return error instanceof RangeError ? { kind: 'damaged', reason: error.message } : diskFailure(error)
  } finally {
    await tree?.abandon()
  }
}

/** The zip has its place already: where its tree can't get one, as where a virus scanner holds a file open, `go` unpacks it. */
async function isPlaced(tree: PendingTree, target: string, isFree: () => boolean): Promise<boolean> {
  try {
    return await tree.place(target, isFree)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return false
  }
}

function bytesOf({ source }: ZipTask, readZip: FileReader): Buffer | null {
  if (source.kind === 'bytes') {
    const { buffer, byteOffset, byteLength } = source.bytes
    return Buffer.from(buffer, byteOffset, byteLength)
  }
  return readZip(source.path, maxBytesAtOnce)
}

/** A tree that is there `go` believes, or clears away where it left it half-written. */
function mayUnpack(module: ModuleVersion, { unpack, gomodcache }: Target, target: string): boolean {
  if (unpack === 'by-go' || module.path === 'golang.org/toolchain') return false
  return !isThere(target) && !existsSync(lockOf(module, gomodcache))
}

/**
 * `go` makes it before it downloads or unpacks a module, and lets it lie. It fails where a tree appears once it holds the lock, so
 * that a module which some `go` has begun is left to it: `lockVersion` and `download` in cmd/go/internal/modfetch.
 */
function lockOf(module: ModuleVersion, gomodcache: string): string {
  return join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' })).replace(/zip$/, 'lock')
}

function startTree({ gomodcache, unpack, mark }: Target): PendingTree {
  return createPendingTree(join(gomodcache, 'cache', temporaryName('tree', mark)), {
    below: gomodcache,
    readOnly: unpack === 'read-only',
  })
}

async function hashed(
  { source, module }: ZipTask,
  bytes: Buffer | null,
  tree: PendingTree | null,
): Promise<{ readonly hash: string; readonly leftToGo: string | null }> {
  if (bytes !== null) return readModuleZip(bytes, module, tree === null ? null : tree.write)
  if (source.kind === 'bytes') throw new TypeError('bytes in memory are read as they are')
  return { hash: await hashZip(source.path), leftToGo: 'the zip is larger than 64 MiB' }
}

async function admit(
  { source, module }: ZipTask,
  { gomodcache, admission }: Target,
  hash: string,
): Promise<{ readonly kind: 'admitted' | 'present' } | DiskFailure> {
  const file: ModuleFile = { ...module, kind: 'zip' }
  if (source.kind === 'file' && source.path === join(gomodcache, 'cache', 'download', fileName(file))) {
    await admission.writeZipHash(module, hash)
    return { kind: 'present' }
  }
  if (source.kind === 'file') {
    const admitted = await admission.admitExisting(file, source.path, hash)
    if (admitted.kind === 'disk') return admitted
    if (admitted.kind === 'not-a-file') throw new RangeError(notAFile.reason)
    return { kind: admitted.kind }
  }
  return { kind: await admission.admitBytes(file, source.bytes, hash) }
}

/** Deletes the trees that runs of ours left half-written when they were killed. Never rejects. */
export async function clearStaleTrees(gomodcache: string): Promise<void> {
  const folder = join(gomodcache, 'cache')
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await lstat(join(folder, name)).catch(() => null)
    if (found !== null && isStale(name, Date.now() - found.mtimeMs))
      await remove(join(folder, name), { below: gomodcache })
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // A file where a folder should be: the tree will get no place.
    return false
  }
}
