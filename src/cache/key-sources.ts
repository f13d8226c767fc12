// Which files of a project the cache key depends on: reads them once.

import { basename, join, relative, sep } from 'node:path'
import type { Project, Scope } from '../project/project.ts'
import { readTextFile, textLimits } from '../project/text-file.ts'
import type { KeySource } from './key.ts'
import { modSource, sumSource, workSource } from './key.ts'

/** The go.mod, go.work, go.sum and go.work.sum of each scope. A file that isn't there counts as empty. */
export async function readKeySources(project: Project): Promise<readonly (readonly KeySource[])[]> {
  return Promise.all(project.scopes.map((scope) => sourcesOf(scope, project.workingDirectory)))
}

async function sourcesOf(scope: Scope, workingDirectory: string): Promise<readonly KeySource[]> {
  const named = (path: string) => relative(workingDirectory, path).split(sep).join('/')
  const sums = scope.files.filter((path) => /^go(?:\.work)?\.sum$/.test(basename(path)))
  return [
    ...(scope.work === undefined ? [] : [workSource(named(join(scope.dir, 'go.work')), scope.work)]),
    ...scope.mains.map(({ dir, mod }) => modSource(named(join(dir, 'go.mod')), mod)),
    ...(await Promise.all(
      sums.map(async (path) => sumSource(named(path), (await readTextFile(path, textLimits.sum)) ?? '')),
    )),
  ]
}
