// What is downloaded: a project, and a folder in the layout of cache/download that has all its modules.

import { copyFile, cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { manyModules, type SyntheticModule, writeProject } from '../../__tests__/helpers/synthetic-modules.ts'
import { removeTree } from '../../__tests__/helpers/temp.ts'
import { fileName } from '../../src/go/layout.ts'
import { measureSuccess } from './measured-process.ts'

export interface Graph {
  readonly name: string
  /** Folder of go.mod and go.sum; runs work on a copy. */
  readonly project: string
  /** Serves as a proxy's content. */
  readonly download: string
  readonly zips: number
  readonly bytes: number
}

/** `count` small modules without requirements of their own, below `folder`. */
export async function syntheticGraph(folder: string, count: number): Promise<Graph> {
  const modules = await manyModules(count, count)
  return graphOf(folder, `${count} small modules`, modules)
}

/** A graph of these modules, each of them required, below `folder`. */
export async function graphOf(
  folder: string,
  name: string,
  modules: readonly SyntheticModule[],
): Promise<Graph> {
  const [project, download] = [join(folder, 'project'), join(folder, 'download')]
  const requires = modules.map(({ path, version }) => ({ path, version }))
  await writeProject(project, { module: 'example.com/main', go: '1.21', requires, modules })
  for (const module of modules) {
    for (const kind of ['info', 'mod', 'zip'] as const) {
      const path = join(download, fileName({ ...module, kind }))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, module[kind])
    }
  }
  return { name, project, download, ...(await sizeOf(download)) }
}

/** A published module's own graph, by the ambient GOPROXY, once: kept below bench/out. */
export async function realGraph(module: string): Promise<Graph> {
  const folder = resolve('bench/out/graphs', module.replaceAll(/[^\w.@-]/g, '_'))
  const [project, download] = [join(folder, 'project'), join(folder, 'download')]
  if (!(await stat(download).catch(() => null))) await fill(folder, module)
  return { name: module, project, download, ...(await sizeOf(download)) }
}

/** Filled under another name: a fill that was broken off is none. */
async function fill(folder: string, module: string): Promise<void> {
  const partial = `${folder}.partial`
  if (await stat(partial).catch(() => null)) await removeTree(partial)
  const [project, cache] = [join(partial, 'project'), join(partial, 'cache')]
  await mkdir(project, { recursive: true })
  const env = {
    ...process.env,
    GOMODCACHE: cache,
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
  }
  const go = (...args: string[]) => measureSuccess({ command: 'go', args, cwd: project, env })
  const { Dir }: { Dir: string } = JSON.parse((await go('mod', 'download', '-json', module)).stdout)
  for (const file of ['go.mod', 'go.sum']) await copyFile(join(Dir, file), join(project, file))
  // The module's own files aren't part of its graph.
  await removeTree(cache)
  await go('mod', 'download')
  await rename(join(cache, 'cache', 'download'), join(partial, 'download'))
  await rm(join(partial, 'download', 'sumdb'), { recursive: true, force: true })
  await removeTree(cache)
  await rename(partial, folder)
}

/** A copy of the project: `go mod download` may write to its go.sum. */
export async function copyProject(graph: Graph, to: string): Promise<void> {
  await cp(graph.project, to, { recursive: true })
}

async function sizeOf(download: string): Promise<Pick<Graph, 'zips' | 'bytes'>> {
  const entries = await readdir(download, { recursive: true, withFileTypes: true })
  const zips = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.zip'))
  const sizes = await Promise.all(zips.map((zip) => stat(join(zip.parentPath, zip.name))))
  return { zips: zips.length, bytes: sizes.reduce((sum, { size }) => sum + size, 0) }
}
