// The module graph: which go.mod files `go` reads, and which version of each module it selects.
// https://go.dev/ref/mod#minimal-version-selection and https://go.dev/ref/mod#graph-pruning

import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { compareVersions } from '../go/version.ts'

/** Does whoever requires this module see all that lies behind it, or only what it requires itself? */
export type Pruning = 'pruned' | 'unpruned'

/** What a go.mod adds to the graph. */
export interface Requirements {
  readonly require: readonly ModuleVersion[]
  readonly pruning: Pruning
}

/** The graph that was walked. */
export interface ModuleGraph {
  /** Every module that is named anywhere, the main modules excepted, in the version that is selected. */
  readonly buildList: () => readonly ModuleVersion[]
  /** The selected version of a path; null for a main module and for one that nothing names. */
  readonly selected: (path: string) => string | null
  /** What each module that was loaded requires, by `path@version`; a main module by its path. */
  readonly requirements: ReadonlyMap<string, readonly ModuleVersion[]>
}

/** What the walk starts with, and how it learns more. */
export interface GraphSource {
  /** The paths of the main modules: no version of them is ever selected. */
  readonly mains: ReadonlySet<string>
  /** Called once for each module version that is met, as soon as it is met; null where it can't be known. */
  readonly requirementsOf: (module: ModuleVersion) => Promise<Requirements | null>
}

/** The graph of one main module: the versions that its go.mod requires, walked as its language version says. */
export async function walkModule(
  source: GraphSource,
  roots: readonly ModuleVersion[],
  pruning: Pruning,
): Promise<ModuleGraph> {
  const walk = createWalk(source)
  const [main = ''] = source.mains
  walk.require(main, roots)
  await Promise.all(roots.map((root) => walk.enter(root, pruning)))
  return walk
}

/** The graph of a workspace: its main modules are the roots, and what they depend on is loaded as selected. */
export async function walkWorkspace(
  source: GraphSource,
  members: readonly (Requirements & { readonly path: string })[],
): Promise<ModuleGraph> {
  const walk = createWalk(source)
  for (const { path, require } of members) walk.require(path, require)
  await Promise.all(
    members.flatMap(({ require, pruning }) => require.map((module) => walk.enter(module, pruning))),
  )
  await loadUpgrades(
    walk,
    members.map(({ path }) => path),
  )
  return walk
}

/**
 * Where a higher version than the required one is selected, its own requirements count too, since its packages
 * may belong to the workspace's. Ends, since each round loads higher versions only.
 */
async function loadUpgrades(walk: Walk, members: readonly string[]): Promise<void> {
  const relevant = new Set(members)
  const seen = new Set<string>()
  for (;;) {
    const fresh: { readonly path: string; readonly version: string | null }[] = []
    const add = (path: string, version: string | null) => {
      const node = `${path} ${version ?? ''}`
      if (seen.has(node)) return
      seen.add(node)
      fresh.push({ path, version })
    }
    for (const path of [...relevant]) {
      const version = walk.selected(path)
      add(path, version)
      for (const needed of walk.requiredBy(path, version)) {
        const higher = walk.selected(needed.path)
        if (higher !== null && compareVersions(higher, needed.version) > 0) add(needed.path, higher)
      }
    }
    if (fresh.length === 0) return
    for (const { path } of fresh) relevant.add(path)
    await Promise.all(
      fresh.map(({ path, version }) =>
        version === null ? null : walk.enter({ path, version }, 'workspace'),
      ),
    )
  }
}

interface Walk extends ModuleGraph {
  /** Notes what a main module requires. */
  readonly require: (main: string, modules: readonly ModuleVersion[]) => void
  readonly requiredBy: (path: string, version: string | null) => readonly ModuleVersion[]
  /** Loads a module and all that its pruning lets through; resolves when nothing is left to load. */
  readonly enter: (module: ModuleVersion, pruning: Pruning | 'workspace') => Promise<void>
}

function createWalk({ mains, requirementsOf }: GraphSource): Walk {
  const highest = new Map<string, string>()
  const required = new Map<string, readonly ModuleVersion[]>()
  const loads = new Map<string, Promise<Requirements | null>>()
  const entered = new Set<string>()

  const note = (node: string, modules: readonly ModuleVersion[]) => {
    required.set(node, modules)
    for (const { path, version } of modules) {
      if (mains.has(path)) continue
      const known = highest.get(path)
      if (known === undefined || compareVersions(version, known) > 0) highest.set(path, version)
    }
  }
  const load = async (module: ModuleVersion) => {
    const requirements = await requirementsOf(module)
    note(moduleName(module), requirements?.require ?? [])
    return requirements
  }
  const loadOnce = (module: ModuleVersion) => {
    const name = moduleName(module)
    const loading = loads.get(name) ?? load(module)
    loads.set(name, loading)
    return loading
  }
  const enter: Walk['enter'] = async (module, pruning) => {
    const visit = `${moduleName(module)} ${pruning}`
    if (entered.has(visit)) return
    entered.add(visit)
    const requirements = await loadOnce(module)
    if (requirements === null) return
    if (pruning === 'pruned' && requirements.pruning === 'pruned') return
    const next = pruning === 'unpruned' ? 'unpruned' : requirements.pruning
    await Promise.all(requirements.require.map((needed) => enter(needed, next)))
  }
  return {
    enter,
    requirements: required,
    require: note,
    requiredBy: (path, version) => required.get(version === null ? path : `${path}@${version}`) ?? [],
    selected: (path) => highest.get(path) ?? null,
    buildList: () => [...highest].map(([path, version]) => ({ path, version })),
  }
}
