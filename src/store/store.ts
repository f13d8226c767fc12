// A shared store of modules: what a folder and a bucket have in common.

import type { StoreTrouble } from './trouble.ts'

/** An object of a store, by its name below the store's root: `github.com/!azure/x/@v/v1.0.0.zip`. */
export interface StoreObject {
  readonly name: string
  /** A larger one is refused. */
  readonly maxBytes: number
}

interface StoreReadOptions {
  /** Gives a path on the module cache's file system at which nothing is yet. A folder puts the object there, by a link where it can. */
  readonly to?: () => Promise<string>
  /** Bytes came, before the result is told. */
  readonly onBytes: (count: number) => void
  readonly signal: AbortSignal
}

/** What is read is untrusted. */
export type StoreRead =
  /** Rejects with what breaks it off. */
  | { readonly kind: 'body'; readonly body: AsyncIterable<Uint8Array> }
  /** The object lies at `path`, which `to` gave. It may share its content with the store: it is not to be written to. */
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

export type StoreWrite =
  | { readonly kind: 'written'; readonly bytes: number }
  /** Another one was faster, or it was there before. */
  | { readonly kind: 'exists' }
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

export type StoreContent =
  /** A regular file that nobody changes; it may be linked. */
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** The only objects that are ever replaced; no module's file has such a name. */
export type HistoryName = `.history/${string}`

/** Holds each object once, for many machines at once. No call of it rejects for trouble with the store. */
export interface ModuleStore {
  /** For messages: `s3://bucket/prefix`, `directory /mnt/modules`. */
  readonly name: string
  readonly read: (object: StoreObject, options: StoreReadOptions) => Promise<StoreRead>
  /** Writes an object that isn't there: whole or not at all, and never over another one. */
  readonly write: (
    name: string,
    content: StoreContent,
    options: { readonly signal: AbortSignal },
  ) => Promise<StoreWrite>
  /** Writes a history over the one that is there: whole or not at all. Of two at once, the last one stays. */
  readonly replace: (
    name: HistoryName,
    bytes: Uint8Array,
    options: { readonly signal: AbortSignal },
  ) => Promise<StoreWrite>
  /** Ends what is under way, and whatever belongs to the store. */
  readonly close: () => Promise<void>
}
