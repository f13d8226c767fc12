// What one `go mod download` did.

import type { ExitWitness } from '../faults/witness.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** An object of `go mod download -json`. */
export interface ModuleRecord extends ModuleVersion {
  /** Why the module could not be downloaded, where it couldn't. */
  readonly error?: string
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
  /** URLs of the zips that a server answered by 200, redacted; empty where nothing failed. */
  readonly zips: readonly string[]
  readonly ms: number
}
