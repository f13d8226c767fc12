// The page of a fleet: one HTML file without a script, which needs no network and may lie anywhere.

import { createHash } from 'node:crypto'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { formatBytes, formatCount, plural } from '../../text/units.ts'
import type { Fleet } from '../shape.ts'
import {
  inputWords,
  minutesWords,
  percent,
  savedWords,
  speedWords,
  timeWords,
  verdictOf,
} from '../wording.ts'
import { type Cell, codeOf, mostRows, rest, section, table } from './elements.ts'
import { incidentSection, openIncidents } from './incidents.ts'
import { style } from './style.ts'
import { hitRateChart, stepsOf, stepTable, troubleChart } from './trend.ts'
import { causeSection, hostSection, moduleSection, repositorySection } from './troubled.ts'

/** HTML with `<!doctype html>`. Whatever the strings hold, there is no other element than ours in it, and no address. */
export function renderFleetPage(fleet: Fleet): string {
  const hash = createHash('sha256').update(style).digest('base64')
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', {
      httpEquiv: 'Content-Security-Policy',
      content: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', 'Go module downloads'),
    h('style', style),
  ])
  const body = h('body', [header(fleet), h('main', [...sections(fleet)]), footer(fleet)])
  return `<!doctype html>\n${toHtml(h('html', { lang: 'en' }, [head, body]))}\n`
}

function header(fleet: Fleet): Element {
  const { runs, from, to } = fleet
  const period =
    from === null || to === null
      ? 'No reports.'
      : `${plural(runs.runs, 'run')} of ${plural(runs.repositories, 'repository', 'repositories')}, ${timeWords(from)} to ${timeWords(to)}.`
  const saved = savedWords(fleet)
  return h('header', [
    h('h1', 'Go module downloads'),
    h('p.verdict', verdictOf(fleet)),
    ...(saved === null ? [] : [h('p', saved)]),
    h('p.quiet', period),
    ...openIncidents(fleet),
    ...(runs.runs === 0 ? [] : [figures(fleet)]),
  ])
}

function figures({ runs, saved, incidents, cache }: Fleet): Element {
  const open = incidents.filter((incident) => incident.open).length
  const entries: readonly (readonly [string, string, string])[] = [
    ['Failed', formatCount(runs.failed), `${percent(runs.failed / runs.runs)} of runs`],
    [
      'Saved',
      formatCount(runs.recovered),
      `${formatCount(saved.retry)} by retry, ${formatCount(saved.failover)} by failover`,
    ],
    ['Time lost', minutesWords(runs.lostMinutes), 'failed runs, retries, pauses'],
    ['Incidents', formatCount(incidents.length), open === 0 ? 'none open' : `${open} open`],
    [
      'Cache hits',
      cache.hitRate === null ? '–' : percent(cache.hitRate),
      cache.trouble === 0 ? 'no trouble' : `${plural(cache.trouble, 'run')} in trouble`,
    ],
  ]
  return h(
    'dl.figures',
    entries.map(([name, number, words]) =>
      h('div', [h('dt', name), h('dd.number', number), h('dd.quiet', words)]),
    ),
  )
}

function sections(fleet: Fleet): readonly Element[] {
  if (fleet.runs.runs === 0) return []
  const steps = stepsOf(fleet)
  const isTroubled = fleet.runs.failed + fleet.runs.recovered > 0
  const trend = section('Trend', `Runs that met trouble, by ${steps.unit}.`, [
    ...(isTroubled ? [troubleChart(steps)] : [h('p', 'No run met any trouble.')]),
    stepTable(steps),
  ])
  const all = [
    incidentSection(fleet),
    trend,
    ...(isTroubled ? [causeSection(fleet), hostSection(fleet), moduleSection(fleet)] : []),
    isTroubled ? repositorySection(fleet) : null,
    serviceSection(fleet, steps),
  ]
  return all.filter((part) => part !== null)
}

function serviceSection(fleet: Fleet, steps: ReturnType<typeof stepsOf>): Element {
  const { cache, download, proxies } = fleet
  const asked = cache.exact + cache.partial + cache.miss + cache.trouble
  const chart = hitRateChart(steps)
  const entry =
    asked === 0
      ? 'No run asked a cache.'
      : `Of ${plural(asked, 'run')} that asked the cache, ${formatCount(cache.exact)} had an exact hit, ${formatCount(cache.partial)} a partial one, ${formatCount(cache.miss)} none; ${formatCount(cache.trouble)} met trouble with it. Restored: ${formatBytes(cache.bytes)} at ${speedWords(cache.bytesPerSecond)}.`
  const rows = proxies.slice(0, mostRows).map((proxy): readonly Cell[] => [
    { kind: 'name', text: proxy.host },
    { kind: 'amount', text: formatCount(proxy.runs) },
    { kind: 'amount', text: formatCount(proxy.requests) },
    { kind: 'amount', text: percent(proxy.failed / Math.max(1, proxy.requests)) },
    {
      kind: 'amount',
      text: proxy.medianFirstByteMs === null ? '–' : `${formatCount(proxy.medianFirstByteMs)} ms`,
    },
  ])
  const heading = ['Proxy', 'Runs', 'Requests', 'Failed', 'First byte']
  const fetched = `Fetched from proxies: ${formatBytes(download.bytes)} at ${speedWords(download.bytesPerSecond)}.`
  return section('Cache and proxies', '', [
    h('p', entry),
    ...(chart === null
      ? []
      : [h('p.quiet', `Exact hits among the runs that asked, by ${steps.unit}.`), chart]),
    ...(download.bytes === 0 ? [] : [h('p', fetched)]),
    ...(rows.length === 0 ? [] : [table({ caption: 'Proxies, the most asked first', heading }, rows)]),
    ...rest(proxies.length, 'proxies'),
  ])
}

function footer(fleet: Fleet): Element {
  const { input, at } = fleet
  const words = inputWords(fleet)
  const examples = input.examples.map(({ name, problem }) => h('li', [codeOf(name), `: ${problem}`]))
  return h('footer', [
    ...(words.length === 0
      ? []
      : [section('What was left out', '', [...words.map((text) => h('p', text)), h('ul.small', examples)])]),
    h(
      'p.quiet',
      `Made ${timeWords(at)} from ${plural(input.read, 'report')} by Resilient Go Modules. Times are UTC. “Lost” is the whole step of a failed run and, of a saved one, its failed attempts and pauses.`,
    ),
  ])
}
