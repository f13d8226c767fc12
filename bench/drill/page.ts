// What the matrix found: totals per way, and every fault beside every way.

import { availableParallelism } from 'node:os'
import type { CellResult } from './cell.ts'
import { type DrillFault, drillFaults, type Place } from './faults.ts'
import { type Settings, type Way, ways, wayTitles } from './ways.ts'

interface Drill {
  readonly seed: number
  /** Each way with two healthy proxies. */
  readonly healthy: readonly CellResult[]
  readonly results: readonly CellResult[]
  readonly settings: Settings
  readonly modules: number
  readonly goVersion: string
  readonly seconds: number
  /** Cells that ran side by side. */
  readonly width: number
}

const placeTitles = {
  first: 'the first of two proxies',
  one: 'one module of the first proxy',
  all: 'both proxies',
} as const satisfies Record<Place, string>

/** Markdown of docs/drill.md, as far as the matrix goes. */
export function matrixPart(drill: Drill): string {
  return [
    intro(drill),
    '## In total',
    totalsTable(drill),
    totalsNotes(drill),
    '## Fault by fault',
    legend,
    ...(['first', 'one', 'all'] as const).flatMap((place) => [
      `### Fault at ${placeTitles[place]}`,
      faultTable(drill, place),
    ]),
  ].join('\n\n')
}

/** The totals on a terminal, with the promises that were broken. */
export function printTotals(drill: Drill): void {
  console.log(`\n${totalsTable(drill)}\n\n${totalsNotes(drill)}\n`)
  const broken = [...drill.healthy, ...drill.results].filter((result) => result.broken.length > 0)
  for (const { fault, place, way, broken: promises } of broken)
    console.log(`BROKEN ${fault?.id ?? 'healthy'}/${place}/${way}: ${promises.join('; ')}`)
  console.log(`${broken.length} cells with broken promises, ${drill.seconds.toFixed(0)} s`)
}

function intro({ goVersion, modules, settings, seed, width, results }: Drill): string {
  const pause =
    settings.waitedMs < settings.pauseMs
      ? `Blind retries: ${settings.pauseMs / 1_000} s are counted for each pause, but not waited (\`--full\` waits).`
      : 'Blind retries really wait 10 s.'
  return [
    `The real \`go\` (${goVersion}) downloads ${modules} modules from two proxies on loopback that misbehave as a script says; ${results.length} runs, each with an empty module cache, seed ${seed}.`,
    `Plain \`go\` has no time limit: after ${settings.hangMs / 1_000} s it is killed and counted as hanging. ${pause}`,
    `Ours runs with \`stall-timeout: ${settings.stallTimeout}\` and \`timeout: ${settings.timeout}\` (the defaults are 10 s and 10 min, under which stalls take longer to be noticed), without a cache, both proxies joined by \`|\`.`,
    `Times are wall time with ${width} runs side by side on ${availableParallelism()} cores: compare them within a row.`,
  ].join('\n')
}

function totalsTable({ results, healthy }: Drill): string {
  const needed = neededRequests(healthy)
  const rows = ways.map((way) => {
    const own = results.filter((result) => result.way === way)
    const beside = own.filter(({ place }) => place !== 'all')
    const every = own.filter(({ place }) => place === 'all')
    return [
      wayTitles[way],
      share(beside),
      share(every),
      String(own.filter(({ hung }) => hung).length),
      seconds(median(beside.filter(({ ok }) => ok).map(({ ms }) => ms))),
      times(median(beside.map(({ requests }) => requests)) / needed),
      times(Math.max(0, ...beside.map(({ requests }) => requests)) / needed),
    ]
  })
  return table(
    [
      'way',
      'complete, one proxy healthy',
      'complete, none healthy',
      'hangs',
      'median time',
      'median requests',
      'most requests',
    ],
    rows,
  )
}

function totalsNotes({ healthy, modules }: Drill): string {
  const needed = neededRequests(healthy)
  const well = healthy.map(
    ({ way, ms, requests }) => `${wayTitles[way]} ${seconds(ms)} and ${times(requests / needed)}`,
  )
  return [
    `Median time: of the runs that succeeded. Requests: sent to any server (the probe's among them), over the ${needed} that plain \`go\` needs for ${modules} modules when all is well.`,
    `With two healthy proxies: ${well.join('; ')}.`,
    'With no proxy healthy only faults that pass can be overcome; what counts there is how soon and how rightly a run says what is wrong.',
  ].join('\n')
}

const legend = [
  'Each field: how it ended, after how long, with how many requests (1.0x = what plain `go` needs when all is well).',
  '**ok** complete · ✗ failed, and for ours the category that it told · **hangs** killed at the limit.',
].join('\n')

function faultTable(drill: Drill, place: Place): string {
  const rows = drillFaults
    .filter((fault) => fault.places.includes(place))
    .map((fault) => [fault.title, ...ways.map((way) => field(drill, { fault, place, way }))])
  return table(['fault', ...ways.map((way) => wayTitles[way])], rows)
}

function field(
  { results, healthy }: Drill,
  at: { readonly fault: DrillFault; readonly place: Place; readonly way: Way },
): string {
  const found = results.find(
    ({ fault, place, way }) => fault?.id === at.fault.id && place === at.place && way === at.way,
  )
  if (found === undefined) return '–'
  const told = found.category === null ? '' : ` ${found.category}`
  const ending = found.ok ? '**ok**' : found.hung ? '**hangs**' : `✗${told}`
  return `${ending} ${seconds(found.ms)}, ${times(found.requests / neededRequests(healthy))}`
}

function neededRequests(healthy: readonly CellResult[]): number {
  return healthy.find(({ way }) => way === 'comma')?.requests ?? 1
}

function share(results: readonly CellResult[]): string {
  if (results.length === 0) return '–'
  const ok = results.filter((result) => result.ok).length
  return `${ok} of ${results.length} (${Math.floor((100 * ok) / results.length)} %)`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const times = (ratio: number) => `${ratio.toFixed(2)}x`

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (fields: readonly string[]) =>
    `| ${fields.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
