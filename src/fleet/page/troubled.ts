// Causes, hosts, modules and repositories: each a table whose bars are the chart.

import { scaleLinear } from 'd3-scale'
import type { Element } from 'hast'
import { h, s } from 'hastscript'
import { formatCount } from '../../text/units.ts'
import type { Fleet } from '../shape.ts'
import { causeWords, minutesWords, ownerOf, repositoryWords } from '../wording.ts'
import { colourKey, rounded } from './chart-frame.ts'
import { type Cell, type Content, codeOf, mostRows, rest, section, table } from './elements.ts'

interface Results {
  readonly failed: number
  readonly recovered: number
  readonly lostMinutes: number
}

const key = colourKey([
  ['failed', 'failed'],
  ['saved', 'met trouble and were saved'],
])

export function causeSection({ causes }: Fleet): Element {
  const longest = longestOf(causes)
  const rows = causes.slice(0, mostRows).map((cause): readonly Cell[] => [
    { kind: 'name', text: cause.id, beneath: causeWords(cause) },
    ...resultCells(cause, longest),
    { kind: 'amount', text: formatCount(cause.repositories) },
    {
      kind: 'words',
      content: [ownerOf(cause), ...(cause.transient ? [h('span.small', 'often passes by itself')] : [])],
    },
    { kind: 'words', content: codes(cause.hosts.slice(0, 2)) },
  ])
  const heading = ['Cause', 'Runs', 'Failed', 'Saved', 'Lost', 'Repositories', 'Whose', 'Where']
  return section(
    'Causes',
    'What went wrong, the most failures first. docs/faults.md has a chapter for each.',
    [key, table({ caption: 'Runs by cause', heading }, rows), ...rest(causes.length, 'causes')],
  )
}

export function hostSection({ hosts }: Fleet): Element | null {
  return troubledSection('Hosts', 'Where it went wrong.', {
    noun: 'host',
    entries: hosts.map(({ host, ...entry }) => ({ name: host, ...entry })),
  })
}

export function moduleSection({ modules }: Fleet): Element | null {
  return troubledSection('Modules', 'Which modules were at fault, or were the first to meet it.', {
    noun: 'module',
    entries: modules.map(({ module, ...entry }) => ({ name: module, ...entry })),
  })
}

interface Entry extends Results {
  readonly name: string
  readonly repositories: number
  readonly causes: readonly string[]
}

function troubledSection(
  title: string,
  intro: string,
  { noun, entries }: { readonly noun: string; readonly entries: readonly Entry[] },
): Element | null {
  if (entries.length === 0) return null
  const longest = longestOf(entries)
  const rows = entries
    .slice(0, mostRows)
    .map((entry): readonly Cell[] => [
      { kind: 'name', text: entry.name },
      ...resultCells(entry, longest),
      { kind: 'amount', text: formatCount(entry.repositories) },
      { kind: 'words', content: codes(entry.causes.slice(0, 2)) },
    ])
  const heading = [capital(noun), 'Runs', 'Failed', 'Saved', 'Lost', 'Repositories', 'Causes']
  return section(title, intro, [
    table({ caption: `Runs by ${noun}`, heading }, rows),
    ...rest(entries.length, `${noun}s`),
  ])
}

export function repositorySection({ repositories, runs }: Fleet): Element {
  const troubled = repositories.filter(({ failed, recovered }) => failed + recovered > 0)
  const longest = longestOf(troubled)
  const rows = troubled
    .slice(0, mostRows)
    .map((entry): readonly Cell[] => [
      { kind: 'name', text: repositoryWords(entry.repository) },
      ...resultCells(entry, longest),
      { kind: 'amount', text: formatCount(entry.runs) },
      { kind: 'words', content: codes(entry.causes.slice(0, 2)) },
    ])
  const heading = ['Repository', 'Runs', 'Failed', 'Saved', 'Lost', 'Of runs', 'Causes']
  const intro =
    troubled.length === 0
      ? 'None met trouble.'
      : `${formatCount(troubled.length)} of ${formatCount(runs.repositories)} met trouble.`
  return section('Repositories', intro, [
    ...(rows.length === 0 ? [] : [table({ caption: 'Runs by repository', heading }, rows)]),
    ...rest(troubled.length, 'repositories'),
  ])
}

function resultCells(entry: Results, longest: number): readonly Cell[] {
  const { failed, recovered, lostMinutes } = entry
  return [
    { kind: 'chart', chart: bar(entry, longest) },
    { kind: 'amount', text: formatCount(failed) },
    { kind: 'amount', text: formatCount(recovered) },
    { kind: 'amount', text: minutesWords(lostMinutes) },
  ]
}

function longestOf(entries: readonly Results[]): number {
  return entries.reduce((most, { failed, recovered }) => Math.max(most, failed + recovered), 1)
}

/** The amounts stand beside it, so that nobody has to be told of it. */
function bar({ failed, recovered }: Results, longest: number): Element {
  const x = scaleLinear([0, longest], [0, 100])
  const rect = (name: string, from: number, to: number) =>
    s('rect', { className: [name], x: rounded(x(from)), width: rounded(x(to) - x(from)), height: 10 })
  return s(
    'svg',
    { className: ['bar'], viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    [rect('failed', 0, failed), rect('saved', failed, failed + recovered)],
  )
}

function codes(texts: readonly string[]): Content {
  return texts.map((text) => h('div', codeOf(text)))
}

function capital(noun: string): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
}
