// Which `go` runs: the one on PATH, or one from the runner's tool cache.

import { join } from 'node:path'
import type { GoMod } from '../go/go-mod.ts'
import { findProgram, isExecutableFile } from '../platform/programs.ts'
import type { Environment } from '../text/environment.ts'
import { goVersionRanges } from './go-version.ts'

/** `bin` is set when later steps need it on PATH. */
type FoundGo =
  | { readonly kind: 'found'; readonly go: string; readonly bin: string | null }
  | { readonly kind: 'none'; readonly message: string }

/**
 * Finds `go` without downloading anything.
 *
 * @param request.goVersion a version, a range, `go.mod`, or null for PATH
 * @param request.mod the go.mod of the working directory, for `go.mod`
 */
export async function findGo(request: {
  readonly goVersion: string | null
  readonly mod: GoMod | null
  readonly env: Environment
}): Promise<FoundGo> {
  const { goVersion, mod, env } = request
  return goVersion === null ? findOnPath(env) : findInToolCache(goVersion, mod, env)
}

async function findOnPath(env: Environment): Promise<FoundGo> {
  const go = await findProgram('go', { env, platform: process.platform })
  if (go !== null) return { kind: 'found', go, bin: null }
  return {
    kind: 'none',
    message:
      "There is no go on PATH. Put actions/setup-go before this step, or set the input go-version to a release in the runner's tool cache.",
  }
}

async function findInToolCache(goVersion: string, mod: GoMod | null, env: Environment): Promise<FoundGo> {
  if (!env.RUNNER_TOOL_CACHE) {
    return {
      kind: 'none',
      message: `go-version is "${goVersion}", but this runner names no tool cache (RUNNER_TOOL_CACHE is empty). Install Go in an earlier step and leave go-version out.`,
    }
  }
  const ranges = goVersionRanges(goVersion, mod)
  if (ranges.length === 0) {
    return {
      kind: 'none',
      message:
        'go-version is "go.mod", but the go.mod in working-directory has no go or toolchain line. Write the version itself.',
    }
  }
  const { find, findAllVersions } = await import('@actions/tool-cache')
  for (const range of ranges) {
    const folder = find('go', range)
    const go = join(folder, 'bin', process.platform === 'win32' ? 'go.exe' : 'go')
    if (folder !== '' && (await isExecutableFile(go))) return { kind: 'found', go, bin: join(folder, 'bin') }
  }
  const present = findAllVersions('go')
  const wanted = goVersion === 'go.mod' ? `go.mod (${ranges.join(' or ')})` : goVersion
  return {
    kind: 'none',
    message: `No Go for go-version "${wanted}" is in the runner's tool cache (it has ${present.length > 0 ? present.join(', ') : 'none'}). Install it with actions/setup-go in an earlier step and leave go-version out.`,
  }
}
