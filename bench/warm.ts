// What does the step add where the cache is complete? An exact hit and a dead proxy, beside `go mod download` on the same files.
//
//   npm run build && node bench/run.mjs bench/warm.ts [--size 300] [--real MODULE@VERSION | --no-real] [--repetitions 5]
//                                                     [--node PATH] [--dist FOLDER]
//
// The entry lies in a directory store. Beside the step: a copy of the entry (`cp -r`), which is reading it and nothing else,
// then plain `go mod download` with GOPROXY=off on that copy, which verifies and unpacks.

import { cp, mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { deadUrl } from '../__tests__/helpers/module-proxy.ts'
import { removeTree } from '../__tests__/helpers/temp.ts'
import { spread, table } from './rig/figures.ts'
import { copyProject, type Graph, realGraph, syntheticGraph } from './rig/graph.ts'
import { measureSuccess } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep, machine, type Place } from './rig/place.ts'
import { startProxyProcess } from './rig/server.ts'

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '300' },
    real: { type: 'string', default: 'github.com/open-policy-agent/opa@v1.22.2' },
    'no-real': { type: 'boolean', default: false },
    repetitions: { type: 'string', default: '5' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
  },
})

interface Round {
  readonly oursMs: number
  readonly copyMs: number
  readonly goMs: number
  readonly requests: number
}

const place = await benchPlace()
const home = join(place.path, 'run')

/** The step from and into `store`, on an empty module cache. */
async function step(graph: Graph, store: string, goproxy: string) {
  await mkdir(home)
  const cwd = join(home, 'project')
  await copyProject(graph, cwd)
  const env = { ...isolatedGo(home), GOMODCACHE: join(home, 'cache'), GOPROXY: goproxy }
  const args = [resolve(options.dist, 'cli.js'), 'download', '--cache-store', `directory:${store}`]
  const run = await measureSuccess({ command: options.node, args, cwd, env })
  await removeTree(home)
  return run
}

/** What has to be done anyway: read the entry, let `go` verify and unpack. */
async function bare(graph: Graph, store: string): Promise<Pick<Round, 'copyMs' | 'goMs'>> {
  const cwd = join(home, 'project')
  const download = join(home, 'cache', 'cache', 'download')
  await mkdir(download, { recursive: true })
  await copyProject(graph, cwd)
  const [entry = ''] = await readdir(store)
  const started = performance.now()
  await cp(join(store, entry), download, { recursive: true })
  const copyMs = performance.now() - started
  const env = { ...isolatedGo(home), GOMODCACHE: join(home, 'cache'), GOPROXY: 'off' }
  const { ms } = await measureSuccess({ command: 'go', args: ['mod', 'download'], cwd, env })
  await removeTree(home)
  return { copyMs, goMs: ms }
}

async function measureGraph(graph: Graph, place: Place): Promise<readonly Round[]> {
  const store = join(place.path, 'store')
  const proxy = await startProxyProcess(graph.download, 0)
  const rounds: Round[] = []
  try {
    await step(graph, store, proxy.url)
    await proxy.takeRequests()
    const dead = await deadUrl()
    for (let round = 0; round < Number(options.repetitions); round++) {
      const { ms } = await step(graph, store, `${dead}|${proxy.url}`)
      rounds.push({ oursMs: ms, requests: await proxy.takeRequests(), ...(await bare(graph, store)) })
    }
  } finally {
    await proxy.close()
    await removeTree(store)
  }
  return rounds
}

try {
  const graphs = [await syntheticGraph(join(place.path, 'graph'), Number(options.size))]
  if (!options['no-real']) graphs.push(await realGraph(options.real))
  const about = await machine(place)
  const results: { graph: string; rounds: readonly Round[] }[] = []
  for (const graph of graphs) results.push({ graph: graph.name, rounds: await measureGraph(graph, place) })
  await keep('warm', { about, results })
  const rows = results.map(({ graph, rounds }) => [
    graph,
    spread(
      rounds.map(({ oursMs }) => oursMs),
      0,
    ),
    spread(
      rounds.map(({ goMs }) => goMs),
      0,
    ),
    spread(
      rounds.map(({ copyMs }) => copyMs),
      0,
    ),
    spread(
      rounds.map(({ oursMs, goMs, copyMs }) => oursMs - goMs - copyMs),
      0,
    ),
    String(Math.max(...rounds.map(({ requests }) => requests))),
  ])
  process.stdout.write(`${about}; ${options.repetitions} rounds, medians (range)\n\n`)
  const heads = [
    'graph',
    'the step (ms)',
    'go alone (ms)',
    'copying the entry (ms)',
    'added (ms)',
    'requests',
  ]
  process.stdout.write(table(heads, rows))
} finally {
  await place.remove()
}
