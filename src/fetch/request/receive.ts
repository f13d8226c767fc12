// Receives the body of an answer, checks it, and admits it into the module cache.

import { hashMod } from '../../go/dirhash.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { Admission, PendingFile } from '../../modcache/admit.ts'
import { errorCode } from '../../modcache/disk-failure.ts'
import { hashZip, hashZipBytes } from '../../modcache/hash.ts'
import { checkZip, checkZipBytes } from '../../modcache/zip-check.ts'
import type { ZipSpotChecks } from '../upstream/zip-spot-checks.ts'
import { type ContentProblem, checkInfo, checkMod, checkZipHash, contentProblem } from './content.ts'
import { contentFault } from './failure.ts'
import type { RequestOutcome } from './outcome.ts'

/** A zip up to this size is checked in memory, which saves the disk half of its work; a larger one streams to the disk. */
const inMemoryBytes = 256 * 1_024

/** A file whose body has begun to arrive, and where it goes. */
export interface IncomingFile {
  readonly file: ModuleFile
  readonly body: AsyncIterable<Uint8Array>
  readonly admission: Admission
  /** Hashes that go.sum allows for it; empty where it names none. */
  readonly sums: readonly string[]
  readonly spotChecks: ZipSpotChecks
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
    if (pending === null) return await admitSmallZip(Buffer.concat(held), incoming)
    const written = pending
    const problem = await onDisk(async () => {
      const damage = await checkZip(written.path, file)
      return damage === null
        ? spotCheck(incoming, bytes, () => hashZip(written.path))
        : contentProblem(damage)
    })
    if (problem !== null) return failed(problem)
    return await commit(written, { bytes, text: null })
  } finally {
    // Does nothing once it was committed.
    await pending?.abandon()
  }
}

async function writeAll(pending: PendingFile, held: Uint8Array[]): Promise<void> {
  for (const chunk of held.splice(0)) await onDisk(() => pending.write(chunk))
}

async function admitSmallZip(bytes: Buffer, incoming: IncomingFile): Promise<RequestOutcome> {
  const damage = await checkZipBytes(bytes, incoming.file)
  const problem =
    damage === null
      ? await spotCheck(incoming, bytes.length, () => hashZipBytes(bytes))
      : contentProblem(damage)
  return problem === null ? admitBytes(bytes, incoming, null) : failed(problem)
}

/** Null where the zip is right, or isn't hashed here. */
async function spotCheck(
  { spotChecks, sums }: IncomingFile,
  bytes: number,
  hash: () => Promise<string>,
): Promise<ContentProblem | null> {
  if (sums.length === 0 || !spotChecks.isDue(bytes)) return null
  try {
    return checkZipHash(await hash(), sums)
  } catch (error) {
    if (error instanceof RangeError) return contentProblem(error.message)
    throw error
  }
}

async function admitBytes(
  bytes: Buffer,
  { admission, file }: IncomingFile,
  text: string | null,
): Promise<RequestOutcome> {
  const pending = await onDisk(() => admission.open(file))
  try {
    await onDisk(() => pending.write(bytes))
    return await commit(pending, { bytes: bytes.length, text })
  } finally {
    await pending.abandon()
  }
}

async function commit(
  pending: PendingFile,
  file: { readonly bytes: number; readonly text: string | null },
): Promise<RequestOutcome> {
  const committed = await onDisk(() => pending.commit())
  return { kind: 'admitted', ...file, isOurs: committed === 'admitted' }
}

function failed(problem: ContentProblem): RequestOutcome {
  return { kind: 'failed', fault: contentFault(problem) }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Without a code it is no error of the disk but a bug of ours.
    const code = errorCode(error)
    throw code === null ? error : new DiskError(code, error)
  }
}
