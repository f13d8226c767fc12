// Everything about the project that is known before a byte is fetched.

import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { GoEnv } from '../go/go-env.ts'
import { goFlag } from '../go/go-flags.ts'
import { mergeGoSums } from '../go/go-sum.ts'
import { isBelow } from '../platform/remove.ts'
import { type Candidate, discoverScopes } from './discover.ts'
import { type FoundModules, findModules } from './find-modules.ts'
import { type GoCommand, readGoEnv } from './go-env.ts'
import { type ProjectProblem, problem } from './problem.ts'
import type { Project, Scope, SkippedModule } from './project.ts'
import { type ReadScope, readModuleScope, readWorkspaceFile, readWorkspaceScope } from './read-scope.ts'
import { createModuleSelection } from './select-modules.ts'
import { isVendored } from './vendor.ts'

interface ProjectOptions extends GoCommand {
  /** Absolute, or relative to the process's own. */
  readonly workingDirectory: string
  /** Folders and globs relative to the working directory, `!` before one leaves it out; empty for all modules. */
  readonly modules: readonly string[]
}

/**
 * Finds the modules in scope, reads their files, and asks `go env`. What keeps `go` from downloading anything is a
 * problem: no such folder, no go.mod, a file that `go` refuses (with its line), no `go` that runs.
 */
export async function loadProject(
  options: ProjectOptions,
): Promise<{ kind: 'ok'; project: Project } | ProjectProblem> {
  const workingDirectory = await realFolder(options.workingDirectory)
  if (workingDirectory === null) return noFolder(options.workingDirectory)
  const [answer, all] = await Promise.all([
    readGoEnv(options, workingDirectory),
    findModules(workingDirectory),
  ])
  if (answer.kind === 'problem') return answer
  const { env } = answer
  const found = await outsideModuleCache(all, { workingDirectory, gomodcache: env.GOMODCACHE })
  const discovered = await discoverScopes({
    workingDirectory,
    found,
    gowork: await inRealFolder(env.GOWORK),
    goworkIsSet: (options.env.GOWORK ?? '') !== '',
    membersOf: (file) => readWorkspaceFile({ workingDirectory, file }),
  })
  if (discovered.kind === 'problem') return discovered
  const { candidates } = discovered
  if (candidates.length === 0) return noModule(options.workingDirectory)

  const selection = createModuleSelection(options.modules)
  const unmatched = selection.unmatched(candidates.flatMap(({ names }) => names))
  if (unmatched.length > 0) return noSuchModule(unmatched, candidates)
  const selected = candidates.filter(({ names }) => names.some(selection.includes))
  const read = await readScopes(workingDirectory, selected, env)
  if (read.kind === 'problem') return read
  const skipped = [...read.skipped, ...left(candidates, selected, found.modules)]
  const { scopes } = read
  const sums = mergeGoSums(...scopes.map((scope) => scope.sums))
  return { kind: 'ok', project: { workingDirectory, scopes, skipped, env, sums } }
}

async function realFolder(path: string): Promise<string | null> {
  const real = await realpath(resolve(path)).catch(() => null)
  const found = real === null ? null : await stat(real).catch(() => null)
  return found?.isDirectory() ? real : null
}

/** `go` names a go.work by the way to the current folder that $PWD tells, which may lead over a link. `off` and nothing stay. */
async function inRealFolder(gowork: string): Promise<string> {
  const folder = gowork === '' || gowork === 'off' ? null : await realpath(dirname(gowork)).catch(() => null)
  return folder === null ? gowork : join(folder, basename(gowork))
}

/** GitLab keeps between jobs only what lies below the project, so that many have their module cache there. */
async function outsideModuleCache(
  { modules, workspaces }: FoundModules,
  { workingDirectory, gomodcache }: { readonly workingDirectory: string; readonly gomodcache: string },
): Promise<FoundModules> {
  const cache = await realpath(gomodcache).catch(() => null)
  if (cache === null || !isBelow(workingDirectory, cache)) return { modules, workspaces }
  const isOutside = (name: string) => !isBelow(cache, join(workingDirectory, name))
  return { modules: modules.filter(isOutside), workspaces: workspaces.filter(isOutside) }
}

async function readScopes(
  workingDirectory: string,
  candidates: readonly Candidate[],
  env: GoEnv,
): Promise<{ kind: 'ok'; scopes: readonly Scope[]; skipped: readonly SkippedModule[] } | ProjectProblem> {
  const scopes: Scope[] = []
  const skipped: SkippedModule[] = []
  for (const candidate of candidates) {
    const read = await readScope(workingDirectory, candidate, env)
    if (read.kind === 'problem') return read
    if (await isVendored(read.scope, env.GOFLAGS)) skipped.push({ name: read.scope.name, reason: 'vendored' })
    else scopes.push(read.scope)
  }
  return { kind: 'ok', scopes, skipped }
}

async function readScope(workingDirectory: string, candidate: Candidate, env: GoEnv): Promise<ReadScope> {
  const { kind, path, outsideWorkspace } = candidate
  if (kind === 'workspace') return readWorkspaceScope({ workingDirectory, file: path })
  const modfile = goFlag(env.GOFLAGS, 'modfile')
  const read = await readModuleScope({
    workingDirectory,
    dir: path,
    ...(modfile === null ? {} : { modfile: resolve(path, modfile) }),
  })
  if (read.kind === 'problem' || !outsideWorkspace) return read
  return { kind: 'ok', scope: { ...read.scope, env: { GOWORK: 'off' } } }
}

/** Modules that are no scope of their own. */
function left(
  candidates: readonly Candidate[],
  selected: readonly Candidate[],
  modules: readonly string[],
): SkippedModule[] {
  const members = new Set(
    candidates.flatMap(({ kind, names }) => (kind === 'workspace' ? names.slice(1) : [])),
  )
  const chosen = new Set(
    selected.flatMap(({ kind, names }) => (kind === 'workspace' ? names.slice(1) : names)),
  )
  return modules.flatMap((name): SkippedModule[] => {
    if (!chosen.has(name)) return [{ name, reason: 'not-selected' }]
    return members.has(name) ? [{ name, reason: 'in-workspace' }] : []
  })
}

function noFolder(path: string): ProjectProblem {
  return problem('proxy-config/working-directory', `The working directory ${path} is not there`)
}

function noModule(path: string): ProjectProblem {
  const shown = relative('', path) || '.'
  return problem('proxy-config/no-go-mod', `There is no go.mod below ${shown}: did the checkout step run?`)
}

function noSuchModule(patterns: readonly string[], candidates: readonly Candidate[]): ProjectProblem {
  const names = [...new Set(candidates.flatMap((candidate) => candidate.names))]
  return problem(
    'proxy-config/modules-input',
    `The input \`modules\` names no module: ${patterns.join(', ')}`,
    `Name some of these: ${names
      .slice(0, 20)
      .map((name) => `\`${name}\``)
      .join(', ')}${names.length > 20 ? ', …' : ''}.`,
  )
}
