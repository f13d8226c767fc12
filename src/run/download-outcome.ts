// What a download is given, and how it went.

import type { CacheProblem } from '../cache/outcome.ts'
import type { StoreUse } from '../fetch/store/store-files.ts'
import type { DownloadFacts } from '../report/build/run-facts.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { Timeline } from './timeline.ts'
import type { UpstreamHistory } from './upstream-history.ts'

export interface DownloadRequest {
  readonly state: ModuleCacheState
  /** By `clock.now()`: the end of all attempts and pauses. */
  readonly deadlineMs: number
  readonly timeline: Timeline
  /** Null: there is none, or it may not be read. */
  readonly store: StoreUse | null
  readonly history: Pick<UpstreamHistory, 'recent'>
}

/** What the report tells of it, and what had to be thrown away. */
export interface DownloadOutcome extends DownloadFacts {
  /** Files of the cache entry, or of an earlier run, that `go` refused. */
  readonly problems: readonly CacheProblem[]
}
