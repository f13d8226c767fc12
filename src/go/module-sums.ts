// Lists the module versions that go.sum names, with the hashes of both their files.

import { type GoSum, modSums, zipSums } from './go-sum.ts'
import { checkModuleVersion, escapePath, escapeVersion, fileName } from './layout.ts'
import { type ModuleVersion, moduleName } from './module-file.ts'

/** A module version with the hashes that go.sum allows; an empty list where it has no line for that file. */
export interface ModuleSums {
  readonly module: ModuleVersion
  readonly zip: readonly string[]
  readonly mod: readonly string[]
}

/** Each module version once. What can't be a module, and so has no place in the module cache, is left out. */
export function listModuleSums(sums: GoSum): readonly ModuleSums[] {
  const modules = new Map<string, ModuleVersion>()
  for (const key of sums.entries.keys()) {
    const [path = '', version = ''] = key.replace(/\/go\.mod$/, '').split(' ')
    const module = { path, version }
    if (checkModuleVersion(module) === null) modules.set(moduleName(module), module)
  }
  return [...modules.values()].map((module) => ({
    module,
    zip: zipSums(sums, module),
    mod: modSums(sums, module),
  }))
}

/** Where the files are that go.sum has a line for, and the trees: names below GOMODCACHE, with `/`. */
export function namedPlaces(modules: readonly ModuleSums[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { module, zip, mod } of modules) {
    if (mod.length > 0) names.add(`cache/download/${fileName({ ...module, kind: 'mod' })}`)
    if (zip.length === 0) continue
    names.add(`cache/download/${fileName({ ...module, kind: 'zip' })}`)
    names.add(`${escapePath(module.path)}@${escapeVersion(module.version)}`)
  }
  return names
}
