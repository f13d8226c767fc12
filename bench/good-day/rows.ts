// The rows of the table: a graph, how long a request takes, how many cores, cold or warm.

import { cp, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { removeTree } from '../../__tests__/helpers/temp.ts'
import { copyProject, type Graph, realGraph, syntheticGraph } from '../rig/graph.ts'
import { type MeasuredRun, measureSuccess } from '../rig/measured-process.ts'
import { isolatedGo } from '../rig/place.ts'
import { startProxyProcess } from '../rig/server.ts'
import { prepareWarm, type Warm } from './warm.ts'
import { type Start, type WayName, ways } from './ways.ts'

export interface Row {
  readonly name: string
  readonly graph: 'opa' | 'caddy' | number
  readonly delayMs: number
  readonly cores: 1 | 2
  readonly ways: readonly WayName[]
}

const cold: readonly WayName[] = ['go', 'go16', 'file', 'step']
const warm: readonly WayName[] = ['offline', 'archive', 'step']

export const rows: readonly Row[] = [
  { name: 'cold, 300 small modules, 50 ms a request', graph: 300, delayMs: 50, cores: 2, ways: cold },
  { name: 'cold, opa, 50 ms a request', graph: 'opa', delayMs: 50, cores: 2, ways: cold },
  { name: 'cold, caddy, 50 ms a request', graph: 'caddy', delayMs: 50, cores: 2, ways: cold },
  { name: 'cold, 10 small modules, 0 ms', graph: 10, delayMs: 0, cores: 2, ways: cold },
  { name: 'cold, opa, 0 ms', graph: 'opa', delayMs: 0, cores: 2, ways: cold },
  { name: 'cold, caddy, 0 ms', graph: 'caddy', delayMs: 0, cores: 2, ways: cold },
  { name: 'cold, opa, 0 ms, one core', graph: 'opa', delayMs: 0, cores: 1, ways: cold },
  { name: 'warm, 300 small modules', graph: 300, delayMs: 0, cores: 2, ways: warm },
  { name: 'warm, opa', graph: 'opa', delayMs: 0, cores: 2, ways: warm },
  { name: 'warm, caddy', graph: 'caddy', delayMs: 0, cores: 2, ways: warm },
  { name: 'warm, opa, one core', graph: 'opa', delayMs: 0, cores: 1, ways: warm },
]

interface Measured {
  /** A folder of the row's own; made, and removed. */
  readonly place: string
  readonly node: string
  readonly dist: string
  readonly repetitions: number
}

/** The bytes that come over the network are counted at this speed, as a cache service on a hosted runner has it. */
const bytesPerMs = 100_000

export async function measureRow(
  row: Row,
  options: Measured,
): Promise<ReadonlyMap<WayName, readonly MeasuredRun[]>> {
  const { place } = options
  await mkdir(place)
  const graph = await graphOf(row.graph, place)
  const proxy = await startProxyProcess(graph.download, row.delayMs)
  const isWarm = row.ways.includes('archive')
  const entry = isWarm ? await prepareWarm({ ...options, graph, proxyUrl: proxy.url }) : null
  const samples = new Map<WayName, MeasuredRun[]>(row.ways.map((way) => [way, []]))
  try {
    for (let round = 0; round < options.repetitions; round++) {
      for (const way of row.ways) {
        // Most of what `go` takes in a slow row is waiting, which is the same each time.
        if (round > 0 && row.delayMs > 0 && way !== 'step') continue
        await proxy.takeRequests()
        const run = await runOnce(way, { row, graph, entry, proxyUrl: proxy.url, ...options })
        if (isWarm && (await proxy.takeRequests()) > 0)
          throw new Error(`${row.name}: ${way} asked the module proxy`)
        samples.get(way)?.push(run)
      }
    }
  } finally {
    await entry?.close()
    await proxy.close()
    await removeTree(place)
  }
  return samples
}

function graphOf(graph: Row['graph'], place: string): Promise<Graph> {
  if (graph === 'opa') return realGraph('github.com/open-policy-agent/opa@v1.22.2')
  if (graph === 'caddy') return realGraph('github.com/caddyserver/caddy/v2@v2.11.9')
  return syntheticGraph(join(place, 'graph'), graph)
}

async function runOnce(
  name: WayName,
  run: Measured & {
    readonly row: Row
    readonly graph: Graph
    readonly entry: Warm | null
    readonly proxyUrl: string
  },
): Promise<MeasuredRun> {
  const home = join(run.place, 'run')
  const [cwd, gomodcache] = [join(home, 'project'), join(home, 'cache')]
  await mkdir(gomodcache, { recursive: true })
  await copyProject(run.graph, cwd)
  if (name === 'offline')
    // As in an entry: with the hash beside it `go` would believe each zip, and hash none.
    await cp(run.graph.download, join(gomodcache, 'cache', 'download'), {
      recursive: true,
      filter: (path) => !path.endsWith('.ziphash'),
    })
  const start: Start = {
    ...{ home, proxyUrl: run.proxyUrl, download: run.graph.download, node: run.node, dist: run.dist },
    job: (await run.entry?.job(home, cwd)) ?? null,
    archive: run.entry?.archive ?? null,
  }
  const way = ways.find((each) => each.name === name)
  if (way === undefined) throw new Error(`no way is called ${name}`)
  const { command, args, env } = way.command(start)
  const on = run.row.cores === 1 ? ['taskset', '-c', '0', command, ...args] : [command, ...args]
  const [program = '', ...rest] = on
  const measured = await measureSuccess({
    command: program,
    args: rest,
    cwd,
    env: { ...isolatedGo(home), GOMODCACHE: gomodcache, ...env },
  })
  const { size } =
    name === 'archive'
      ? await stat(start.archive ?? '')
      : { size: name === 'step' ? (run.entry?.entryBytes ?? 0) : 0 }
  await removeTree(home)
  return { ...measured, stdout: '', stderr: '', ms: measured.ms + size / bytesPerMs }
}
