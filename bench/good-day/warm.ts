// What a warm run finds: an exact entry in a cache service on loopback, and an archive of the whole module cache.

import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startCacheService } from '../../__tests__/helpers/cache-service.ts'
import { copyProject, type Graph } from '../rig/graph.ts'
import { measureSuccess } from '../rig/measured-process.ts'
import { isolatedGo } from '../rig/place.ts'

export interface Warm {
  /** The variables of a job whose step finds the entry; makes its files below `home`. */
  readonly job: (home: string, workspace: string) => Promise<Readonly<Record<string, string>>>
  readonly entryBytes: number
  /** Made by tar and zstd as @actions/cache calls them: https://github.com/actions/toolkit/blob/main/packages/cache/src/internal/tar.ts */
  readonly archive: string
  readonly close: () => Promise<void>
}

/** Lets the step fill the cache service once, and packs the module cache that it made. */
export async function prepareWarm({
  place,
  graph,
  proxyUrl,
  node,
  dist,
}: {
  readonly place: string
  readonly graph: Graph
  readonly proxyUrl: string
  readonly node: string
  readonly dist: string
}): Promise<Warm> {
  const service = await startCacheService()
  const job: Warm['job'] = async (home, workspace) => {
    const files = ['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY', 'STATE'].map(
      (name) => [`GITHUB_${name}`, join(home, name)] as const,
    )
    for (const [, path] of files) await writeFile(path, '')
    return {
      ...service.env,
      ...Object.fromEntries(files),
      GITHUB_WORKSPACE: workspace,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'example/app',
      GITHUB_EVENT_NAME: 'push',
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: home,
    }
  }
  const home = join(place, 'first')
  const [cwd, gomodcache] = [join(home, 'project'), join(home, 'cache')]
  await mkdir(home)
  await copyProject(graph, cwd)
  const env = { ...isolatedGo(home), ...(await job(home, cwd)), GOMODCACHE: gomodcache, GOPROXY: proxyUrl }
  await measureSuccess({ command: node, args: [resolve(dist, 'main.js')], cwd, env })
  const [entry] = service.entries
  if (entry === undefined) throw new Error('the first run saved nothing')
  const archive = join(place, 'cache.tzst')
  const pack = [
    '--posix',
    '-cf',
    archive,
    '-P',
    '-C',
    gomodcache,
    '--use-compress-program',
    'zstdmt --long=30',
    '.',
  ]
  await measureSuccess({ command: 'tar', args: pack, cwd, env })
  return { job, entryBytes: entry.archive.length, archive, close: service.close }
}
