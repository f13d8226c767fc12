// How a download went: what the report tells of it, and what had to be thrown away.

import type { CacheProblem } from '../cache/outcome.ts'
import type { DownloadFacts } from '../report/build/run-facts.ts'

export interface DownloadOutcome extends DownloadFacts {
  /** Files of the cache entry, or of an earlier run, that `go` refused. */
  readonly problems: readonly CacheProblem[]
}
