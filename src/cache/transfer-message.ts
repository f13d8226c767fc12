// What a store and the child process that moves its archives tell each other.

import type { Unpacked } from './unpack.ts'

/** What the child is asked for, as JSON in its first argument. All paths are absolute. */
export type TransferRequest =
  | {
      readonly kind: 'restore'
      readonly key: string
      readonly fallback: string | null
      readonly staging: string
      /** An empty folder for the archive. */
      readonly temp: string
      /** Where the answer is written. */
      readonly answer: string
    }
  | {
      readonly kind: 'save'
      readonly key: string
      readonly staging: string
      readonly temp: string
      readonly answer: string
    }

/** What the toolkit returned. What it only printed is read from its output. */
export type TransferAnswer =
  | { readonly kind: 'restored'; readonly key: string; readonly unpacked: Unpacked }
  | { readonly kind: 'not-restored' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'threw'; readonly message: string }
