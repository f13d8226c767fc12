// How a download went: its attempts, what the fetch saw, what had to be thrown away.

import type { CacheProblem } from '../cache/outcome.ts'
import type { Fault } from '../faults/fault.ts'
import type { FetchReport } from '../fetch/telemetry/telemetry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { ProxyVerdict } from '../probe/verdict.ts'
import type { Attempt } from './attempt.ts'
import type { Redirector } from './redirectors.ts'

export interface Course {
  readonly complete: boolean
  /** Names of the scopes that have all of their modules. */
  readonly done: ReadonlySet<string>
  /** The list that `go` was given; null where nobody was to be asked. */
  readonly list: GoproxyList | null
  readonly verdicts: readonly ProxyVerdict[]
  readonly ranking: string | null
  /** Whether later steps were given the list in its new order. */
  readonly exported: boolean
  readonly attempts: readonly Attempt[]
  /** What it failed by, the fault that decides first; of a complete download the one that was overcome. */
  readonly faults: readonly Fault[]
  /** Requests that `go` itself sent, in all attempts. */
  readonly requests: number
  readonly fetch: FetchReport
  /** Entries that `go` was not given, for where they redirect to. */
  readonly redirectors: readonly Redirector[]
  /** Files of the cache entry that `go` refused. */
  readonly problems: readonly CacheProblem[]
}
