// The line of go.mod that requires a module.

import path from 'node:path'
import type { SourceLine } from '../report.ts'
import type { MainModuleFacts, ProjectFacts } from './run-facts.ts'

/**
 * The line that requires `module` (`path@version`, or a path), or replaces another one by it, relative to `root`. Null where no
 * go.mod in scope names it in that version, or outside of `root`: a line with another version is not where this one comes from.
 *
 * @param paths the platform's rules for paths
 */
export function sourceLine(
  { scopes }: { readonly scopes: readonly Pick<ProjectFacts['scopes'][number], 'mains'>[] },
  module: string,
  root: string,
  paths: path.PlatformPath = path,
): SourceLine | null {
  for (const main of scopes.flatMap(({ mains }) => mains)) {
    const line = lineOf(main, module)
    if (line === undefined) continue
    const file = paths.relative(root, paths.join(main.dir, 'go.mod')).split(paths.sep).join('/')
    // From one drive of Windows to another no relative path leads.
    return file.startsWith('../') || paths.isAbsolute(file) ? null : { file, line }
  }
  return null
}

function lineOf({ mod }: MainModuleFacts, module: string): number | undefined {
  const [name, version] = module.split('@')
  // `go` tells of `v2.1.0+incompatible` as v2.1.0 where it reads the go.mod of that revision.
  const isMeant = (it: { readonly path: string; readonly version: string | null }) =>
    it.path === name &&
    (version === undefined || it.version === version || it.version === `${version}+incompatible`)
  return mod.require.find(isMeant)?.line ?? mod.replace.find((replace) => isMeant(replace.new))?.line
}
