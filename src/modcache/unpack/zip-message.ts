// What the thread of a run and its zip workers tell each other.

import type { FileTask, ZipOutcome, ZipTask } from './admit-zip.ts'

/** Several at once: a message costs as much as a small file. */
export type ZipRequest = readonly (ZipTask | FileTask)[]

export type ZipAnswer =
  /** Of a worker that can take requests. */
  | { readonly kind: 'ready' }
  /** What came of the one request that it had, task by task. */
  | { readonly kind: 'done'; readonly outcomes: readonly ZipOutcome[] }
