// Carries out one request for a file to the shared store: read, verified and admitted like the answer of a proxy.

import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { categoryOf } from '../../faults/registry.ts'
import { fileName } from '../../go/layout.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { Admission } from '../../modcache/admit.ts'
import { temporaryName } from '../../modcache/temporary-name.ts'
import type { ZipAdmission } from '../../modcache/unpack/zip-workers.ts'
import type { Clock } from '../../platform/clock.ts'
import { NetworkError } from '../../platform/network-failure.ts'
import { remove } from '../../platform/remove.ts'
import { objectOf } from '../../store/module-object.ts'
import type { StoredFileOutcome, StoreSession } from '../../store/session.ts'
import type { StoreRead } from '../../store/store.ts'
import { trouble } from '../../store/trouble.ts'
import { checkZipHash } from '../request/content.ts'
import { DiskError, receive } from '../request/receive.ts'
import type { SharedTimer } from '../request/shared-timer.ts'
import { type StallDetector, startStallDetector } from '../request/stall-detector.ts'

export interface TakeOptions {
  readonly session: StoreSession
  readonly admission: Admission
  readonly zips: ZipAdmission
  readonly gomodcache: string
  /** Hashes that go.sum allows. */
  readonly sumsOf: (file: ModuleFile) => readonly string[]
  readonly clock: Clock
  readonly timer: SharedTimer
  /** For the silence of one request. */
  readonly stallMs: number
  readonly signal: AbortSignal
}

/** `text`: only of a .mod. */
export interface TakenFile {
  readonly kind: 'taken'
  readonly bytes: number
  readonly text: string | null
}

/** Null: nothing was learnt, since the request was given up, or our own disk or a thread of ours failed. */
type Taken = TakenFile | Exclude<StoredFileOutcome, { kind: 'read' }> | null

/** Rejects only where our own code is at fault. */
export async function takeFile(file: ModuleFile, options: TakeOptions): Promise<Taken> {
  const { session, signal, clock, timer, stallMs, gomodcache } = options
  const controller = new AbortController()
  const stop = () => controller.abort()
  for (const source of [signal, session.signal]) source.addEventListener('abort', stop, { once: true })
  let isSlow = false
  const detector = startStallDetector({
    clock,
    timer,
    stallMs,
    limitMs: session.remainingMs(),
    cutOff: () => {
      isSlow = true
      stop()
    },
  })
  let place: string | null = null
  const to = async () => {
    place = await placeBeside(file, gomodcache)
    return place
  }
  if (signal.aborted) stop()
  try {
    const read = await session.store.read(objectOf(file), {
      onBytes: detector.onBytes,
      signal: controller.signal,
      ...(file.kind === 'zip' && { to }),
    })
    const taken = await admitted(read, { file, detector }, options)
    return taken?.kind === 'failed' && controller.signal.aborted ? (isSlow ? silence(file) : null) : taken
  } catch (error) {
    if (error instanceof DiskError) return null
    if (!(error instanceof NetworkError)) throw error
    if (controller.signal.aborted) return isSlow ? silence(file) : null
    const isTooLarge = error.failure.id === 'server-error/too-large'
    return trouble(isTooLarge ? 'refused' : 'unavailable', `${fileName(file)}: ${error.failure.message}`)
  } finally {
    detector.stop()
    for (const source of [signal, session.signal]) source.removeEventListener('abort', stop)
    if (place !== null) await remove(place, { below: gomodcache })
  }
}

function silence(file: ModuleFile): Taken {
  return trouble('slow', `${fileName(file)} stopped coming`)
}

/** A name that a later run clears away, should this one be killed. */
async function placeBeside(file: ModuleFile, gomodcache: string): Promise<string> {
  const path = join(gomodcache, 'cache', 'download', fileName(file))
  await mkdir(dirname(path), { recursive: true })
  return temporaryName(path)
}

async function admitted(
  read: StoreRead,
  { file, detector }: { readonly file: ModuleFile; readonly detector: StallDetector },
  { admission, zips, sumsOf }: TakeOptions,
): Promise<Taken> {
  if (read.kind === 'absent' || read.kind === 'failed') return read
  const sums = sumsOf(file)
  if (read.kind === 'file') {
    detector.stop()
    return admittedZip(file, { ...read, sums, zips })
  }
  detector.onBytes(0)
  const outcome = await receive({
    file,
    body: read.body,
    admission,
    sums,
    zips,
    onBytes: detector.onBytes,
    onResume: detector.onResume,
    onEnd: detector.stop,
  })
  if (outcome.kind === 'admitted') return { kind: 'taken', bytes: outcome.bytes, text: outcome.text }
  if (outcome.kind !== 'failed') return null
  const { id, reason } = outcome.fault
  return { kind: 'wrong', reason, isTampered: categoryOf(id) === 'checksum-mismatch' }
}

async function admittedZip(
  { path, version }: ModuleFile,
  {
    path: from,
    bytes,
    sums,
    zips,
  }: {
    readonly path: string
    readonly bytes: number
    readonly sums: readonly string[]
    readonly zips: ZipAdmission
  },
): Promise<Taken> {
  const source = { kind: 'file', path: from, sizeBytes: bytes } as const
  const outcome = await zips.admit({ module: { path, version }, source, sums })
  switch (outcome.kind) {
    case 'admitted':
    case 'present':
      return { kind: 'taken', bytes, text: null }
    case 'wrong':
      return {
        kind: 'wrong',
        reason: checkZipHash(outcome.hash, sums)?.reason ?? 'the .zip is another one',
        isTampered: true,
      }
    case 'damaged':
      return { kind: 'wrong', reason: outcome.reason, isTampered: false }
    case 'disk':
    case 'not-verified':
      return null
  }
}
