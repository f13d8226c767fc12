// Receives the body of an answer, checks it, and admits it into the module cache.

import { hashMod } from '../../go/dirhash.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { Admission, PendingFile } from '../../modcache/admit.ts'
import { diskFailure } from '../../modcache/disk-failure.ts'
import type { Placed } from '../../modcache/place.ts'
import type { ZipAdmission } from '../../modcache/unpack/zip-workers.ts'
import { checkZip, checkZipBytes } from '../../modcache/zip-check.ts'
import {
  type ContentProblem,
  checkInfo,
  checkMod,
  checkZipHash,
  contentProblem,
  damagedContent,
} from './content.ts'
import { contentFault } from './failure.ts'
import type { RequestOutcome } from './outcome.ts'

/** A zip up to this size is checked in memory, which saves the disk half of its work; a larger one streams to the disk. */
const inMemoryBytes = 256 * 1_024

/** A file whose body has begun to arrive, and where it goes. */
interface IncomingFile {
  readonly file: ModuleFile
  readonly body: AsyncIterable<Uint8Array>
  readonly admission: Admission
  /** Hashes that go.sum allows for it; empty where it names none. */
  readonly sums: readonly string[]
  /** The way in for a zip that go.sum names. */
  readonly zips: ZipAdmission
  /** Bytes came. */
  readonly onBytes: (count: number) => void
  /** Ready for more bytes: the time since `onBytes` was spent on our disk. */
  readonly onResume: () => void
  /** All bytes are here: what follows is our own work. */
  readonly onEnd: () => void
}

/** Our own disk failed, as opposed to the network. */
export class DiskError extends Error {
  readonly code: string

  constructor(code: string, cause: unknown) {
    super('disk error', { cause })
    this.code = code
  }
}

/** Admits the file, or says what is wrong with it. Rejects with what the body rejects with, or with `DiskError`. */
export function receive(incoming: IncomingFile): Promise<RequestOutcome> {
  return incoming.file.kind === 'zip' ? receiveZip(incoming) : receiveSmall(incoming)
}

async function receiveSmall(incoming: IncomingFile): Promise<RequestOutcome> {
  const { file } = incoming
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming.body) {
    chunks.push(chunk)
    incoming.onBytes(chunk.length)
  }
  incoming.onEnd()
  const bytes = Buffer.concat(chunks)
  const text = bytes.toString('utf8')
  const problem = file.kind === 'info' ? checkInfo(text, file) : checkMod(text, hashMod(bytes), incoming.sums)
  if (problem !== null) return failed(problem)
  return admitBytes(bytes, incoming, file.kind === 'mod' ? text : null)
}

async function receiveZip(incoming: IncomingFile): Promise<RequestOutcome> {
  const { file, admission } = incoming
  const held: Uint8Array[] = []
  let bytes = 0
  let pending: PendingFile | null = null
  try {
    for await (const chunk of incoming.body) {
      bytes += chunk.length
      incoming.onBytes(chunk.length)
      held.push(chunk)
      if (bytes <= inMemoryBytes) continue
      pending ??= await onDisk(() => admission.open(file))
      await writeAll(pending, held)
      incoming.onResume()
    }
    incoming.onEnd()
    if (incoming.sums.length > 0) return await admitVerified(incoming, { bytes, held, pending })
    if (pending === null) return await admitSmallZip(Buffer.concat(held), incoming)
    const written = pending
    const damage = await onDisk(() => checkZip(written.path, file))
    if (damage !== null) return failed(damagedContent(damage))
    return admitted(await onDisk(() => written.commit()), { bytes, text: null })
  } finally {
    // Does nothing once it was committed.
    await pending?.abandon()
  }
}

/** A zip that go.sum names: hashed and unpacked before it gets its name. */
async function admitVerified(
  { file: { path, version }, sums, zips }: IncomingFile,
  {
    bytes,
    held,
    pending,
  }: { readonly bytes: number; readonly held: readonly Uint8Array[]; readonly pending: PendingFile | null },
): Promise<RequestOutcome> {
  const source =
    pending === null
      ? ({ kind: 'bytes', bytes: joined(held, bytes) } as const)
      : ({ kind: 'file', path: await onDisk(() => pending.finish()), sizeBytes: bytes } as const)
  const outcome = await zips.admit({ module: { path, version }, source, sums })
  switch (outcome.kind) {
    case 'admitted':
    case 'present':
      return admitted(outcome.kind, { bytes, text: null })
    case 'wrong':
      return failed(checkZipHash(outcome.hash, sums) ?? contentProblem('the .zip is another one'))
    case 'damaged':
      return failed(damagedContent(outcome.reason))
    case 'not-verified':
      return { kind: 'not-verified' }
    case 'disk':
      throw new DiskError(outcome.code, outcome)
  }
}

/** In memory of its own, which can be handed to a worker. */
function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

async function writeAll(pending: PendingFile, held: Uint8Array[]): Promise<void> {
  for (const chunk of held.splice(0)) await onDisk(() => pending.write(chunk))
}

async function admitSmallZip(bytes: Buffer, incoming: IncomingFile): Promise<RequestOutcome> {
  const damage = await checkZipBytes(bytes, incoming.file)
  return damage === null ? admitBytes(bytes, incoming, null) : failed(damagedContent(damage))
}

function admitBytes(
  bytes: Buffer,
  { admission, file }: IncomingFile,
  text: string | null,
): Promise<RequestOutcome> {
  return onDisk(async () => admitted(await admission.admitBytes(file, bytes), { bytes: bytes.length, text }))
}

function admitted(
  placed: Placed,
  file: { readonly bytes: number; readonly text: string | null },
): RequestOutcome {
  return { kind: 'admitted', ...file, isOurs: placed === 'admitted' }
}

function failed(problem: ContentProblem): RequestOutcome {
  return { kind: 'failed', fault: contentFault(problem) }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new DiskError(diskFailure(error).code, error)
  }
}
