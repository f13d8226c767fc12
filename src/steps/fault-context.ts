// What classification may know of the surroundings, so that its remedies name the user's own settings.

import type { FaultContext } from '../fault/witness.ts'
import { displayGoproxyList, type GoproxyList } from '../proxy/goproxy-list.ts'
import type { Setup } from './setup.ts'

/** `list` is the one that `go` was given. */
export function faultContext({ project, env }: Setup, list: GoproxyList): FaultContext {
  const go = project.env
  return {
    goVersion: go.GOVERSION,
    goproxy: displayGoproxyList(list),
    goprivate: go.GOPRIVATE,
    gonoproxy: go.GONOPROXY,
    gonosumdb: go.GONOSUMDB,
    gosumdb: go.GOSUMDB,
    gotoolchain: go.GOTOOLCHAIN,
    platform: process.platform,
    ...(env.GITHUB_REPOSITORY !== undefined && { repository: env.GITHUB_REPOSITORY }),
  }
}
