// What many runs say, as text for a terminal.

import { formatBytes, formatCount, plural } from '../text/units.ts'
import type { Fleet, FleetIncident } from './shape.ts'
import {
  causeWords,
  inputWords,
  minutesWords,
  percent,
  recoveryWords,
  repositoryWords,
  savedWords,
  speedWords,
  subjectWords,
  timeWords,
  verdictOf,
} from './wording.ts'

/** Of each list; the page and the JSON have more. */
const mostRows = 10

/** Lines; the first is the answer. */
export function renderFleetText(fleet: Fleet): readonly string[] {
  const { runs, from, to } = fleet
  return [
    verdictOf(fleet),
    ...(savedWords(fleet) === null ? [] : [savedWords(fleet) ?? '']),
    ...(from === null || to === null
      ? []
      : [
          `${timeWords(from)} to ${timeWords(to)}, ${plural(runs.repositories, 'repository', 'repositories')}; ${minutesWords(runs.lostMinutes)} lost.`,
        ]),
    ...section('Incidents', fleet.incidents.slice(0, mostRows).map(incidentLine)),
    ...section('Causes', causeRows(fleet)),
    ...section('Hosts', troubleRows(fleet.hosts.map((host) => ({ ...host, name: host.host })))),
    ...section('Modules', troubleRows(fleet.modules.map((module) => ({ ...module, name: module.module })))),
    ...section('Repositories', repositoryRows(fleet)),
    ...section('Weeks', weekRows(fleet)),
    ...section('Cache and proxies', serviceLines(fleet)),
    ...section('Left out', leftOut(fleet)),
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function incidentLine(incident: FleetIncident): string {
  const { start, causes, failed, recoveredRuns, repositoryCount } = incident
  const met = `${formatCount(failed)} failed, ${formatCount(recoveredRuns)} saved in ${plural(repositoryCount, 'repository', 'repositories')}`
  return `${timeWords(start)}  ${subjectWords(incident)}: ${causes[0] ?? ''}; ${met}; ${recoveryWords(incident)}`
}

function causeRows({ causes }: Fleet): readonly string[] {
  const rows = causes
    .slice(0, mostRows)
    .map((cause) => [counts(cause), cause.id, `${causeWords(cause)}${named(cause.hosts)}`])
  return columns(rows)
}

function named(hosts: readonly string[]): string {
  return hosts.length === 0 ? '' : ` (${hosts.slice(0, 2).join(', ')})`
}

interface Trouble {
  readonly name: string
  readonly failed: number
  readonly recovered: number
  readonly repositories: number
  readonly causes: readonly string[]
}

function troubleRows(list: readonly Trouble[]): readonly string[] {
  const rows = list
    .slice(0, mostRows)
    .map(({ name, repositories, causes, ...results }) => [
      counts(results),
      name,
      `${plural(repositories, 'repository', 'repositories')}; ${causes.slice(0, 2).join(', ')}`,
    ])
  return columns(rows)
}

function repositoryRows({ repositories }: Fleet): readonly string[] {
  const rows = repositories
    .filter(({ failed, recovered }) => failed + recovered > 0)
    .slice(0, mostRows)
    .map(({ repository, runs, causes, lostMinutes, ...results }) => [
      counts(results),
      repositoryWords(repository),
      `of ${plural(runs, 'run')}, ${minutesWords(lostMinutes)} lost; ${causes.slice(0, 2).join(', ')}`,
    ])
  return columns(rows)
}

function weekRows({ weeks }: Fleet): readonly string[] {
  const rows = weeks
    .slice(-mostRows)
    .map(({ week, runs, lostMinutes, ...results }) => [
      week,
      counts(results),
      `of ${plural(runs, 'run')}, ${minutesWords(lostMinutes)} lost`,
    ])
  return columns(rows)
}

function counts({ failed, recovered }: { readonly failed: number; readonly recovered: number }): string {
  return `${formatCount(failed)} failed, ${formatCount(recovered)} saved`
}

function serviceLines({ cache, download, proxies }: Fleet): readonly string[] {
  const asked = cache.exact + cache.partial + cache.miss + cache.trouble
  const hits =
    cache.hitRate === null
      ? []
      : [
          `cache: ${percent(cache.hitRate)} exact hits of ${plural(asked, 'run')} that asked, ${formatCount(cache.trouble)} in trouble; ${formatBytes(cache.bytes)} at ${speedWords(cache.bytesPerSecond)}`,
        ]
  const fetched =
    download.bytes === 0
      ? []
      : [`proxies: ${formatBytes(download.bytes)} at ${speedWords(download.bytesPerSecond)}`]
  const each = proxies
    .slice(0, mostRows)
    .map(
      ({ host, requests, failed, medianFirstByteMs }) =>
        `${host}: ${plural(requests, 'request')}, ${percent(failed / Math.max(1, requests))} failed${medianFirstByteMs === null ? '' : `, ${formatCount(medianFirstByteMs)} ms to the first byte`}`,
    )
  return [...hits, ...fetched, ...each]
}

function leftOut(fleet: Fleet): readonly string[] {
  return [
    ...inputWords(fleet),
    ...fleet.input.examples.slice(0, mostRows).map(({ name, problem }) => `${name}: ${problem}`),
  ]
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
