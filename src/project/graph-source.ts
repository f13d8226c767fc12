// Gives what a module of this scope requires: its go.mod, after replace and exclude lines had their say.

import type { GoMod } from '../go/go-mod.ts'
import { compareGoVersions } from '../go/go-version.ts'
import { checkModuleVersion } from '../go/layout.ts'
import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { parseMod } from './mod-reader.ts'
import type { GraphSource, Pruning, Requirements } from './module-graph.ts'
import type { Scope } from './project.ts'
import { createReplacer } from './replacements.ts'
import { readTextFile, textLimits } from './text-file.ts'

/** The graph's source for a scope. */
export interface ScopeSource extends GraphSource {
  /** Without the versions that a main module excludes. */
  readonly allowed: (modules: readonly ModuleVersion[]) => readonly ModuleVersion[]
  /** The module that is downloaded for this one; null where a directory stands for it. */
  readonly actual: (module: ModuleVersion) => ModuleVersion | null
  /** Modules whose go.mod could not be had or read. */
  readonly unreadable: () => readonly ModuleVersion[]
}

/** Graph pruning came with go 1.17. https://go.dev/ref/mod#graph-pruning */
export function pruningOf({ go }: GoMod): Pruning {
  return go !== null && compareGoVersions(go, '1.17') >= 0 ? 'pruned' : 'unpruned'
}

/** Reads each go.mod once, through `readMod` or, for a directory, from disk. */
export function createScopeSource(
  scope: Scope,
  readMod: (module: ModuleVersion) => Promise<GoMod | null>,
): ScopeSource {
  const replace = createReplacer(scope)
  const excluded = new Set(scope.mains.flatMap(({ mod }) => mod.exclude.map(moduleName)))
  const unreadable: ModuleVersion[] = []
  const loads = new Map<string, Promise<Requirements | null>>()

  const allowed: ScopeSource['allowed'] = (modules) => modules.filter((mv) => !excluded.has(moduleName(mv)))
  const requirements = (mod: GoMod | null): Requirements | null =>
    mod === null ? null : { require: allowed(mod.require), pruning: pruningOf(mod) }
  const load = async (module: ModuleVersion): Promise<Requirements | null> => {
    const valid = checkModuleVersion(module) === null
    const mod = valid ? await readMod(module) : null
    if (mod === null) unreadable.push(module)
    return requirements(mod)
  }
  return {
    mains: new Set(scope.mains.flatMap(({ mod }) => mod.module ?? [])),
    allowed,
    unreadable: () => unreadable,
    actual: (module) => {
      const actual = replace(module)
      return actual.kind === 'module' ? actual.module : null
    },
    requirementsOf: async (module) => {
      const actual = replace(module)
      if (actual.kind === 'directory')
        return requirements(parseMod(await readTextFile(`${actual.dir}/go.mod`, textLimits.mod)))
      const name = moduleName(actual.module)
      const loading = loads.get(name) ?? load(actual.module)
      loads.set(name, loading)
      return loading
    },
  }
}
