// How a request for a module file ended, and how the file as a whole did.

import type { FaultCategory } from '../../faults/category.ts'
import type { FaultId } from '../../faults/registry.ts'
import type { RequestVerdict } from '../telemetry/telemetry.ts'
import type { Conduct } from '../upstream/limiter.ts'

/** A request that brought no file. */
export interface RequestFault {
  readonly category: FaultCategory
  readonly id: FaultId
  readonly status: number | null
  /** Node's, undici's or our own. */
  readonly code: string | null
  /** What happened, without the URL. */
  readonly reason: string
  readonly verdict: RequestVerdict
  /** Would the same request plausibly succeed soon? */
  readonly transient: boolean
  readonly conduct: Conduct
  /** `go` heeds neither a request for patience nor a limit: it must not be let loose on this server. */
  readonly mustNotAsk: 'retry-after' | 'too-large' | null
  /** `clock.now()` until which the server wants to be left alone; null where it asked for nothing. */
  readonly patienceUntilMs: number | null
  /** Our own disk failed: no other upstream can help. */
  readonly local: boolean
}

/** A file that came, and is right as far as we can tell. */
export interface Arrival {
  readonly kind: 'admitted'
  readonly bytes: number
  /** Only of a .mod. */
  readonly text: string | null
  /** False where somebody else was faster, and the one in the module cache is theirs. */
  readonly isOurs: boolean
}

/** One request. */
export type AskOutcome =
  | Arrival
  | { readonly kind: 'absent'; readonly status: number | null }
  | { readonly kind: 'failed'; readonly fault: RequestFault }
  /** Cut off by us because another request was faster, or because the run ends. */
  | { readonly kind: 'abandoned' }

/** Why a file is left to `go`. */
export type LeftReason =
  | 'absent'
  | 'refused'
  | 'failed'
  /** No upstream may be asked any more. */
  | 'gone'
  /** The retry budget is spent. */
  | 'budget'
  | 'deadline'
  | 'cancelled'
  | 'disk'
  /** GONOPROXY: no proxy may hear of it. */
  | 'private'
  /** Neither go.sum nor the checksum database would judge the zip. */
  | 'unjudged'

/** The last fault of an upstream. */
export interface UpstreamFault {
  readonly proxy: string
  readonly fault: RequestFault
}

/** One file, after all its requests. */
export type FileOutcome =
  | { readonly kind: 'present'; readonly text: string | null }
  /** `faults`: what went wrong before. */
  | (Arrival & { readonly proxy: string; readonly faults: readonly UpstreamFault[] })
  | {
      readonly kind: 'left'
      readonly why: LeftReason
      readonly faults: readonly UpstreamFault[]
      /** Upstreams that said they don't have it. */
      readonly absentAt: readonly string[]
    }
