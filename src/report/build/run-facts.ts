// What a report is built from: what each step of a run found. The steps' own values fit.

import type { Fault } from '../../faults/fault.ts'
import type { GoEnv } from '../../go/go-env.ts'
import type { GoMod } from '../../go/go-mod.ts'
import type { GoSum } from '../../go/go-sum.ts'
import type { GoWork } from '../../go/go-work.ts'
import type { GoproxyList } from '../../go/goproxy-list.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { Environment } from '../../text/environment.ts'
import type {
  Attempt,
  CacheProblem,
  CacheReport,
  FetchReport,
  FileChange,
  ProxyVerdict,
  Requirers,
  ScopeReport,
  TimelineStep,
} from '../report.ts'

/** Everything that a run found. */
export interface RunFacts {
  readonly inputs: StrictInputs
  readonly project: ProjectFacts
  /** As the user gave it. */
  readonly list: GoproxyList
  /** The environment of the run: for variables that `go env` doesn't know. */
  readonly variables: Environment
  /** The repository's folder: files are named relative to it. */
  readonly root: string
  /** Where the run was: its shell and its rules for paths. */
  readonly platform: NodeJS.Platform
  /** The planned files before and after the download. */
  readonly before: PlannedFiles
  readonly after: PlannedFiles
  readonly requirements: RequirementFacts
  readonly download: DownloadFacts
  readonly cache: Omit<CacheReport, 'problems'>
  /** Files of the cache entry, or of an earlier run, that were refused. */
  readonly problems: readonly CacheProblem[]
  /** What later steps were given as GOPROXY: the list in its new order, or `off`; null for nothing. */
  readonly exported: 'order' | 'off' | null
  readonly changes: readonly FileChange[]
  readonly timeline: readonly TimelineStep[]
  readonly seconds: number
}

/** What the user wants to fail a complete download. */
interface StrictInputs {
  readonly strictIntegrity: boolean
  readonly failOnChange: boolean
}

export interface ProjectFacts {
  readonly scopes: readonly ScopeFacts[]
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly env: GoEnv
}

/** One place where `go mod download` runs. */
export interface ScopeFacts {
  readonly kind: ScopeReport['kind']
  readonly name: string
  /** Absolute. */
  readonly dir: string
  readonly mains: readonly MainModuleFacts[]
  readonly work?: Pick<GoWork, 'go'>
  readonly sums: GoSum
}

export interface MainModuleFacts {
  /** Absolute. */
  readonly dir: string
  readonly mod: GoMod
}

/** What the module graph tells of who requires what. */
export interface RequirementFacts {
  /** Null for a module (`path@version`, or a path) that no go.mod that was read asks for. */
  readonly requirersOf: (module: string) => RequirersFacts | null
  /** go.mod files of the graph that could not be read. */
  readonly unread: number
}

interface RequirersFacts extends Omit<Requirers, 'versions'> {
  readonly versions: readonly { readonly version: string; readonly by: readonly string[] }[]
}

/** Files of the plan, and the sizes of those that are there, by their names below `cache/download`. */
export interface PlannedFiles {
  readonly files: readonly ModuleFile[]
  readonly sizes: ReadonlyMap<string, number>
}

export interface DownloadFacts {
  readonly complete: boolean
  /** Names of the scopes that have all of their modules. */
  readonly done: ReadonlySet<string>
  /** The list that `go` was given; null where nobody was to be asked. */
  readonly list: GoproxyList | null
  readonly verdicts: readonly ProxyVerdict[]
  readonly ranking: string | null
  /** Whether `list` has another order than the user's. */
  readonly reordered: boolean
  readonly attempts: readonly Attempt[]
  /** What it failed by, the fault that decides first; of a complete download the one that was overcome. */
  readonly faults: readonly Fault[]
  /** Requests that `go` itself sent, in all attempts. */
  readonly requests: number
  readonly fetch: FetchReport
  /** Entries that `go` was not given, for where they redirect to. */
  readonly redirectors: readonly { readonly proxy: string; readonly from: string; readonly to: string }[]
}
