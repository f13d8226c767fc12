// What a fetch is given.

import type { GoEnv } from '../go/go-env.ts'
import type { GoSum } from '../go/go-sum.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { ModuleFile } from '../go/module-file.ts'
import type { ZipAdmission } from '../modcache/unpack/zip-workers.ts'
import type { Clock, Random } from '../platform/clock.ts'
import type { Http } from '../platform/http.ts'
import type { Log } from '../platform/log.ts'
import type { ModReader } from '../project/mod-reader.ts'
import type { Plan } from '../project/plan.ts'
import type { Scope } from '../project/project.ts'
import type { StoreUse } from './store/store-files.ts'

export interface FetchOptions {
  readonly scopes: readonly Scope[]
  /** The go.sum files of all scopes as one. */
  readonly sums: GoSum
  /** The files of the plan, where every one is known already: no graph is walked. */
  readonly planned?: readonly ModuleFile[]
  /** The go.mod files that are known already; learns those that come. */
  readonly mods?: ModReader
  /** Ranked. */
  readonly list: GoproxyList
  readonly env: GoEnv
  /** Asked before the list. */
  readonly store?: StoreUse
  /** Absolute: GOMODCACHE. */
  readonly gomodcache: string
  /** The way in for zips that go.sum names. */
  readonly zips: ZipAdmission
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly limits: {
    /** For the whole fetch. */
    readonly deadlineMs: number
    /** For the silence of one request. */
    readonly stallMs: number
  }
  readonly signal: AbortSignal
  readonly log?: Log
  /** Told whenever a file becomes known, and after each. */
  readonly onProgress?: (progress: FetchProgress) => void
  /** Told of all content that comes, with the `display` of the entry that gives it. */
  readonly onBytes?: (proxy: string, count: number) => void
  /** Told the plan once the graph is walked, private modules included, which are left to `go`. */
  readonly onPlanned?: (plan: Plan) => void
  /** Told of each file that came, once it has its place in the module cache: also before a crash. */
  readonly onAdmitted?: (admitted: AdmittedFile) => void
  /** Told of each file that the store gave, once it has its place. */
  readonly onTaken?: (file: ModuleFile) => void
  /** Upstreams, by their entry's `display`, that the probe found unhealthy. */
  readonly unhealthy?: readonly string[]
}

/** A file that came. */
interface AdmittedFile {
  readonly file: ModuleFile
  readonly sizeBytes: number
  /** The `display` of the entry that gave it; null where another process was faster, and the file is its own. */
  readonly proxy: string | null
}

/** Files known to be missing, and those that came, so far. */
interface FetchProgress {
  readonly planned: number
  readonly fetched: number
  /** Among them. */
  readonly zips: { readonly planned: number; readonly fetched: number }
}
