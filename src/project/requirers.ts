// Why a module is needed: the shortest chain of requirements from a main module, and who asks for which version.

import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { compareVersions } from '../go/version.ts'

/** The requirements of one scope, as far as its go.mod files could be read. */
export interface RequirementGraph {
  /** The folder of the scope, as reports name it. */
  readonly scope: string
  /** Paths of the main modules. */
  readonly mains: readonly string[]
  /** What a module requires, by `path@version`; a main module by its path. */
  readonly requirements: ReadonlyMap<string, readonly ModuleVersion[]>
  /** The selected version of a path; null where nothing names it. */
  readonly selected: (path: string) => string | null
  /** The module that is downloaded for this one; null where a directory stands for it. */
  readonly actual: (module: ModuleVersion) => ModuleVersion | null
}

/** Who requires a module, in one scope. */
interface Requirers {
  /** As it was asked for: `path@version`, or a path. */
  readonly module: string
  readonly scope: string
  /** From a main module's path to the module, each one `path@version`. */
  readonly chain: readonly string[]
  /** What is downloaded in place of the chain's last one, `path@version`; null without a replace line. */
  readonly replacedBy: string | null
  readonly selected: string | null
  /** Each version that is asked for, the highest first, and by whom: a main module's path, or `path@version`. */
  readonly versions: readonly { readonly version: string; readonly by: readonly string[] }[]
}

/**
 * Who requires `module` (`path@version`, or a path for its selected version); a replaced module is found by what replaces it too.
 * Null where no go.mod that was read names it. Of several scopes the first counts, and of chains as long as each other too.
 */
export function requirersOf(graphs: readonly RequirementGraph[], module: string): Requirers | null {
  for (const graph of graphs) {
    const chain = shortestChain(graph, module)
    const last = chain?.at(-1)
    if (chain === null || last === undefined) continue
    const actual = graph.actual(last.module)
    const isReplaced = actual !== null && moduleName(actual) !== moduleName(last.module)
    return {
      module,
      scope: graph.scope,
      chain: [chain[0]?.by ?? '', ...chain.map((link) => moduleName(link.module))],
      replacedBy: isReplaced ? moduleName(actual) : null,
      selected: graph.selected(last.module.path),
      versions: versionsOf(graph, last.module.path),
    }
  }
  return null
}

/** One requirement: who requires, and what. */
interface Link {
  readonly by: string
  readonly module: ModuleVersion
}

/** By breadth-first search: the way on which a module is met first is the shortest. */
function shortestChain(graph: RequirementGraph, wanted: string): readonly Link[] | null {
  const isWanted = createMatcher(graph, wanted)
  const met = new Map<string, Link>()
  const queue = graph.mains.flatMap((main) => linksFrom(graph, main))
  // The queue grows while it is gone through.
  for (const link of queue) {
    const name = moduleName(link.module)
    if (met.has(name)) continue
    met.set(name, link)
    if (isWanted(link.module)) return chainTo(link, met)
    queue.push(...linksFrom(graph, name))
  }
  return null
}

function linksFrom({ requirements }: RequirementGraph, by: string): readonly Link[] {
  return (requirements.get(by) ?? []).map((module) => ({ by, module }))
}

function chainTo(end: Link, met: ReadonlyMap<string, Link>): readonly Link[] {
  const chain: Link[] = []
  for (let link: Link | undefined = end; link !== undefined; link = met.get(link.by)) chain.unshift(link)
  return chain
}

function createMatcher(graph: RequirementGraph, wanted: string): (module: ModuleVersion) => boolean {
  const at = wanted.indexOf('@')
  // `go` tells of `v2.1.0+incompatible` as v2.1.0 where it reads the go.mod of that revision.
  const names = new Set([wanted, `${wanted}+incompatible`])
  const isSelected = ({ path, version }: ModuleVersion) => graph.selected(path) === version
  return (module) => {
    const actual = graph.actual(module) ?? module
    if (at < 0) return [module.path, actual.path].includes(wanted) && isSelected(module)
    return names.has(moduleName(module)) || names.has(moduleName(actual))
  }
}

function versionsOf({ requirements }: RequirementGraph, path: string): Requirers['versions'] {
  const askers = new Map<string, Set<string>>()
  for (const [by, required] of requirements) {
    for (const module of required) {
      if (module.path !== path) continue
      askers.set(module.version, (askers.get(module.version) ?? new Set()).add(by))
    }
  }
  return [...askers]
    .sort(([a], [b]) => compareVersions(b, a))
    .map(([version, by]) => ({ version, by: [...by].sort() }))
}
