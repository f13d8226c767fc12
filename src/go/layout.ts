// Where a file of a module lies, in the module cache and on a module proxy.
// https://go.dev/ref/mod#module-cache and https://go.dev/ref/mod#goproxy-protocol

import type { FileKind, ModuleFile, ModuleVersion } from './module-file.ts'
import { checkModulePath, checkPathMajor, checkVersionElement, isCanonicalVersion } from './module-path.ts'

/** Upper-case letters as `!` and the lower-case one, for file systems that fold case. Throws for an invalid path. */
export function escapePath(path: string): string {
  const problem = checkModulePath(path)
  if (problem !== null) throw new RangeError(`invalid module path ${JSON.stringify(path)}: ${problem}`)
  return escapeCase(path)
}

/** The same for a version. Throws for one that can't be a file name. */
export function escapeVersion(version: string): string {
  const problem = checkVersionElement(version)
  if (problem !== null) throw new RangeError(`invalid version ${JSON.stringify(version)}: ${problem}`)
  return escapeCase(version)
}

/** The module path that an escaped one stands for; null where it stands for none. */
export function unescapePath(escaped: string): string | null {
  const path = unescapeCase(escaped)
  return path === null || checkModulePath(path) !== null ? null : path
}

/** The version that an escaped one stands for; null where it stands for none. */
export function unescapeVersion(escaped: string): string | null {
  const version = unescapeCase(escaped)
  return version === null || checkVersionElement(version) !== null ? null : version
}

/**
 * What is wrong with a module version that is to be downloaded, or null: a module path by `go`'s rules,
 * a canonical version, and a major version that fits the path. Nothing else becomes a file name or a URL.
 */
export function checkModuleVersion({ path, version }: ModuleVersion): string | null {
  const problem = checkModulePath(path)
  if (problem !== null) return `module path ${JSON.stringify(path)}: ${problem}`
  if (!isCanonicalVersion(version)) return `version ${JSON.stringify(version)} is not a canonical one`
  const misfit = checkVersionElement(version) ?? checkPathMajor(path, version)
  return misfit === null ? null : `${path}: ${misfit}`
}

/** The name below `cache/download`, with `/`: `github.com/!azure/x/@v/v1.0.0.mod`. Throws for an invalid module. */
export function fileName(file: ModuleFile): string {
  return `${escapePath(file.path)}/@v/${escapeVersion(file.version)}.${file.kind}`
}

/** The path after the base URL of a proxy, as `go` sends it: `!` as `%21`, without a leading slash. */
export function wirePath(file: ModuleFile): string {
  return fileName(file).replaceAll('!', '%21')
}

const fileNamePattern = /^(.+)\/@v\/([^/]+)\.(info|mod|zip)$/

/** The file that a name below `cache/download` stands for; null for every other name (`list`, `.ziphash`, `sumdb/…`). */
export function parseFileName(name: string): ModuleFile | null {
  const match = fileNamePattern.exec(name)
  if (match === null) return null
  const path = unescapePath(match[1] ?? '')
  const version = unescapeVersion(match[2] ?? '')
  if (path === null || version === null) return null
  const kind = fileKind(match[3])
  return kind === null || checkModuleVersion({ path, version }) !== null ? null : { path, version, kind }
}

function fileKind(text: string | undefined): FileKind | null {
  return text === 'info' || text === 'mod' || text === 'zip' ? text : null
}

function escapeCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
}

function unescapeCase(escaped: string): string | null {
  if (!/^(?:![a-z]|[^!A-Z])*$/.test(escaped)) return null
  return escaped.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
