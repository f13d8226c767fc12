// Remembers the versions of modules in a log, for errors that name a path alone.

import { unescapeCase } from '../lines/scan.ts'

/** Remembers what `go` said it was fetching. */
interface ModulesSeen {
  observe(line: string): void
  /** The path with its version, or what was given where nothing fits. */
  complete(module: string | null): string | null
}

const progress = /go: (?:downloading|finding|extracting) ([\w.~/!-]+) (v[\w.+!-]+)/
const limit = 5_000

/** Starts empty; keeps the first few thousand. */
export function createModulesSeen(): ModulesSeen {
  const versions = new Map<string, string>()

  /** A package lies in the module with the longest path that begins it. */
  const moduleAround = (path: string): string | null => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const version = versions.get(path.slice(0, end))
      if (version !== undefined) return `${path.slice(0, end)}@${version}`
    }
    return null
  }

  return {
    observe(line) {
      const seen = progress.exec(line)
      if (seen === null || versions.size >= limit) return
      versions.set(unescapeCase(seen[1] ?? ''), unescapeCase(seen[2] ?? ''))
    },
    complete(module) {
      if (module === null) {
        const [only, ...others] = versions
        return only !== undefined && others.length === 0 ? only.join('@') : null
      }
      const at = module.indexOf('@')
      if (at < 0) return moduleAround(module) ?? module
      // go.mod is read "at revision v2.1.0" of what is v2.1.0+incompatible.
      const path = module.slice(0, at)
      return versions.get(path) === `${module.slice(at + 1)}+incompatible` ? `${module}+incompatible` : module
    },
  }
}
