// Reads a small object of a store as text, as the history is.

import { NetworkError } from '../platform/network-failure.ts'
import type { ModuleStore, StoreObject } from './store.ts'
import type { StoreTrouble } from './trouble.ts'

/** What is read is untrusted. */
export type StoredText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** It is there, but did not come whole. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

export async function readStoredText(
  object: StoreObject,
  { store, signal }: { readonly store: ModuleStore; readonly signal: AbortSignal },
): Promise<StoredText> {
  const read = await store.read(object, { onBytes: () => {}, signal })
  if (read.kind === 'failed') return read
  // A file is only given to whoever names a place for it.
  if (read.kind !== 'body') return { kind: 'absent' }
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of read.body) chunks.push(chunk)
    return { kind: 'text', text: Buffer.concat(chunks).toString('utf8') }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    return { kind: 'broken' }
  }
}
