// What a run works with once it is prepared: decided before anything is fetched, and never changed.

import type { CacheKey } from '../cache/key.ts'
import type { CachePolicy } from '../cache/policy.ts'
import type { CacheStore } from '../cache/store.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Inputs } from '../options/options.ts'
import type { Programs } from '../platform/programs.ts'
import type { Env } from '../platform/world.ts'
import type { Project } from '../project/project.ts'

export interface Setup {
  readonly inputs: Inputs
  /** Absolute path of the `go` that runs. */
  readonly go: string
  readonly programs: Programs
  /** The environment that it runs in. */
  readonly env: Env
  readonly project: Project
  /** As the user gave it. */
  readonly list: GoproxyList
  /** Modules that no proxy may hear of (GONOPROXY). */
  readonly isPrivate: (path: string) => boolean
  readonly cache: CacheChoice
  /** Does it work on a pull request from a fork, and so without secrets? */
  readonly fork: boolean
}

/** Where the cache entry is, under which key, and what this run may do with it. */
export interface CacheChoice {
  /** Null where no valid key can be made, which `policy.reason` tells. */
  readonly key: CacheKey | null
  readonly store: CacheStore
  readonly policy: CachePolicy
}
