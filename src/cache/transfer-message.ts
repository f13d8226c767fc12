// What a store and the child process that moves its archives tell each other.

import type { StoreRestore, StoreSave } from './store.ts'
import type { Unpacked } from './unpack.ts'

/** What the child is asked for, as JSON in its first argument. All paths are absolute. */
export type TransferRequest = ServiceRequest | DirectoryRequest<ServiceRequest>

type ServiceRequest =
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

/** The same, of a folder. */
type DirectoryRequest<R> = R extends { readonly kind: infer K extends string }
  ? Omit<R, 'kind'> & { readonly kind: `${K}-directory`; readonly directory: string }
  : never

/** What the toolkit returned. What it only printed is read from its output. */
export type TransferAnswer =
  | { readonly kind: 'restored'; readonly key: string; readonly unpacked: Unpacked }
  | { readonly kind: 'not-restored' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'restored-directory'; readonly outcome: StoreRestore }
  | { readonly kind: 'saved-directory'; readonly outcome: StoreSave }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'threw'; readonly message: string }
