// What a probe found out about one GOPROXY entry.

import type { FaultCategory } from '../faults/category.ts'

/**
 * How an entry answers for what it lacks: by 404 or 410 (`honest`), or by another refusal (`policy`). `unknown`: not asked, or no
 * clear answer.
 */
export type MissBehaviour = 'honest' | 'policy' | 'unknown'

/** The result of probing one entry. */
export interface ProxyVerdict {
  /** The entry's `display`. */
  readonly proxy: string
  /** Which group of the list, from 0. */
  readonly group: number
  /** `slow`: right in all that came, but the probe ended first. */
  readonly health: 'healthy' | 'slow' | 'unhealthy' | 'not-probed'
  /** So named in the report. */
  readonly manners: MissBehaviour
  /** Median time to first byte of the warm requests; null without an answer. */
  readonly latencyMs: number | null
  /** Sentinels that it has, of those that it was asked for. */
  readonly coverage: { readonly have: number; readonly asked: number }
  /** One sentence: why this verdict. */
  readonly reason: string
  /** The error code or status of the failure that decided, e.g. `ECONNREFUSED` or `503`; null when healthy. */
  readonly failure: string | null
  /** What the user should know though the entry is usable, one sentence each. */
  readonly findings: readonly string[]
  /** Sentinels, `path@version`, for which it sent bytes that go.sum contradicts. */
  readonly wrongBytes: readonly string[]
  /** Where runs before this one tell. */
  readonly history?: RecentHealth
}

/** How an upstream did in the runs of the last hours before this one. Nobody vouches for it. */
export interface RecentHealth {
  /** How far back it looks. */
  readonly hours: number
  /** Runs that asked it, as far as they were kept. */
  readonly runs: number
  /** Those of them in which it failed. */
  readonly failed: number
  /** Median of what its hours say; null where none does. */
  readonly latencyMs: number | null
  readonly lastFault: FaultCategory | null
}

/** The list after ranking: same groups, same separators, entries moved only inside their group. */
export interface Ranking {
  readonly verdicts: readonly ProxyVerdict[]
  /** Whether any entry moved. */
  readonly changed: boolean
  /** One sentence about the choice. */
  readonly reason: string
}
