// One attempt: a round of fetching what is missing and `go mod download` in every scope.

import type { Classification } from '../faults/fault.ts'
import type { Excerpt } from '../faults/witness.ts'
import type { Decision } from '../retry/decide.ts'

/** One attempt as the report tells it. */
export interface Attempt {
  readonly number: number
  readonly ms: number
  readonly goproxy: string
  /** `primary`, the first of `faults`, is the fault that decided whether there was another attempt. */
  readonly classification: Classification
  readonly decision: Decision
  readonly excerpt: Excerpt | null
}
