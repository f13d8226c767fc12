// Which line of which go.mod requires the module at fault?

import { join, relative, sep } from 'node:path'
import type { Project } from '../project/project.ts'
import type { SourceLine } from '../report/report.ts'

/** The require line of `module` (`path@version` or a path), relative to `root`; null where no go.mod in scope names it. */
export function sourceLine(project: Project, module: string, root: string): SourceLine | null {
  const path = module.split('@')[0]
  for (const { dir, mod } of project.scopes.flatMap(({ mains }) => mains)) {
    const required = mod.require.find((require) => require.path === path)
    const replaced = mod.replace.find((replace) => replace.new.path === path)
    const line = required?.line ?? replaced?.line
    if (line === undefined) continue
    const file = relative(root, join(dir, 'go.mod')).split(sep).join('/')
    return file.startsWith('..') ? null : { file, line }
  }
  return null
}
