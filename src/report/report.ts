// The one value that the summary, the annotations, the outputs, the JSON and the terminal text are made from.

import type { CacheReport } from '../cache/outcome.ts'
import type { Attempt } from '../download/attempt.ts'
import type { Fault } from '../fault/fault.ts'
import type { Finding } from '../fault/finding.ts'
import type { Excerpt } from '../fault/witness.ts'
import type { FetchReport } from '../fetch/telemetry.ts'
import type { ProxyVerdict } from '../proxy/verdict.ts'

/** `recovered`: complete, though something failed on the way. */
export type Result = 'complete' | 'recovered' | 'failed'

/** Where a go.mod requires the module at fault, for the annotation. */
export interface SourceLine {
  /** Relative to the repository, with `/`. */
  readonly file: string
  readonly line: number
}

/** A file that `go mod download` changed. */
export interface FileChange {
  readonly file: string
  readonly added: number
  readonly removed: number
}

export interface ScopeReport {
  readonly name: string
  readonly kind: 'module' | 'workspace'
  /** The module path, or `go.work`. */
  readonly module: string
  /** Modules that it downloads. */
  readonly modules: number
  readonly complete: boolean
}

/** Everything that a run found out. No value in it holds a credential; every string may hold hostile text. */
export interface Report {
  /** Of the JSON schema, docs/report.schema.json. */
  readonly version: 1
  readonly result: Result
  /** The fault that decided, on failure; the one that was overcome, after recovery; else null. */
  readonly fault: Fault | null
  readonly faults: readonly Fault[]
  readonly source: SourceLine | null
  readonly go: {
    readonly version: string
    readonly goproxy: string
    readonly exported: boolean
    /** That `go` itself sent, over all attempts, where they were counted. */
    readonly requests?: number
  }
  readonly scopes: readonly ScopeReport[]
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly modules: { readonly total: number; readonly fetched: number; readonly bytes: number }
  /** Empty where nothing was missing, so nothing was probed. */
  readonly proxies: readonly ProxyVerdict[]
  readonly ranking: string | null
  readonly attempts: readonly Attempt[]
  readonly fetch: FetchReport
  readonly cache: CacheReport
  readonly findings: readonly Finding[]
  readonly changes: readonly FileChange[]
  readonly excerpt: Excerpt | null
  /** What a person would type to see the same. */
  readonly reproduce: readonly string[]
  /** Problems that didn't decide the result, one sentence each. */
  readonly notices: readonly string[]
  readonly seconds: number
}
