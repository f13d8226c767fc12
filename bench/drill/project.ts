// What the drill downloads: a project of synthetic modules, and for each a zip that is well-formed but wrong.

import { join } from 'node:path'
import {
  makeModule,
  manyModules,
  type SyntheticModule,
  writeProject,
} from '../../__tests__/helpers/synthetic-modules.ts'

/** Modules, and what a proxy that lies would send for them. */
export interface DrillProject {
  readonly modules: readonly SyntheticModule[]
  /** By module path: right names, other content. */
  readonly tampered: ReadonlyMap<string, Buffer>
  /** A zip of a module that nobody asked for. */
  readonly foreignZip: Buffer
}

/** `n` modules of `sizeBytes` each; the same arguments give the same bytes. */
export async function makeDrillProject(n: number, seed: number, sizeBytes: number): Promise<DrillProject> {
  const modules = await manyModules(n, seed, sizeBytes)
  const wrong = await Promise.all(
    modules.map(({ path, version }) =>
      makeModule({ path, version, files: { 'synthetic.go': 'package synthetic // not what was signed\n' } }),
    ),
  )
  const foreign = await makeModule({ path: 'example.com/foreign', version: 'v1.0.0' })
  return {
    modules,
    tampered: new Map(wrong.map(({ path, zip }) => [path, zip])),
    foreignZip: foreign.zip,
  }
}

/** Writes go.mod, and go.sum unless the checksum database is to be asked; gives the folder. */
export async function writeDrillProject(
  folder: string,
  { modules }: DrillProject,
  sums: 'go.sum' | 'none',
): Promise<string> {
  const dir = join(folder, 'project')
  const recipe = { module: 'example.com/main', go: '1.21', requires: modules }
  await writeProject(dir, sums === 'go.sum' ? { ...recipe, modules } : recipe)
  return dir
}
