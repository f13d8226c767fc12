// What became of the saved cache entry: restored, saved, or why not.

/** What kept the service that keeps entries from doing its work. */
export type ServiceTrouble =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'rate-limited'; readonly reason: string }
  | { readonly kind: 'slow'; readonly limitMs: number }

/** How the restore ended. Trouble is told apart, and never fails the step. */
export type RestoreOutcome =
  | { readonly kind: 'exact'; readonly key: string; readonly files: number; readonly bytes: number }
  | { readonly kind: 'partial'; readonly key: string; readonly files: number; readonly bytes: number }
  | { readonly kind: 'miss' }
  /** The module cache was complete already, so nobody was asked for an entry. */
  | { readonly kind: 'not-needed'; readonly reason: string }
  | { readonly kind: 'off'; readonly reason: string }
  | ServiceTrouble
  | { readonly kind: 'corrupt'; readonly reason: string }

/** How the save ended. */
export type SaveOutcome =
  | {
      readonly kind: 'saved'
      readonly key: string
      readonly files: number
      readonly bytes: number
      /** Zips that were left out, since neither go.sum nor a proof of the checksum database says what they hold. */
      readonly unlisted?: number
      /** True: what a failed run got, under a key that only the fallback finds. */
      readonly incomplete?: boolean
    }
  /** Another job has saved the key, or has reserved it. */
  | { readonly kind: 'exists'; readonly key: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  | ServiceTrouble
  | { readonly kind: 'failed'; readonly reason: string }

/** A file of the entry that was refused or failed its check, and why. `left-over`: one of the module cache itself. */
export interface CacheProblem {
  readonly kind: 'cache-corrupt' | 'tampered' | 'foreign' | 'left-over'
  /** `path@version`, or the member's name where it is no module file. */
  readonly what: string
  readonly reason: string
}

/** What a shared store gave to a run, and got from it. */
export interface SharedStoreReport {
  readonly read: { readonly files: number; readonly bytes: number }
  /** Files that it was asked for and doesn't have. */
  readonly lacked: number
  /** Files that were not what go.sum names, or no plain files. */
  readonly refused: number
  /** Files that it could not be asked for, or not to the end. */
  readonly failed: number
  readonly written: { readonly files: number; readonly bytes: number }
  /** Files that others had written meanwhile. */
  readonly existed: number
  /** Files that could not be written. */
  readonly unwritten: number
  /** What was in the way, one clause each, with the next step. */
  readonly troubles: readonly string[]
}

/** The cache's part of the report. */
export interface CacheReport {
  readonly key: string | null
  readonly store: string
  readonly restore: RestoreOutcome
  readonly save: SaveOutcome
  readonly problems: readonly CacheProblem[]
  readonly restoreMs: number
  readonly saveMs: number
  /** Only of a shared store. */
  readonly shared?: SharedStoreReport
}
