// Incidents on the page: the open ones first, all on one axis of time, and a table of them.

import { max } from 'd3-array'
import { scaleUtc } from 'd3-scale'
import type { Element } from 'hast'
import { h, s } from 'hastscript'
import { cut } from '../../text/sanitise.ts'
import { formatCount, plural } from '../../text/units.ts'
import type { Fleet, FleetIncident } from '../shape.ts'
import { minutesWords, recoveryWords, repositoryWords, subjectWords, timeWords } from '../wording.ts'
import { dateLabel, type Frame, figure, rounded, timeLabels } from './chart-frame.ts'
import { type Cell, type Content, codeOf, mostRows, rest, section, table } from './elements.ts'

/** What an on-call engineer must see first; nothing where none is open. */
export function openIncidents({ incidents }: Fleet): readonly Element[] {
  const open = incidents.filter((incident) => incident.open)
  if (open.length === 0) return []
  const lines = open
    .slice(0, 5)
    .map((incident) =>
      h('p', [
        h('strong', 'Open: '),
        codeOf(subjectWords(incident)),
        ` since ${timeWords(incident.start)}, ${formatCount(incident.failed)} failed and ${formatCount(incident.recoveredRuns)} saved in ${plural(incident.repositoryCount, 'repository', 'repositories')}.`,
      ]),
    )
  return [h('div.open', { role: 'status' }, lines)]
}

export function incidentSection(fleet: Fleet): Element {
  const { incidents } = fleet
  if (incidents.length === 0)
    return section('Incidents', 'None: no host and no module failed several repositories within an hour.', [])
  const heading = ['What', 'Began', 'Ended', 'Failed', 'Saved', 'Lost', 'Repositories']
  const caption = `${plural(incidents.length, 'incident')}, the latest first`
  const intro = 'The same host or module in trouble in several repositories, with pauses of an hour at most.'
  return section('Incidents', intro, [
    timeline(fleet),
    table({ caption, heading }, incidents.slice(0, mostRows).map(row)),
    ...rest(incidents.length, 'incidents'),
  ])
}

function row(incident: FleetIncident): readonly Cell[] {
  const { causes, start, failed, recoveredRuns, lostMinutes } = incident
  return [
    { kind: 'name', text: subjectWords(incident), beneath: causes.slice(0, 3).join(', ') },
    { kind: 'words', content: [time(start)] },
    { kind: 'words', content: ended(incident) },
    { kind: 'amount', text: formatCount(failed) },
    { kind: 'amount', text: formatCount(recoveredRuns) },
    { kind: 'amount', text: minutesWords(lostMinutes) },
    { kind: 'words', content: repositories(incident) },
  ]
}

/** The footer says that all times are UTC. */
function time(iso: string): Element {
  return h('time', { dateTime: iso }, timeWords(iso).replace(' UTC', ''))
}

function ended(incident: FleetIncident): Content {
  if (incident.open) return [h('span.state.now', 'open')]
  if (incident.recovered === null) return [recoveryWords(incident)]
  return [time(incident.recovered), h('span.small', recoveryWords(incident))]
}

function repositories({ repositories: names, repositoryCount }: FleetIncident): Content {
  const shown = names.slice(0, 3).map(repositoryWords)
  const more = repositoryCount > shown.length ? ` and ${repositoryCount - shown.length} more` : ''
  return shown
    .flatMap((name, at): Content => [...(at === 0 ? [] : [', ']), codeOf(name)])
    .concat(more === '' ? [] : [more])
}

/** Rows of the picture; each is one host or module. */
const mostSubjects = 10
const rowHeight = 40
const barHeight = 12

function timeline(fleet: Fleet): Element {
  const subjects = [...new Set(fleet.incidents.map(subjectWords))].slice(0, mostSubjects)
  const shown = fleet.incidents.filter((incident) => subjects.includes(subjectWords(incident)))
  const description = `When ${plural(subjects.length, 'host or module', 'hosts and modules')} were in trouble, from ${timeWords(fleet.from ?? fleet.at)} to ${timeWords(fleet.to ?? fleet.at)}. The table below has the same.`
  return figure({ title: 'Incidents over time', description }, (frame) => {
    const height = subjects.length * rowHeight + frame.margin.bottom + 4
    return { height, parts: rows(fleet, { subjects, shown, frame, height }) }
  })
}

function rows(
  { from, to, at }: Fleet,
  options: {
    readonly subjects: readonly string[]
    readonly shown: readonly FleetIncident[]
    readonly frame: Frame
    readonly height: number
  },
): readonly Element[] {
  const { subjects, shown, frame, height } = options
  const x = scaleUtc([new Date(from ?? at), new Date(latest(shown, to ?? at))], [0, frame.width])
  const ticks = x.ticks(frame.ticks)
  const lines = ticks.map((tick) => {
    const at = rounded(x(tick))
    return s('line', { className: ['grid'], x1: at, x2: at, y1: 0, y2: height - frame.margin.bottom })
  })
  const labels = subjects.flatMap((subject, index) => {
    const top = index * rowHeight
    return [
      s('text', { className: ['name'], x: 0, y: top + 14 }, cut(subject, Math.floor(frame.width / 7))),
      s('rect', { className: ['track'], x: 0, y: top + 20, width: frame.width, height: barHeight, rx: 3 }),
    ]
  })
  return [
    ...lines,
    ...labels,
    ...shown.map((incident) =>
      bar(incident, { x, frame, top: subjects.indexOf(subjectWords(incident)) * rowHeight }),
    ),
    ...timeLabels(
      ticks.map((tick) => ({ x: x(tick), text: tickLabel(tick, ticks) })),
      frame,
      height - 6,
    ),
  ]
}

function bar(
  { start, end, recovered, failed }: FleetIncident,
  { x, frame, top }: { readonly x: (date: Date) => number; readonly frame: Frame; readonly top: number },
): Element {
  const from = Math.max(0, x(new Date(start)))
  const width = Math.max(4, x(new Date(recovered ?? end)) - from)
  return s('rect', {
    className: [failed > 0 ? 'failed' : 'saved'],
    x: rounded(Math.min(from, frame.width - 4)),
    y: top + 20,
    width: rounded(Math.min(width, frame.width - from + 4)),
    height: barHeight,
    rx: 3,
  })
}

function latest(incidents: readonly FleetIncident[], to: string): string {
  return max([to, ...incidents.map(({ end, recovered }) => recovered ?? end)]) ?? to
}

/** The hour where the ticks lie closer than a day. */
function tickLabel(tick: Date, ticks: readonly Date[]): string {
  const [first, second] = ticks
  const isFine =
    first !== undefined && second !== undefined && second.getTime() - first.getTime() < 86_400_000
  return isFine ? tick.toISOString().slice(11, 16) : dateLabel(tick)
}
