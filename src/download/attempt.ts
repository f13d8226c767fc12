// One attempt: a round of fetching what is missing and `go mod download` in every scope.

import type { Classification } from '../fault/fault.ts'
import type { Excerpt, ExitWitness } from '../fault/witness.ts'
import type { ModuleVersion } from '../modcache/module-file.ts'

/** An object of `go mod download -json`; absent fields were not reached. */
export interface ModuleRecord extends ModuleVersion {
  readonly error?: string
  readonly info?: string
  readonly goMod?: string
  readonly zip?: string
  readonly sum?: string
}

/** A line of `go mod download -x` about a request. */
export interface GoRequest {
  readonly url: string
  /** Status line or error text; null while headers are awaited. */
  readonly outcome: string | null
  readonly seconds: number | null
}

/** What one `go mod download` did. */
export interface GoDownload {
  /** The scope's `name`. */
  readonly scope: string
  readonly exit: ExitWitness
  readonly modules: readonly ModuleRecord[]
  /** Lines of stderr, without those of `-x`, redacted; the middle is left out of a very long one. */
  readonly stderr: readonly string[]
  readonly requests: { readonly sent: number; readonly failed: number }
  readonly ms: number
}

/** Why there is, or isn't, another attempt. */
export type Decision =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry'
      readonly afterMs: number
      readonly reason: string
      readonly http1: boolean
      readonly drop: readonly ModuleVersion[]
    }
  | { readonly kind: 'stop'; readonly reason: string }

/** One attempt as the report tells it. */
export interface Attempt {
  readonly number: number
  readonly ms: number
  readonly goproxy: string
  readonly classification: Classification
  readonly decision: Decision
  readonly excerpt: Excerpt | null
}
