// Recognises settings under which only `go` can fetch: then everything is left to it, for a reason that is reported.

import type { GoEnv } from '../go/go-env.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'

/** Why the fetch steps aside, in one sentence; null where it can do its work. */
export function reasonToStepAside(list: GoproxyList, env: GoEnv): string | null {
  const [first] = list.groups.flat()
  if (first === undefined) return 'GOPROXY names no proxy'
  if (first.kind === 'off') return 'GOPROXY=off forbids all downloads'
  if (first.kind === 'direct') return 'GOPROXY asks the origin of each module first; only go can do that'
  const auth = authCommand(env.GOAUTH)
  if (auth !== null) return `GOAUTH names ${auth}, which only go runs`
  const flag = env.GOFLAGS.split(/\s+/).find((word) => /^['"]?--?overlay=/.test(word))
  if (flag !== undefined) return 'GOFLAGS has -overlay: go reads other files than those on disk'
  return null
}

/** `netrc` and `off` are ours too; anything else is a command. https://pkg.go.dev/cmd/go#hdr-GOAUTH_environment_variable */
function authCommand(goauth: string): string | null {
  const commands = goauth.split(';').map((part) => part.trim())
  const foreign = commands.find((command) => command !== '' && command !== 'netrc' && command !== 'off')
  return foreign === undefined ? null : `the command ${foreign.split(/\s+/, 1)[0]}`
}
