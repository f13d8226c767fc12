// What a run asks of the place where modules are kept, whichever it is: GitHub's cache service, or a shared store.

import type { FoundEntry } from '../cache/next-entry.ts'
import type { CacheProblem, RestoreOutcome, SaveOutcome, SharedStoreReport } from '../cache/outcome.ts'
import type { StoreUse } from '../fetch/store/store-files.ts'
import type { DownloadOutcome } from './download-outcome.ts'
import type { PlanStatus } from './download-plan.ts'
import type { FoundHistory } from './kept-history.ts'

export const nothingMissing = 'nothing was missing'

export interface Restored {
  readonly outcome: RestoreOutcome
  readonly problems: readonly CacheProblem[]
  readonly entry: FoundEntry | null
  readonly ms: number
}

export interface Saved {
  readonly outcome: SaveOutcome
  readonly ms: number
}

export interface EndedDownload {
  readonly download: DownloadOutcome
  readonly restored: Restored
}

export interface EndedRun extends EndedDownload {
  /** How the upstreams did, this run included; null where it has nothing to add. */
  readonly history: string | null
}

/** Trouble with it is an outcome of every call. */
export interface RunCache {
  /** Brings into the module cache what is missing there. `found`: the plan against the module cache. */
  readonly restore: (found: PlanStatus) => Promise<Restored>
  /** For the fetch: a shared store is asked before every proxy, for what becomes known to be missing later, too. */
  readonly use: StoreUse | null
  /** How the upstreams did in the last runs, as it was found by `restore`; comes at once, or in the time that a probe takes. */
  readonly history: () => Promise<FoundHistory>
  /** Keeps what the run got. */
  readonly save: (ended: EndedRun) => Promise<Saved>
  /** What a shared store gave and got; null for an entry. */
  readonly shared: () => SharedStoreReport | null
  /** Files of a shared store that were refused. */
  readonly problems: () => readonly CacheProblem[]
  readonly close: () => Promise<void>
}

/** Where nothing was asked for. */
export function notRestored(outcome: RestoreOutcome): Restored {
  return { outcome, problems: [], entry: null, ms: 0 }
}
