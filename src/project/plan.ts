// Plans what `go mod download` will read: every file of every module, for one scope.
// https://go.dev/ref/mod#go-mod-download

import type { GoMod } from '../go/go-mod.ts'
import { zipSums } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { compareVersions } from '../go/version.ts'
import { createScopeSource, pruningOf, type ScopeSource } from './graph-source.ts'
import { createModReader, type ModReader } from './mod-reader.ts'
import { type ModuleGraph, walkModule, walkWorkspace } from './module-graph.ts'
import { createPlannedFiles } from './planned-files.ts'
import type { Scope } from './project.ts'
import type { RequirementGraph } from './requirers.ts'

/** What is needed, complete only where nothing was unreadable. */
export interface Plan {
  /** Every file once: what the graph is made of, then what is unpacked. */
  readonly files: readonly ModuleFile[]
  /** Modules whose go.mod could not be had or read: what lies behind them isn't planned. */
  readonly unreadable: readonly ModuleVersion[]
  /** Why they are needed, a graph a scope. */
  readonly graphs: readonly RequirementGraph[]
}

/** What a plan is made from. */
interface PlanOptions {
  readonly scope: Scope
  /** The text of a module's go.mod; null where it can't be had. Asked for what `mods` doesn't know, each module once, many at a time. */
  readonly readMod: (module: ModuleVersion) => Promise<string | null>
  /** What was read for other plans; by default nothing. */
  readonly mods?: ModReader
  /** Told each file once, as soon as it is known to be needed: zips that go.sum names, while the walk goes on. */
  readonly onFile: (file: ModuleFile) => void
}

/**
 * Plans the download of a scope by walking its module graph as `go` does. Directories that replace modules are
 * read from disk. Never fails: what can't be had is told in `unreadable`.
 */
export async function planDownload(options: PlanOptions): Promise<Plan> {
  const { scope, readMod, mods = createModReader() } = options
  const planned = createPlannedFiles(options)
  const source = createScopeSource(scope, (module) => {
    planned.need(module, ['mod'])
    return mods.read(module, readMod)
  })
  const early = () => {
    for (const module of certainDownloads(scope, source)) planned.expect(module, ['info', 'zip'])
  }
  const graph = await (scope.kind === 'workspace' ? workspaceGraph : moduleGraph)(scope, source, early)
  const downloads = scope.mains.flatMap(({ mod }) => downloadedPaths(scope, mod, graph))
  for (const path of new Set(downloads)) {
    const version = graph.selected(path)
    const actual = version === null ? null : source.actual({ path, version })
    if (actual !== null) planned.need(actual, ['mod', 'info', 'zip'])
  }
  return {
    files: planned.files(),
    unreadable: source.unreadable(),
    graphs: [
      {
        scope: scope.name,
        mains: scope.mains.map(({ mod }) => mod.module ?? ''),
        ...graph,
        actual: source.actual,
      },
    ],
  }
}

/** The plans of several scopes as one. */
export function mergePlans(plans: readonly Plan[]): Plan {
  const files = plans.flatMap((plan) => plan.files.map((file) => [fileName(file), file] as const))
  return {
    files: [...new Map(files).values()],
    unreadable: plans.flatMap(({ unreadable }) => unreadable),
    graphs: plans.flatMap(({ graphs }) => graphs),
  }
}

/**
 * Before graph pruning a main module doesn't list all that its packages need, nor does a workspace. To a main module
 * without a go line `go` adds one of its own version first.
 */
function downloadedPaths(scope: Scope, mod: GoMod, graph: ModuleGraph): readonly string[] {
  const listed = scope.kind === 'module' && (mod.go === null || pruningOf(mod) === 'pruned')
  return (listed ? mod.require : graph.buildList()).map(({ path }) => path)
}

async function moduleGraph(scope: Scope, source: ScopeSource, onStarted: () => void): Promise<ModuleGraph> {
  const [main] = scope.mains
  const pruning = main === undefined ? 'pruned' : pruningOf(main.mod)
  const required = source.allowed(main?.mod.require ?? [])
  // A pruned module's own list is put in order before anything is read, an unpruned one's by the graph alone.
  let roots = pruning === 'pruned' ? highestOf(required, source.mains) : required
  for (let round = 0; ; round++) {
    const walking = walkModule(source, roots, pruning)
    if (round === 0) onStarted()
    const graph = await walking
    const upgraded = selectedRoots(roots, graph)
    // `go` first puts a go.mod in order that requires less than its own dependencies do.
    if (pruning === 'unpruned' || isSame(roots, upgraded)) return graph
    roots = upgraded
  }
}

function selectedRoots(roots: readonly ModuleVersion[], graph: ModuleGraph): ModuleVersion[] {
  const paths = [...new Set(roots.map(({ path }) => path))]
  return paths.flatMap((path) => {
    const version = graph.selected(path)
    return version === null ? [] : [{ path, version }]
  })
}

function isSame(a: readonly ModuleVersion[], b: readonly ModuleVersion[]): boolean {
  return a.length === b.length && a.every((module, index) => module.version === b[index]?.version)
}

function workspaceGraph(scope: Scope, source: ScopeSource, onStarted: () => void): Promise<ModuleGraph> {
  const members = scope.mains.map(({ mod }) => ({
    path: mod.module ?? '',
    require: source.allowed(mod.require),
    pruning: pruningOf(mod),
  }))
  const walking = walkWorkspace(source, members)
  onStarted()
  return walking
}

/**
 * Required versions that will be selected, as far as can be told without the graph: the highest that is required
 * of its path, with a hash for its zip in go.sum. Fetching them needs not wait for the walk.
 */
function certainDownloads({ mains, sums }: Scope, source: ScopeSource): readonly ModuleVersion[] {
  const required = source.allowed(mains.flatMap(({ mod }) => mod.require))
  return highestOf(required, source.mains).flatMap((module) => {
    const actual = source.actual(module)
    return actual !== null && zipSums(sums, actual).length > 0 ? [actual] : []
  })
}

/** Of each path the highest version, main modules excepted. */
function highestOf(modules: readonly ModuleVersion[], mains: ReadonlySet<string>): readonly ModuleVersion[] {
  const highest = new Map<string, ModuleVersion>()
  for (const module of modules) {
    const known = highest.get(module.path)
    if (mains.has(module.path)) continue
    if (known === undefined || compareVersions(module.version, known.version) > 0)
      highest.set(module.path, module)
  }
  return [...highest.values()]
}
