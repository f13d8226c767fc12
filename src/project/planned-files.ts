// Collects the files of a plan, and tells each one once.

import { checkModuleVersion } from '../go/layout.ts'
import { type FileKind, type ModuleFile, type ModuleVersion, moduleName } from '../go/module-file.ts'

/** Files as they become known. Those of invalid modules are left out. */
interface PlannedFiles {
  /** Needed for certain: told and planned. */
  readonly need: (module: ModuleVersion, kinds: readonly FileKind[]) => void
  /** Needed in all likelihood: only told, so that nobody has to wait for certainty. */
  readonly expect: (module: ModuleVersion, kinds: readonly FileKind[]) => void
  /** What is needed for certain, every file once. */
  readonly files: () => readonly ModuleFile[]
}

/** Collects files, and tells each one once. */
export function createPlannedFiles({
  onFile,
}: {
  readonly onFile: (file: ModuleFile) => void
}): PlannedFiles {
  const needed = new Map<string, ModuleFile>()
  const told = new Set<string>()
  const valid = new Map<string, boolean>()
  const isValid = (module: ModuleVersion, name: string): boolean => {
    const known = valid.get(name) ?? checkModuleVersion(module) === null
    valid.set(name, known)
    return known
  }
  const filesOf = (module: ModuleVersion, kinds: readonly FileKind[]): (readonly [string, ModuleFile])[] => {
    const { path, version } = module
    const name = moduleName(module)
    if (!isValid(module, name)) return []
    return kinds.map((kind) => [`${name}.${kind}`, { path, version, kind }])
  }
  const tell = (name: string, file: ModuleFile) => {
    if (told.has(name)) return
    told.add(name)
    onFile(file)
  }
  return {
    need: (module, kinds) => {
      for (const [name, file] of filesOf(module, kinds)) {
        needed.set(name, file)
        tell(name, file)
      }
    },
    expect: (module, kinds) => {
      for (const [name, file] of filesOf(module, kinds)) tell(name, file)
    },
    files: () => [...needed.values()],
  }
}
