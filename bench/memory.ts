// Measures how much memory the step needs with a zip of 300 MB among its modules.
//
//   npm run build && node bench/run.mjs bench/memory.ts [--megabytes 300] [--repetitions 3] [--node PATH] [--dist FOLDER]
//
// The zip is incompressible, and streamed from the disk by a module proxy in a process of its own.

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeModule, manyModules } from '../__tests__/helpers/synthetic-modules.ts'
import { removeTree } from '../__tests__/helpers/temp.ts'
import { spread, table } from './rig/figures.ts'
import { copyProject, type Graph, graphOf } from './rig/graph.ts'
import { measureSuccess } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep, machine } from './rig/place.ts'
import { type ProxyProcess, startProxyProcess } from './rig/server.ts'

const { values: options } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '300' },
    repetitions: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
  },
})
const limitMb = 200

const place = await benchPlace()
const runHome = join(place.path, 'run')

async function largeGraph(megabytes: number): Promise<Graph> {
  const large = await makeModule({
    path: 'example.com/large',
    version: 'v1.0.0',
    sizeBytes: megabytes * 1_000_000,
  })
  const small = await manyModules(50, 50)
  return graphOf(join(place.path, 'graph'), `50 small modules and one of ${megabytes} MB`, [...small, large])
}

/** Peak memory in megabytes of what runs as `program` while the command lasts. */
async function peakOf(
  program: 'node' | 'go',
  [command, ...args]: readonly [string, ...string[]],
  { graph, proxy }: { readonly graph: Graph; readonly proxy: ProxyProcess },
): Promise<number> {
  await mkdir(runHome)
  const cwd = join(runHome, 'project')
  await copyProject(graph, cwd)
  const env = { ...isolatedGo(runHome), GOMODCACHE: join(runHome, 'cache'), GOPROXY: proxy.url }
  const { peakMb } = await measureSuccess({ command, args, cwd, env })
  await removeTree(runHome)
  const peak = peakMb[program]
  if (peak === undefined)
    throw new Error(`no memory of ${program} was seen: this bench needs the /proc of Linux`)
  return peak
}

try {
  const graph = await largeGraph(Number(options.megabytes))
  const proxy = await startProxyProcess(graph.download, 0)
  const ours: number[] = []
  const plain: number[] = []
  for (let round = 0; round < Number(options.repetitions); round++) {
    const cli = resolve(options.dist, 'cli.js')
    ours.push(await peakOf('node', [options.node, cli, 'download', '--no-cache'], { graph, proxy }))
    plain.push(await peakOf('go', ['go', 'mod', 'download'], { graph, proxy }))
  }
  await proxy.close()
  const about = await machine(place)
  await keep('memory', { about, graph: graph.name, limitMb, ours, plain })
  const heads = ['graph', 'peak of the step (MB)', 'limit', 'peak of plain go (MB)']
  process.stdout.write(`${about}\n\n`)
  process.stdout.write(table(heads, [[graph.name, spread(ours, 0), String(limitMb), spread(plain, 0)]]))
  if (Math.max(...ours) > limitMb) process.exitCode = 1
} finally {
  await place.remove()
}
