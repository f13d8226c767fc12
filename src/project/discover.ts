// Finds where `go mod download` must run: in every module below the working directory, in a workspace once.
// https://go.dev/ref/mod#workspaces

import path from 'node:path'
import { isBelow } from '../platform/remove.ts'
import type { FoundModules } from './find-modules.ts'
import type { ProjectProblem } from './problem.ts'

/** A scope that was found, before its files are read. */
export interface Candidate {
  readonly kind: 'module' | 'workspace'
  /** The folder of go.mod, or go.work itself; absolute. */
  readonly path: string
  /** The folders of its modules, relative to the working directory; a workspace's own folder first. */
  readonly names: readonly string[]
  /** A module that the workspace around it doesn't use: `go` refuses it unless GOWORK is off. */
  readonly outsideWorkspace: boolean
}

interface DiscoveryOptions {
  /** Absolute, without symbolic links. */
  readonly workingDirectory: string
  readonly found: FoundModules
  /** GOWORK as `go env` answers in the working directory: a path, its folder without symbolic links, `off`, or empty. */
  readonly gowork: string
  /** Did the user set GOWORK, so that it holds in every folder? Else each folder has the nearest go.work above it. */
  readonly goworkIsSet: boolean
  /** The folders that a go.work uses, absolute, without symbolic links. */
  readonly membersOf: (file: string) => Promise<{ kind: 'ok'; members: readonly string[] } | ProjectProblem>
  /** The platform's rules for paths. */
  readonly paths?: path.PlatformPath
}

/** Finds where to run, modules in the order of their names, workspaces first. A go.work that `go` refuses is a problem. */
export async function discoverScopes(
  options: DiscoveryOptions,
): Promise<{ kind: 'ok'; candidates: readonly Candidate[] } | ProjectProblem> {
  const { found, workingDirectory, paths = path } = options
  const files = workspaceFiles(options)
  const workspaces = new Map<string, Candidate>()
  for (const file of files) {
    const read = await options.membersOf(file)
    if (read.kind === 'problem') return read
    const names = [paths.dirname(file), ...read.members].map((dir) => nameOf(workingDirectory, dir, paths))
    workspaces.set(file, { kind: 'workspace', path: file, names, outsideWorkspace: false })
  }
  const modules: Candidate[] = []
  const inUse = new Set(files.filter((file) => isBelow(workingDirectory, file, paths)))
  for (const name of found.modules) {
    const file = governingFile(options, name)
    const isMember = file !== null && workspaces.get(file)?.names.slice(1).includes(name) === true
    if (isMember) inUse.add(file)
    else {
      const dir = paths.join(workingDirectory, name)
      modules.push({ kind: 'module', path: dir, names: [name], outsideWorkspace: file !== null })
    }
  }
  const used = [...workspaces.values()].filter(({ path }) => inUse.has(path))
  return { kind: 'ok', candidates: [...used, ...modules] }
}

/** Every go.work that governs some folder below the working directory. */
function workspaceFiles(options: DiscoveryOptions): string[] {
  const { found } = options
  const files = [...found.workspaces, ...found.modules].map((name) => governingFile(options, name))
  const here = governingFile(options, '.')
  return [...new Set([here, ...files])].filter((file) => file !== null)
}

/** The go.work that holds in a folder; null for none. */
function governingFile(options: DiscoveryOptions, name: string): string | null {
  const { gowork, goworkIsSet, found, workingDirectory, paths = path } = options
  if (gowork === 'off') return null
  const outer = gowork === '' ? null : paths.resolve(gowork)
  if (goworkIsSet) return outer
  const inner = found.workspaces
    .filter((folder) => folder === '.' || folder === name || name.startsWith(`${folder}/`))
    .sort((a, b) => depth(b) - depth(a))
  return inner[0] === undefined ? outer : paths.join(workingDirectory, inner[0], 'go.work')
}

function depth(name: string): number {
  return name === '.' ? 0 : name.split('/').length
}

/** A path relative to the working directory, with `/`; `.` for that folder itself. */
export function nameOf(workingDirectory: string, place: string, { relative } = path): string {
  return relative(workingDirectory, place).replaceAll('\\', '/') || '.'
}
