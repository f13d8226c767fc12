// A place that keeps cache entries.

import type { Lookup } from './key.ts'
import type { CacheProblem, ServiceTrouble } from './outcome.ts'

/**
 * The name of every staging folder, below which files lie as they do below `cache/download`. It never changes:
 * GitHub's service finds an entry only by the same path text.
 */
export const entryFolder = 'go-modules'

/** An entry was found and unpacked, or why not. */
export type StoreRestore =
  | {
      readonly kind: 'found'
      readonly key: string
      /** What in the entry was left where it was, since it is no regular file of a module. */
      readonly refused: readonly CacheProblem[]
    }
  | { readonly kind: 'miss' }
  | ServiceTrouble
  | { readonly kind: 'corrupt'; readonly key: string; readonly reason: string }

/** An entry was kept, or why not. */
export type StoreSave =
  | { readonly kind: 'saved'; readonly bytes: number }
  /** Another job has saved the key, or has reserved it. */
  | { readonly kind: 'exists' }
  | ServiceTrouble
  | { readonly kind: 'failed'; readonly reason: string }

/** Keeps immutable entries under keys. Never throws for trouble with the store; throws when `signal` aborts. */
export interface CacheStore {
  /** For messages: `GitHub cache`. */
  readonly name: string
  /**
   * Unpacks the entry of the lookup into the folder `staging`, which is named `entryFolder` and empty or missing. What
   * was unpacked is untrusted. Gives up after `limitMs`.
   */
  readonly restore: (
    request: Lookup & {
      readonly staging: string
      readonly limitMs: number
      readonly signal: AbortSignal
    },
  ) => Promise<StoreRestore>
  /** Keeps the folder `staging`, which is named `entryFolder`, as entry `key`. Gives up after `limitMs`. */
  readonly save: (request: {
    readonly key: string
    readonly staging: string
    readonly limitMs: number
    readonly signal: AbortSignal
  }) => Promise<StoreSave>
}
