// Collects the files of a plan, and tells each one once.

import { checkModuleVersion, fileName } from '../go/layout.ts'
import type { FileKind, ModuleFile, ModuleVersion } from '../go/module-file.ts'

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
  const validFiles = ({ path, version }: ModuleVersion, kinds: readonly FileKind[]): ModuleFile[] => {
    if (checkModuleVersion({ path, version }) !== null) return []
    return kinds.map((kind) => ({ path, version, kind }))
  }
  const tell = (file: ModuleFile) => {
    const name = fileName(file)
    if (told.has(name)) return
    told.add(name)
    onFile(file)
  }
  return {
    need: (module, kinds) => {
      for (const file of validFiles(module, kinds)) {
        needed.set(fileName(file), file)
        tell(file)
      }
    },
    expect: (module, kinds) => {
      for (const file of validFiles(module, kinds)) tell(file)
    },
    files: () => [...needed.values()],
  }
}
