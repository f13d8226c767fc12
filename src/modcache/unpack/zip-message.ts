// What the thread of a run and its zip workers tell each other.

import type { ZipOutcome, ZipTask } from './admit-zip.ts'

export interface ZipRequest {
  readonly id: number
  readonly task: ZipTask
}

export type ZipAnswer =
  | { readonly id: number; readonly kind: 'done'; readonly outcome: ZipOutcome }
  /** A bug of ours. */
  | { readonly id: number; readonly kind: 'threw'; readonly message: string }
