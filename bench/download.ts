// How fast is a cold download beside `go mod download` alone, and what does it cost?
//
//   npm run build && npm run bench -- [--full] [--sizes 10,300] [--latency 0,50] [--real MODULE@VERSION,…] [--no-real]
//                                     [--repetitions 3] [--ways ours,plain,plain16,file] [--node PATH] [--dist FOLDER]
//
// Every run starts on an empty module cache; the ways take turns, in another order each round, and ratios are formed
// within a round. The proxy runs on loopback in a process of its own, delays each request, and asks for no handshake.

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { removeTree } from '../__tests__/helpers/temp.ts'
import { median, ratios, spread, table } from './rig/figures.ts'
import { copyProject, type Graph, realGraph, syntheticGraph } from './rig/graph.ts'
import { type MeasuredRun, measureSuccess } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep, machine, type Place } from './rig/place.ts'
import { type ProxyProcess, startProxyProcess } from './rig/server.ts'

const { values: options } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    latency: { type: 'string' },
    real: { type: 'string' },
    'no-real': { type: 'boolean', default: false },
    repetitions: { type: 'string' },
    ways: { type: 'string', default: 'ours,plain,plain16,file' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
  },
})

const realModules = ['github.com/open-policy-agent/opa@v1.22.2', 'github.com/caddyserver/caddy/v2@v2.11.9']
const chosen = {
  sizes: numbers(options.sizes ?? (options.real ? '' : options.full ? '10,100,300,1000' : '10,300')),
  delaysMs: numbers(options.latency ?? (options.full ? '0,10,50,100' : '0,50')),
  modules:
    options['no-real'] || (options.sizes && !options.real)
      ? []
      : (options.real?.split(',') ?? realModules.slice(0, options.full ? 2 : 1)),
  repetitions: Number(options.repetitions ?? (options.full ? 3 : 1)),
}

const allWays = ['ours', 'plain', 'plain16', 'file'] as const
type Way = (typeof allWays)[number]
const ways = allWays.filter((way) => options.ways.split(',').includes(way))

interface Sample extends Omit<MeasuredRun, 'stdout' | 'stderr'> {
  readonly requests: number
}

interface Cell {
  readonly graph: string
  readonly zips: number
  readonly megabytes: number
  readonly delayMs: number
  readonly samples: Readonly<Record<string, readonly Sample[]>>
}

function numbers(list: string): number[] {
  return list === '' ? [] : list.split(',').map(Number)
}

async function runOnce(way: Way, graph: Graph, proxy: ProxyProcess, place: Place): Promise<Sample> {
  const home = join(place.path, 'run')
  const project = join(home, 'project')
  await mkdir(home)
  await copyProject(graph, project)
  const url = way === 'file' ? `file://${graph.download}` : proxy.url
  const cores = way === 'plain16' ? { GOMAXPROCS: '16' } : {}
  const env = { ...isolatedGo(home), ...cores, GOMODCACHE: join(home, 'cache'), GOPROXY: url }
  const ours = { command: options.node, args: [resolve(options.dist, 'cli.js'), 'download', '--no-cache'] }
  const plain = { command: 'go', args: ['mod', 'download'] }
  const run = await measureSuccess({ ...(way === 'ours' ? ours : plain), cwd: project, env })
  const { stdout: _, stderr: __, ...figures } = run
  const requests = await proxy.takeRequests()
  await removeTree(home)
  return { ...figures, requests }
}

async function measureCell(graph: Graph, delayMs: number, place: Place): Promise<Cell> {
  const samples: Record<string, Sample[]> = Object.fromEntries(ways.map((way) => [way, []]))
  const proxy = await startProxyProcess(graph.download, delayMs)
  try {
    // What the first run of each program pays for files that nobody has read yet is nobody's fault.
    if (ways.includes('file')) await runOnce('file', graph, proxy, place)
    for (let round = 0; round < chosen.repetitions; round++) {
      for (const [turn] of ways.entries()) {
        const way = ways[(turn + round) % ways.length] ?? 'ours'
        samples[way]?.push(await runOnce(way, graph, proxy, place))
      }
    }
  } finally {
    await proxy.close()
  }
  return { graph: graph.name, zips: graph.zips, megabytes: graph.bytes / 1e6, delayMs, samples }
}

const heads = [
  'graph',
  'zips',
  'MB',
  'delay',
  'ours',
  ...['plain', 'GOMAXPROCS=16', 'file://'].map((way) => `${way}`),
]
const ratioHeads = [
  'plain ÷ ours',
  'plain16 ÷ ours',
  'ours ÷ file',
  'requests ours : plain',
  'CPU ours : plain',
  'peak MB node, go : go',
]

function rowOf(cell: Cell): string[] {
  const of = (way: Way) => cell.samples[way] ?? []
  const seconds = (way: Way) => of(way).map(({ ms }) => ms / 1_000)
  const shown = (values: readonly number[], digits: number) =>
    values.length === 0 ? '–' : spread(values, digits)
  const quotient = (a: Way, b: Way, digits: number) =>
    of(a).length === 0 || of(b).length === 0 ? '–' : `${spread(ratios(seconds(a), seconds(b)), digits)}×`
  const middle = (way: Way, figure: (sample: Sample) => number | null | undefined, digits = 0) => {
    const known = of(way)
      .map(figure)
      .filter((value) => value !== null && value !== undefined)
    return known.length === 0 ? '–' : median(known).toFixed(digits)
  }
  return [
    cell.graph,
    String(cell.zips),
    cell.megabytes.toFixed(1),
    `${cell.delayMs} ms`,
    ...allWays.map((way) => `${shown(seconds(way), 2)} s`),
    quotient('plain', 'ours', 1),
    quotient('plain16', 'ours', 1),
    quotient('ours', 'file', 2),
    `${middle('ours', ({ requests }) => requests)} : ${middle('plain', ({ requests }) => requests)}`,
    `${middle('ours', ({ cpuSeconds }) => cpuSeconds, 1)} : ${middle('plain', ({ cpuSeconds }) => cpuSeconds, 1)} s`,
    `${middle('ours', ({ peakMb }) => peakMb.node)}, ${middle('ours', ({ peakMb }) => peakMb.go)} : ${middle('plain', ({ peakMb }) => peakMb.go)}`,
  ]
}

const place = await benchPlace()
try {
  const cells: Cell[] = []
  const cell = async (graph: Graph, delayMs: number) => {
    cells.push(await measureCell(graph, delayMs, place))
    process.stderr.write(`${cells.length}: ${graph.name}, ${delayMs} ms\n`)
  }
  for (const size of chosen.sizes) {
    const graph = await syntheticGraph(join(place.path, `graph-${size}`), size)
    for (const delayMs of chosen.delaysMs) await cell(graph, delayMs)
  }
  for (const module of chosen.modules) {
    const graph = await realGraph(module)
    for (const delayMs of chosen.delaysMs) await cell(graph, delayMs)
  }
  const about = await machine(place)
  await keep('download', { about, repetitions: chosen.repetitions, cells })
  process.stdout.write(`${about}; ${chosen.repetitions} rounds, medians (range)\n\n`)
  process.stdout.write(table([...heads, ...ratioHeads], cells.map(rowOf)))
} finally {
  await place.remove()
}
