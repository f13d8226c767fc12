// Measures the time until the bundle prints its first line, beside a bare Node.
//
//   npm run build && node bench/run.mjs bench/start.ts [--repetitions 20] [--node PATH] [--dist FOLDER]

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { median, spread, table } from './rig/figures.ts'
import { measure } from './rig/measured-process.ts'
import { benchPlace, isolatedGo, keep } from './rig/place.ts'

const { values: options } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '20' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
  },
})

const place = await benchPlace()
const script = (name: string) => resolve(options.dist, name)
/** What is started, and whether its first output or its end counts. */
const starts = {
  'bare Node': { args: ['-e', "process.stdout.write('x')"], until: 'first output' },
  'main.js, first log line': { args: [script('main.js')], until: 'first output' },
  'bare Node, to its end': { args: ['-e', '0'], until: 'end' },
  'cli.js --help, to its end': { args: [script('cli.js'), '--help'], until: 'end' },
} as const
const names = [
  'bare Node',
  'main.js, first log line',
  'bare Node, to its end',
  'cli.js --help, to its end',
] as const
const baseOf = {
  'main.js, first log line': 'bare Node',
  'cli.js --help, to its end': 'bare Node, to its end',
} as const

async function time(name: (typeof names)[number]): Promise<number> {
  const { args, until } = starts[name]
  const env = { ...isolatedGo(place.path), RUNNER_TEMP: place.path, GITHUB_WORKSPACE: place.path }
  const run = await measure({
    command: options.node,
    args,
    cwd: place.path,
    env,
    ...(until === 'first output' && { onFirstOutput: (kill: () => void) => kill() }),
  })
  return until === 'first output' ? (run.firstOutputMs ?? Number.NaN) : run.ms
}

try {
  await mkdir(join(place.path, 'empty'))
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round <= Number(options.repetitions); round++) {
    for (const name of names) {
      const ms = await time(name)
      // The first round only fills the system's cache of files.
      if (round > 0) times[name]?.push(ms)
    }
  }
  const version = await measure({ command: options.node, args: ['--version'], cwd: '/', env: {} })
  const over = (name: keyof typeof baseOf) => {
    const base = times[baseOf[name]] ?? []
    return (times[name] ?? []).map((ms, round) => ms - (base[round] ?? 0))
  }
  const rows = names.map((name) => {
    const added = name in baseOf ? spread(over(name as keyof typeof baseOf), 0) : ''
    return [name, spread(times[name] ?? [], 0), added]
  })
  const node = version.stdout.trim()
  await keep(`start-${node}`, { node, times, addedMs: median(over('main.js, first log line')) })
  process.stdout.write(`Node ${node}, ${options.repetitions} rounds, medians (range)\n\n`)
  process.stdout.write(table(['start', 'ms', 'ms over bare Node'], rows))
} finally {
  await place.remove()
}
