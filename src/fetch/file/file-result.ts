// What came of a file, after all requests for it.

import type { FaultId } from '../../faults/registry.ts'
import type { AdmittedOutcome, RequestFault } from '../request/outcome.ts'

/** Why a file is left to `go`. */
export type LeftReason =
  | 'absent'
  | 'refused'
  | 'failed'
  /** Every upstream that might have it was given up for this run. */
  | 'given-up'
  /** The retry budget is spent. */
  | 'budget'
  | 'deadline'
  | 'cancelled'
  | 'disk'
  /** GONOPROXY: no proxy may hear of it. */
  | 'private'
  /** Neither go.sum nor the checksum database could verify the zip. */
  | 'unverifiable'
  /** We could not: a bug of ours, or a thread that died. */
  | 'not-verified'

/** The last fault of an upstream. */
interface UpstreamFault {
  readonly proxy: string
  readonly fault: RequestFault
}

export type FileResult =
  /** It was there before. `text`: only of a .mod. */
  | { readonly kind: 'present'; readonly text: string | null }
  /** The shared store had it. `text`: only of a .mod. */
  | { readonly kind: 'taken'; readonly bytes: number; readonly text: string | null }
  /** `faults`: what went wrong before. */
  | (AdmittedOutcome & { readonly proxy: string; readonly faults: readonly UpstreamFault[] })
  | {
      readonly kind: 'left'
      readonly why: LeftReason
      readonly faults: readonly UpstreamFault[]
      /** Upstreams that said they don't have it, and as which fault that is told. */
      readonly absences: readonly { readonly proxy: string; readonly id: FaultId }[]
    }
