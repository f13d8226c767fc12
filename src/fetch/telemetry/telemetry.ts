// The shapes of what the fetch saw: each request, and sums by upstream and by module.

import type { FaultCategory } from '../../faults/category.ts'
import type { FetchWitness } from '../../faults/witness.ts'
import type { ModuleFile } from '../../go/module-file.ts'

/** How one request ended. */
export type RequestVerdict =
  | 'ok'
  | 'not-found'
  | 'refused'
  | 'error'
  | 'stalled'
  | 'wrong-content'
  | 'too-large'
  | 'abandoned'

/** One request of ours. */
export interface RequestTelemetry extends ModuleFile {
  /** The entry's `display`. */
  readonly proxy: string
  readonly status: number | null
  /** Node's or undici's error code. */
  readonly code: string | null
  readonly bytes: number
  /** Milliseconds from the start of the fetch. */
  readonly startMs: number
  readonly firstByteMs: number | null
  readonly ms: number
  readonly verdict: RequestVerdict
  readonly category: FaultCategory | null
  readonly hedge: boolean
}

export interface UpstreamTelemetry {
  readonly proxy: string
  readonly requests: number
  readonly ok: number
  readonly bytes: number
  readonly medianFirstByteMs: number | null
  readonly breakerOpened: number
  /** Requests that had got no answer for a second or longer when a hedge brought content; left out where there were none. */
  readonly unanswered?: number
  /** Of its last request that failed; left out where none did. */
  readonly lastFault?: FaultCategory
  readonly verdicts: Readonly<Partial<Record<RequestVerdict, number>>>
}

/** When an upstream was asked: from its first request to the end of its last. */
export interface UpstreamSpan {
  readonly proxy: string
  /** From the start of the fetch. */
  readonly startMs: number
  readonly ms: number
  readonly requests: number
  readonly ok: number
}

export interface ModuleTelemetry {
  readonly module: string
  readonly requests: number
  readonly bytes: number
  readonly ms: number
}

/** The report names the category beside the id, for its readers. */
export interface ReportedWitness extends FetchWitness {
  readonly category: FaultCategory
}

/** The fetch's part of the report. */
export type FetchReport =
  | { readonly kind: 'off'; readonly reason: string }
  | { readonly kind: 'stepped-aside'; readonly reason: string }
  | { readonly kind: 'crashed'; readonly reason: string }
  | {
      readonly kind: 'ran'
      readonly planned: number
      readonly fetched: number
      readonly missing: number
      readonly bytes: number
      readonly ms: number
      readonly requests: number
      readonly retries: number
      /** Requests that failed; a hedge that did is none of them, since its file was on its way already. */
      readonly failures: number
      readonly hedges: number
      readonly upstreams: readonly UpstreamTelemetry[]
      readonly slowest: readonly ModuleTelemetry[]
      /** Files that no upstream gave, and why: the first witnesses of a fault. */
      readonly witnesses: readonly ReportedWitness[]
      /** Upstreams whose bytes go.sum contradicted, each module once. */
      readonly wrongBytes: readonly { readonly module: string; readonly proxy: string }[]
    }
