// The go.mod files of dependencies, each one read and parsed once for all scopes and all plans of a run.

import { type GoMod, parseDependencyGoMod } from '../go/go-mod.ts'
import { type ModuleVersion, moduleName } from '../go/module-file.ts'

export interface ModReader {
  /**
   * Reads through `readText` what isn't known yet. Null where the file can't be had or parsed: then the next plan asks for it again.
   */
  readonly read: (
    module: ModuleVersion,
    readText: (module: ModuleVersion) => Promise<string | null>,
  ) => Promise<GoMod | null>
  /** For a file that nobody vouches for. */
  readonly forget: (module: ModuleVersion) => void
  /** For when files were removed. */
  readonly forgetAll: () => void
}

/** Knows no file yet. */
export function createModReader(): ModReader {
  const known = new Map<string, Promise<GoMod | null>>()
  return {
    read: (module, readText) => {
      const name = moduleName(module)
      const reading = known.get(name) ?? readText(module).then(parseMod)
      known.set(name, reading)
      const forgetFailed = () => void known.delete(name)
      reading.then((mod) => mod === null && forgetFailed(), forgetFailed)
      return reading
    },
    forget: (module) => void known.delete(moduleName(module)),
    forgetAll: () => known.clear(),
  }
}

/** Null where it can't be parsed, or isn't there. */
export function parseMod(text: string | null): GoMod | null {
  const parsed = text === null ? null : parseDependencyGoMod(text)
  return parsed?.kind === 'ok' ? parsed.mod : null
}
