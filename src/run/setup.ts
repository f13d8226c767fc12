// What a run works with once it is prepared: decided before anything is fetched, and never changed.

import type { CacheKey } from '../cache/key.ts'
import type { CachePolicy } from '../cache/policy.ts'
import type { CacheStore } from '../cache/store.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Inputs } from '../options/options.ts'
import type { Programs } from '../platform/programs.ts'
import type { Project } from '../project/project.ts'
import { placeName, type StorePlace } from '../store/place.ts'
import type { Environment } from '../text/environment.ts'

export interface Setup {
  readonly inputs: Inputs
  /** Absolute path of the `go` that runs. */
  readonly go: string
  readonly programs: Programs
  /** The environment that it runs in. */
  readonly env: Environment
  readonly project: Project
  /** As the user gave it. */
  readonly list: GoproxyList
  /** Modules that no proxy may hear of (GONOPROXY). */
  readonly isPrivate: (path: string) => boolean
  readonly cache: CacheChoice
  /** Does it work on a pull request from a fork, and so without secrets? */
  readonly fork: boolean
}

/** Where modules are kept, under which key, and what this run may do there. */
export interface CacheChoice {
  /** Null where no valid key can be made, which `policy.reason` tells. */
  readonly key: CacheKey | null
  readonly store: ChosenStore
  readonly policy: CachePolicy
}

/** GitHub's service keeps one entry for each key; a shared store keeps each module once. */
export type ChosenStore =
  | { readonly kind: 'github'; readonly entries: CacheStore }
  | { readonly kind: 'shared'; readonly place: StorePlace }

export function storeName(store: ChosenStore): string {
  return store.kind === 'github' ? store.entries.name : placeName(store.place)
}
