// From a body to a file in the module cache: collected or streamed, checked, admitted.

import { hashMod } from '../../go/dirhash.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { Admission, PendingFile } from '../../modcache/admit.ts'
import { errorCode } from '../../modcache/disk-failure.ts'
import { hashZip, hashZipBytes } from '../../modcache/hash.ts'
import { checkZip, checkZipBytes } from '../../modcache/zip-check.ts'
import type { Audit } from '../upstream/audit.ts'
import { checkInfo, checkMod, checkZipHash, type WrongContent, wrong } from './content.ts'
import { contentFault } from './failure.ts'
import type { AskOutcome } from './outcome.ts'

/** A zip up to this size is checked in memory, which saves the disk half of its work; a larger one streams to the disk. */
const inMemoryBytes = 256 * 1_024

/** A body that has begun to arrive, and where it goes. */
export interface Delivery {
  readonly file: ModuleFile
  readonly body: AsyncIterable<Uint8Array>
  readonly admission: Admission
  /** Hashes that go.sum allows for it; empty where it names none. */
  readonly sums: readonly string[]
  readonly audit: Audit
  /** Bytes came. */
  readonly onBytes: (count: number) => void
  /** We are ready for more: the time since `onBytes` was our own. */
  readonly onResume: () => void
  /** All bytes are here: what follows is our own work. */
  readonly onEnd: () => void
}

/** Our own disk failed, as opposed to the network. */
export class DiskTrouble extends Error {
  readonly code: string

  constructor(code: string, cause: unknown) {
    super('disk trouble', { cause })
    this.code = code
  }
}

/** Admits the file, or says what is wrong with it. Rejects with what the body rejects with, or with `DiskTrouble`. */
export function receive(delivery: Delivery): Promise<AskOutcome> {
  return delivery.file.kind === 'zip' ? receiveZip(delivery) : receiveSmall(delivery)
}

async function receiveSmall(delivery: Delivery): Promise<AskOutcome> {
  const { file } = delivery
  const chunks: Uint8Array[] = []
  for await (const chunk of delivery.body) {
    chunks.push(chunk)
    delivery.onBytes(chunk.length)
  }
  delivery.onEnd()
  const bytes = Buffer.concat(chunks)
  const text = bytes.toString('utf8')
  const problem = file.kind === 'info' ? checkInfo(text, file) : checkMod(text, hashMod(bytes), delivery.sums)
  if (problem !== null) return wrongContent(problem)
  return admitBytes(bytes, delivery, file.kind === 'mod' ? text : null)
}

async function receiveZip(delivery: Delivery): Promise<AskOutcome> {
  const { file, admission } = delivery
  const held: Uint8Array[] = []
  let bytes = 0
  let pending: PendingFile | null = null
  try {
    for await (const chunk of delivery.body) {
      bytes += chunk.length
      delivery.onBytes(chunk.length)
      held.push(chunk)
      if (bytes <= inMemoryBytes) continue
      pending ??= await onDisk(() => admission.open(file))
      await writeAll(pending, held)
      delivery.onResume()
    }
    delivery.onEnd()
    if (pending === null) return await admitSmallZip(Buffer.concat(held), delivery)
    const written = pending
    const problem = await onDisk(async () => {
      const damage = await checkZip(written.path, file)
      return damage === null ? audited(delivery, bytes, () => hashZip(written.path)) : wrong(damage)
    })
    if (problem !== null) return wrongContent(problem)
    return await commit(written, { bytes, text: null })
  } finally {
    // Does nothing once it was committed.
    await pending?.abandon()
  }
}

async function writeAll(pending: PendingFile, held: Uint8Array[]): Promise<void> {
  for (const chunk of held.splice(0)) await onDisk(() => pending.write(chunk))
}

async function admitSmallZip(bytes: Buffer, delivery: Delivery): Promise<AskOutcome> {
  const damage = await checkZipBytes(bytes, delivery.file)
  const problem =
    damage === null ? await audited(delivery, bytes.length, () => hashZipBytes(bytes)) : wrong(damage)
  return problem === null ? admitBytes(bytes, delivery, null) : wrongContent(problem)
}

/** Null: it is right, or isn't hashed here. */
async function audited(
  { audit, sums }: Delivery,
  bytes: number,
  hash: () => Promise<string>,
): Promise<WrongContent | null> {
  if (sums.length === 0 || !audit.isDue(bytes)) return null
  try {
    return checkZipHash(await hash(), sums)
  } catch (error) {
    if (error instanceof RangeError) return wrong(error.message)
    throw error
  }
}

async function admitBytes(
  bytes: Buffer,
  { admission, file }: Delivery,
  text: string | null,
): Promise<AskOutcome> {
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
): Promise<AskOutcome> {
  const committed = await onDisk(() => pending.commit())
  return { kind: 'admitted', ...file, isOurs: committed === 'admitted' }
}

function wrongContent(problem: WrongContent): AskOutcome {
  return { kind: 'failed', fault: contentFault(problem) }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Without a code it is no error of the disk but a bug of ours.
    const code = errorCode(error)
    throw code === null ? error : new DiskTrouble(code, error)
  }
}
