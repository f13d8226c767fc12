// The shapes of what a probe saw: each request, and all requests to one entry.

import { type ModuleFile, moduleName } from '../go/module-file.ts'
import type { NetworkFailure } from '../platform/network-failure.ts'

/** What was asked for: a file that go.sum vouches for, or a version that can't exist. */
export type ProbeTarget =
  | { readonly kind: 'file'; readonly file: ModuleFile }
  | { readonly kind: 'impossible' }

/** How it was answered. */
export type ProbeAnswer =
  /** The right content; or, for the impossible version, an answer that is judged by its status. */
  | { readonly kind: 'right' }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly html: boolean
      readonly retryAfter: string | null
      readonly body: string
    }
  /** Status 200 with content that is not the file. */
  | { readonly kind: 'wrong'; readonly what: WrongContent }
  | { readonly kind: 'failure'; readonly failure: NetworkFailure }
  /** The probe was ended first. */
  | { readonly kind: 'aborted' }

export type WrongContent = 'html' | 'sum' | 'version' | 'not-json' | 'not-zip' | 'damaged' | 'empty'

/** What one request showed. */
export interface Observation {
  readonly target: ProbeTarget
  readonly answer: ProbeAnswer
  /** From sending the request to the first byte of the first answer, without connecting; null without an answer. */
  readonly waitMs: number | null
  /** The host that answered in the end, where a redirect led elsewhere. */
  readonly redirectedTo: string | null
}

/** Everything that was seen of one GOPROXY entry. */
export interface ProbeRecord {
  /** The entry's `display`. */
  readonly proxy: string
  readonly group: number
  /** Null: not probed at all, and why. */
  readonly skipped: string | null
  readonly observations: readonly Observation[]
  /** Why the probe ended: all was asked, the time was up, or the named entry was much faster. */
  readonly end:
    | { readonly kind: 'done' }
    | { readonly kind: 'limit' }
    | { readonly kind: 'outrun'; readonly by: string }
  /** From the start of the probe to its end. */
  readonly ms: number
}

/** The sentinel that was asked for, as `path@version`; null for the impossible version. */
export function sentinelOf({ target }: Observation): string | null {
  return target.kind === 'file' ? moduleName(target.file) : null
}
