// How a request for a module file ended.

import type { FaultId } from '../../faults/registry.ts'
import type { RequestVerdict } from '../telemetry/telemetry.ts'
import type { HealthSignal } from '../upstream/upstream-health.ts'

/** Why a request brought no file. */
export interface RequestFault {
  readonly id: FaultId
  readonly status: number | null
  /** Node's, undici's or our own. */
  readonly code: string | null
  /** What happened, without the URL. */
  readonly reason: string
  readonly verdict: RequestVerdict
  readonly health: HealthSignal
  /** Why `go` must not ask this server for the file, null where it may: `go` heeds neither a `Retry-After` nor our limits. */
  readonly keptFromGo: 'retry-after' | 'too-large' | null
  /** `clock.now()` until which the server asked for a pause; null where it didn't. */
  readonly pauseUntilMs: number | null
  /** Our own disk failed: no other upstream can help. */
  readonly local: boolean
}

/** The file is in the module cache, and is right as far as we can tell. */
export interface AdmittedOutcome {
  readonly kind: 'admitted'
  readonly bytes: number
  /** Only of a .mod. */
  readonly text: string | null
  /** False where another process was faster, and the file in the module cache is its own. */
  readonly isOurs: boolean
}

export type RequestOutcome =
  | AdmittedOutcome
  | { readonly kind: 'absent'; readonly id: FaultId }
  | { readonly kind: 'failed'; readonly fault: RequestFault }
  /** It came, but we could not verify it, through no fault of its upstream. */
  | { readonly kind: 'not-verified' }
  /** Cut off by us because another request was faster, or because the run ends. */
  | { readonly kind: 'abandoned' }
