// Measures a shared store beside GitHub's entry, and how many bytes it holds for several repositories.
//
//   npm run build && npm run bench:store -- [--graph MODULE@VERSION] [--delay 20] [--repetitions 3] [--node PATH] [--dist FOLDER]
//
// Warm: the step on an empty module cache, with everything in a bucket whose every request takes `--delay` ms, in a folder on the same file
// system, and in an exact entry of the cache service, whose transfer is counted at 100 MB/s. Bytes: the graphs of published modules, as ten
// repositories, every file once, beside an entry for each.

import { mkdir, readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type S3Server, startS3Server } from '../__tests__/helpers/s3-server.ts'
import { removeTree } from '../__tests__/helpers/temp.ts'
import { prepareWarm, type Warm } from './good-day/warm.ts'
import { median, table } from './rig/figures.ts'
import { copyProject, type Graph, realGraph } from './rig/graph.ts'
import { type MeasuredRun, measureSuccess } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep, machine } from './rig/place.ts'
import { type ProxyProcess, startProxyProcess } from './rig/server.ts'

const { values: options } = parseArgs({
  options: {
    graph: { type: 'string', default: 'github.com/open-policy-agent/opa@v1.22.2' },
    delay: { type: 'string', default: '20' },
    repetitions: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
  },
})

/** As a cache service on a hosted runner has it. */
const bytesPerMs = 100_000

/** Published modules as repositories: of one stack and of one release, then of ten teams that share nothing but Go, then one through five releases. */
const fleets: Readonly<Record<string, readonly string[]>> = {
  'one stack': [
    ...[
      'api',
      'apiextensions-apiserver',
      'apiserver',
      'cli-runtime',
      'client-go',
      'cloud-provider',
      'kube-aggregator',
    ],
    ...['kubectl', 'metrics', 'sample-controller'],
  ].map((name) => `k8s.io/${name}@v0.34.2`),
  'ten teams': [
    'github.com/open-policy-agent/opa@v1.22.2',
    'github.com/caddyserver/caddy/v2@v2.11.9',
    'github.com/spf13/cobra@v1.10.2',
    'github.com/spf13/viper@v1.21.0',
    'github.com/gin-gonic/gin@v1.11.0',
    'github.com/labstack/echo/v4@v4.15.0',
    'github.com/grpc-ecosystem/grpc-gateway/v2@v2.27.3',
    'github.com/prometheus/common@v0.67.4',
    'github.com/golangci/golangci-lint/v2@v2.7.2',
    'github.com/goreleaser/goreleaser/v2@v2.13.1',
  ],
  'five releases': ['1.18.0', '1.19.0', '1.20.0', '1.21.0', '1.22.0'].map(
    (version) => `github.com/open-policy-agent/opa@v${version}`,
  ),
}

type Way = 'bucket' | 'folder' | 'entry'
const ways = ['bucket', 'folder', 'entry'] as const

const place = await benchPlace()

/** What the step is told of the place of its modules. */
function placeOf(way: Way, server: S3Server): Readonly<Record<string, string>> {
  if (way === 'entry') return {}
  if (way === 'folder') return { 'INPUT_CACHE-STORE': `directory:${join(place.path, 'store')}` }
  return {
    'INPUT_CACHE-STORE': `s3://${server.bucket}/go`,
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench-secret',
  }
}

async function runStep(
  way: Way,
  at: { readonly graph: Graph; readonly warm: Warm; readonly proxy: ProxyProcess; readonly server: S3Server },
): Promise<MeasuredRun> {
  const home = join(place.path, 'run')
  const [cwd, gomodcache] = [join(home, 'project'), join(home, 'cache')]
  await mkdir(gomodcache, { recursive: true })
  await copyProject(at.graph, cwd)
  const env = {
    ...isolatedGo(home),
    ...(await at.warm.job(home, cwd)),
    ...placeOf(way, at.server),
    GOMODCACHE: gomodcache,
    GOPROXY: at.proxy.url,
  }
  const run = await measureSuccess({
    command: options.node,
    args: [resolve(options.dist, 'main.js')],
    cwd,
    env,
  })
  await removeTree(home)
  return { ...run, ms: run.ms + (way === 'entry' ? at.warm.entryBytes / bytesPerMs : 0) }
}

async function measureWarm(): Promise<readonly (readonly string[])[]> {
  const graph = await realGraph(options.graph)
  const proxy = await startProxyProcess(graph.download, 0)
  const server = await startS3Server({ latencyMs: Number(options.delay) })
  const warm = await prepareWarm({
    place: place.path,
    graph,
    proxyUrl: proxy.url,
    node: options.node,
    dist: options.dist,
  })
  try {
    const at = { graph, warm, proxy, server }
    // The first run of each fills it.
    for (const way of ways) await runStep(way, at)
    const samples = new Map<Way, MeasuredRun[]>(ways.map((way) => [way, []]))
    await proxy.takeRequests()
    for (let round = 0; round < Number(options.repetitions); round++)
      for (const way of ways) samples.get(way)?.push(await runStep(way, at))
    if ((await proxy.takeRequests()) > 0) throw new Error('a warm run asked the module proxy')
    await keep('store-warm', Object.fromEntries(samples))
    return ways.map((way) => line(way, samples.get(way) ?? []))
  } finally {
    await warm.close()
    await server.close()
    await proxy.close()
  }
}

function line(way: Way, runs: readonly MeasuredRun[]): readonly string[] {
  const seconds = median(runs.map(({ ms }) => ms / 1_000)).toFixed(2)
  return [way, seconds, median(runs.map(({ cpuSeconds }) => cpuSeconds ?? Number.NaN)).toFixed(2)]
}

/** Sizes of the files that a store or an entry would hold, by name. */
async function filesOf({ download }: Graph): Promise<ReadonlyMap<string, number>> {
  const entries = await readdir(download, { recursive: true, withFileTypes: true })
  const kept = entries.filter((entry) => entry.isFile() && /\.(?:info|mod|zip)$/.test(entry.name))
  return new Map(
    await Promise.all(
      kept.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(download.length + 1), (await stat(path)).size] as const
      }),
    ),
  )
}

async function bytesOf(
  repositories: readonly string[],
): Promise<{ readonly shared: number; readonly each: number }> {
  const once = new Map<string, number>()
  let each = 0
  for (const repository of repositories) {
    for (const [name, size] of await filesOf(await realGraph(repository))) {
      once.set(name, size)
      each += size
    }
  }
  return { shared: [...once.values()].reduce((sum, size) => sum + size, 0), each }
}

async function measureBytes(): Promise<readonly (readonly string[])[]> {
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  const rows: (readonly string[])[] = []
  for (const [name, repositories] of Object.entries(fleets)) {
    const { shared, each } = await bytesOf(repositories)
    rows.push([name, mb(shared), mb(each), `${(each / shared).toFixed(1)}x`])
  }
  return rows
}

try {
  const rows = await measureWarm()
  const about = `${await machine(place, options.node)}; ${options.graph}, ${options.delay} ms a request; medians`
  process.stdout.write(`${about}\n\n${table(['warm from', 'seconds', 'CPU seconds'], rows)}\n`)
  const heads = ['repositories', 'a shared store', 'an entry for each', 'more']
  process.stdout.write(table(heads, await measureBytes()))
} finally {
  await place.remove()
}
