// What the decision about another attempt rests on.

import type { Classification } from '../faults/fault.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** All that a decision rests on. */
export interface Situation {
  /** Whether every scope has all of its modules now. */
  readonly complete: boolean
  readonly classification: Classification
  /** The number of the attempt that has just ended, from 1. */
  readonly attempt: number
  readonly maxAttempts: number
  /** What is left of the total time limit, in milliseconds. */
  readonly remainingMs: number
  /** The longest wait that a server asked for in this attempt, in milliseconds; null where none did. */
  readonly retryAfterMs: number | null
  /** Whether the group of the proxy at fault has another one that may be asked instead. */
  readonly otherUpstream: boolean
  /** GODEBUG as `go` had it in this attempt. */
  readonly godebug: string
  /** Modules that an earlier decision dropped: none is dropped twice. */
  readonly dropped: readonly ModuleVersion[]
  readonly random: () => number
}
