// A place that keeps cache entries: what the two kinds of store have in common.

/** An entry was found and unpacked, or why not. */
export type StoreRestore =
  | { readonly kind: 'found'; readonly key: string }
  | { readonly kind: 'miss' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'slow'; readonly limitMs: number }
  | { readonly kind: 'corrupt'; readonly reason: string }

/** An entry was kept, or why not. */
export type StoreSave =
  | { readonly kind: 'saved'; readonly bytes: number }
  | { readonly kind: 'exists' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'slow'; readonly limitMs: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** Keeps immutable entries under keys. Never throws for trouble with the store; throws when `signal` aborts. */
export interface CacheStore {
  /** For messages: `GitHub cache`, `directory /mnt/cache`. */
  readonly name: string
  /**
   * Unpacks the entry `key`, else the newest whose key starts with `fallback`, into the folder `staging`.
   * What was unpacked is untrusted. Gives up after `limitMs`.
   */
  readonly restore: (request: {
    readonly key: string
    readonly fallback: string | null
    readonly staging: string
    readonly limitMs: number
    readonly signal: AbortSignal
  }) => Promise<StoreRestore>
  /** Keeps the folder `staging` as entry `key`. Gives up after `limitMs`. */
  readonly save: (request: {
    readonly key: string
    readonly staging: string
    readonly limitMs: number
    readonly signal: AbortSignal
  }) => Promise<StoreSave>
}
