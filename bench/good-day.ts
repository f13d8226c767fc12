// Measures the step on a day without faults: wall time and CPU seconds beside `go` alone and beside an archive of the whole module cache.
//
//   npm run build && npm run bench -- [--rows TEXT] [--repetitions 3] [--node PATH] [--dist FOLDER] [--readme]
//
// `--rows` picks the rows whose names contain the text. Every run starts on an empty module cache in memory, where there is room; the ways take
// turns. The module proxy runs on loopback in a process of its own. `--readme` puts the table into README.md. Needs tar, zstd, taskset.

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeFigures } from './good-day/readme.ts'
import { measureRow, type Row, rows } from './good-day/rows.ts'
import { type WayName, ways } from './good-day/ways.ts'
import { median, table } from './rig/figures.ts'
import type { MeasuredRun } from './rig/measured-process.ts'
import { benchPlace, keep, machine } from './rig/place.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '' },
    repetitions: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
    dist: { type: 'string', default: 'dist' },
    readme: { type: 'boolean', default: false },
  },
})

type Samples = ReadonlyMap<WayName, readonly MeasuredRun[]>

const place = await benchPlace()
try {
  const results: { row: Row; samples: Samples }[] = []
  for (const row of rows.filter(({ name }) => name.includes(options.rows))) {
    const { node, dist } = options
    const samples = await measureRow(row, {
      place: join(place.path, 'row'),
      node,
      dist,
      repetitions: Number(options.repetitions),
    })
    results.push({ row, samples })
    process.stderr.write(`${row.name}\n`)
  }
  const about = `${await machine(place, options.node)}; seconds / CPU seconds, medians`
  await keep('good-day', {
    about,
    results: results.map(({ row, samples }) => ({ row, samples: Object.fromEntries(samples) })),
  })
  const text = table(['run', 'cores', ...ways.map(({ title }) => title)], results.map(line))
  if (options.readme) await writeFigures(text)
  process.stdout.write(`${about}\n\n${text}`)
} finally {
  await place.remove()
}

function line({ row, samples }: { readonly row: Row; readonly samples: Samples }): string[] {
  return [row.name, String(row.cores), ...ways.map(({ name }) => cell(samples.get(name) ?? []))]
}

function cell(runs: readonly MeasuredRun[]): string {
  if (runs.length === 0) return '–'
  const cpu = runs.map(({ cpuSeconds }) => cpuSeconds ?? Number.NaN)
  return `${median(runs.map(({ ms }) => ms / 1_000)).toFixed(2)} / ${median(cpu).toFixed(2)}`
}
