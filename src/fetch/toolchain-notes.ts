// Will `go` download another toolchain first? The fetch leaves that to it, and says so.
// https://go.dev/doc/toolchain#select

import { compareGoVersions } from '../project/go-version.ts'
import type { GoEnv, Scope } from '../project/project.ts'

/** One sentence for each scope whose go or toolchain line asks for a newer Go than the one that runs. */
export function toolchainNotes(
  scopes: readonly Scope[],
  env: Pick<GoEnv, 'GOTOOLCHAIN' | 'GOVERSION'>,
): readonly string[] {
  if (env.GOTOOLCHAIN === 'local' || env.GOTOOLCHAIN === 'path') return []
  const running = env.GOVERSION.replace(/^go/, '').split(' ', 1)[0] ?? ''
  return scopes.flatMap((scope) => {
    const wanted = wantedVersion(scope)
    if (wanted === null || compareGoVersions(wanted, running) <= 0) return []
    return [
      `${scope.name} asks for Go ${wanted} and go ${running} runs: go downloads the newer toolchain itself, before anything else.`,
    ]
  })
}

function wantedVersion({ work, mains }: Scope): string | null {
  const lines = work === undefined ? mains.map(({ mod }) => mod) : [work]
  const versions = lines.flatMap(({ go, toolchain }) => [go, toolchain?.replace(/^go/, '') ?? null])
  const known = versions.filter((version) => version !== null && version !== 'default')
  return known.reduce<string | null>(
    (newest, version) =>
      newest === null || (version !== null && compareGoVersions(version, newest) > 0) ? version : newest,
    null,
  )
}
