// Measures what the fetch costs the processor, beside a bare undici loop that gets and writes the same files.
//
//   npm run bench:fetch-cpu -- [--size 300] [--real MODULE@VERSION | --no-real] [--repetitions 5] [--node PATH]
//
// Nothing is unpacked, and zips are not hashed. The module proxy is a process of its own, which answers at once. Told is what
// the process itself needed, user and system, of all its threads: the least of all rounds, since other programs only add to it.

import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { removeTree } from '../__tests__/helpers/temp.ts'
import { spread, table } from './rig/figures.ts'
import { type Graph, realGraph, syntheticGraph } from './rig/graph.ts'
import { measureSuccess } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep, machine } from './rig/place.ts'
import { type ProxyProcess, startProxyProcess } from './rig/server.ts'

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '300' },
    real: { type: 'string', default: 'github.com/open-policy-agent/opa@v1.22.2' },
    'no-real': { type: 'boolean', default: false },
    repetitions: { type: 'string', default: '5' },
    node: { type: 'string', default: process.execPath },
  },
})

interface Round {
  readonly fetchSeconds: number
  readonly bareSeconds: number
}

const place = await benchPlace()

async function ownCpuSeconds(program: string, args: readonly string[]): Promise<number> {
  const bench = ['bench/run.mjs', `bench/fetch-cpu/${program}.ts`]
  const run = {
    command: options.node,
    args: [...bench, ...args],
    cwd: resolve('.'),
    env: isolatedGo(place.path),
  }
  const { cpuSeconds }: { cpuSeconds: number } = JSON.parse((await measureSuccess(run)).stdout)
  return cpuSeconds
}

async function measureRound(graph: Graph, proxy: ProxyProcess): Promise<Round> {
  const [gomodcache, list] = [join(place.path, 'cache'), join(place.path, 'files')]
  const fetchSeconds = await ownCpuSeconds('fetch', [graph.project, gomodcache, proxy.url, list])
  await removeTree(gomodcache)
  const bareSeconds = await ownCpuSeconds('bare-loop', [gomodcache, proxy.url, list])
  await removeTree(gomodcache)
  return { fetchSeconds, bareSeconds }
}

async function rowOf(graph: Graph): Promise<readonly string[]> {
  const proxy = await startProxyProcess(graph.download, 0)
  const rounds: Round[] = []
  try {
    for (let round = 0; round < Number(options.repetitions); round++)
      rounds.push(await measureRound(graph, proxy))
  } finally {
    await proxy.close()
  }
  const fetch = rounds.map(({ fetchSeconds }) => fetchSeconds)
  const bare = rounds.map(({ bareSeconds }) => bareSeconds)
  const ratio = Math.min(...fetch) / Math.min(...bare)
  return [graph.name, spread(fetch, 2), spread(bare, 2), `${ratio.toFixed(2)}×`]
}

try {
  const graphs = [await syntheticGraph(join(place.path, 'graph'), Number(options.size))]
  if (!options['no-real']) graphs.push(await realGraph(options.real))
  const rows: (readonly string[])[] = []
  for (const graph of graphs) rows.push(await rowOf(graph))
  const about = await machine(place)
  await keep('fetch-cpu', { about, rows })
  process.stdout.write(`${about}; ${options.repetitions} rounds, medians (range), ratio of the least\n\n`)
  process.stdout.write(table(['graph', 'CPU of the fetch (s)', 'of a bare loop (s)', 'ratio'], rows))
} finally {
  await place.remove()
}
