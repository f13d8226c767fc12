// Finds the toolchain that `go` will download before it does anything else: its zip can be fetched like any other.
// https://go.dev/doc/toolchain#select and https://go.dev/ref/mod#module-proxy (golang.org/toolchain)

import type { GoEnv } from '../go/go-env.ts'
import { compareGoVersions } from '../go/go-version.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { ModuleFile } from '../go/module-file.ts'
import type { Scope } from '../project/project.ts'

/** The module that toolchains are versions of. */
export const toolchainPath = 'golang.org/toolchain'

/** The lines of a go.mod or go.work that choose a toolchain. */
interface GoLines {
  readonly go: string | null
  readonly toolchain: string | null
}

/** The newest Go that a scope requires, unless it is the one that runs; null where `go` won't switch. */
export function wantedGo(
  scopes: readonly Scope[],
  env: Pick<GoEnv, 'GOTOOLCHAIN' | 'GOVERSION'>,
): string | null {
  const running = versionOf(env.GOVERSION.split(' ', 1)[0] ?? '')
  const [name = '', mode] = env.GOTOOLCHAIN.split('+')
  if (/^go\d/.test(name) && mode === undefined) return versionOf(name) === running ? null : versionOf(name)
  if (name !== 'auto' && mode !== 'auto') return null
  const least = /^go\d/.test(name) ? versionOf(name) : running
  const asked = scopes.flatMap(({ work, mains }): readonly GoLines[] =>
    work === undefined ? mains.map(({ mod }) => mod) : [work],
  )
  const versions = asked.flatMap(({ go, toolchain }) => [go, toolchain === 'default' ? null : toolchain])
  const newest = versions.reduce<string>(
    (best, version) => newer(best, versionOf(version ?? '')),
    least ?? '',
  )
  return newest === running || newest === '' ? null : newest
}

/**
 * The zip of that Go for the system that the running `go` is built for. Null where the checksum database would not judge
 * it: `go` then fetches it by itself, or refuses.
 */
export function toolchainZip(
  version: string,
  {
    list,
    env,
  }: { readonly list: GoproxyList; readonly env: Pick<GoEnv, 'GOSUMDB' | 'GOHOSTOS' | 'GOHOSTARCH'> },
): ModuleFile | null {
  const entries = list.groups.flat()
  const isLoneFolder = entries.length === 1 && entries[0]?.kind === 'file'
  const system = `${env.GOHOSTOS}-${env.GOHOSTARCH}`
  if (env.GOSUMDB === 'off' || isLoneFolder || !/^[a-z\d]+-[a-z\d]+$/.test(system)) return null
  return { path: toolchainPath, version: `v0.0.1-go${version}.${system}`, kind: 'zip' }
}

/** What the log says about it. */
export function toolchainNote(version: string, how: 'fetched' | 'left'): string {
  const tail =
    how === 'fetched'
      ? 'its toolchain is fetched as well'
      : 'go downloads its toolchain by itself, before anything else'
  return `Go ${version} is asked for by a go or toolchain line, or by GOTOOLCHAIN: ${tail}.`
}

/** `go1.23` and `1.23` as `1.23.0`: since 1.21 two numbers name a language, whose first toolchain ends in .0. */
function versionOf(text: string): string | null {
  const match = /^(?:go)?(\d+\.(\d+)(?:\.\d+|(?:rc|beta)\d+)?)$/.exec(text)
  if (match === null) return null
  const [, version = '', minor] = match
  return /^\d+\.\d+$/.test(version) && Number(minor) >= 21 ? `${version}.0` : version
}

function newer(a: string, b: string | null): string {
  return b !== null && compareGoVersions(b, a) > 0 ? b : a
}
