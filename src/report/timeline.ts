// A picture of the run in lines of text: each step as a bar, from the start of the run to its end.

import { formatDuration, plural } from '../text/units.ts'
import type { Report, TimelineStep } from './report.ts'
import { unansweredOf } from './unanswered.ts'
import { headlineOf } from './verdict.ts'

interface Row {
  readonly label: string
  readonly startMs: number
  readonly ms: number
  readonly fill: string
  readonly note: string
}

const columns = 40
const mostRows = 40
const fills = { work: '█', part: '▒', pause: '░' } as const

const stepWords = {
  restore: 'Restore',
  probe: 'Probe',
  fetch: 'Fetch',
  go: 'go mod download',
  pause: 'Pause',
  save: 'Save',
} as const satisfies Record<TimelineStep['step'], string>

/**
 * Where there were several attempts, or requests had to be repeated; else nothing. Of what comes from outside only hosts are
 * shown, reduced to letters, digits, `.`, `:` and `-`.
 */
export function timelineLines(report: Report): readonly string[] {
  const { timeline = [], seconds } = report
  if (timeline.length < 2 || !isEventful(report)) return []
  const rows = timeline.flatMap((step) => rowsOf(step, report))
  const totalMs = Math.max(seconds * 1_000, ...rows.map(({ startMs, ms }) => startMs + ms), 1)
  const labels = Math.max(...rows.map(({ label }) => label.length))
  const took = Math.max(...rows.map(({ ms }) => formatDuration(ms).length))
  const lines = rows.slice(0, mostRows).map((row) => {
    const bar = barOf(row, totalMs).padEnd(columns)
    return `${row.label.padEnd(labels)} ${formatDuration(row.ms).padStart(took)} ${bar} ${row.note}`.trimEnd()
  })
  const rest = rows.length - lines.length
  return rest > 0 ? [...lines, `… and ${plural(rest, 'more step')}, in the JSON report`] : lines
}

function isEventful({ attempts, fetch }: Report): boolean {
  const isRepeated = fetch.kind === 'ran' && fetch.retries > 0
  return attempts.length > 1 || isRepeated || unansweredOf(fetch).length > 0
}

function rowsOf(step: TimelineStep, report: Report): readonly Row[] {
  const { startMs, ms } = step
  const fill = step.step === 'pause' ? fills.pause : fills.work
  const label = `${numberOf(step, report)}${stepWords[step.step]}`
  return [{ label, startMs, ms, fill, note: noteOf(step, report) }, ...upstreamRows(step, report)]
}

/** Where there were several: of an attempt at its first step, and as much room at the others. */
function numberOf(step: TimelineStep, { attempts, timeline = [] }: Report): string {
  const { attempt } = step
  if (attempt === undefined || attempts.length < 2) return ''
  return timeline.find((other) => other.attempt === attempt) === step ? `${attempt}. ` : '   '
}

/** What ended the attempt, at its last step. */
function noteOf(step: TimelineStep, { attempts, timeline = [] }: Report): string {
  if (step.attempt === undefined || step.step === 'pause') return ''
  const last = timeline.findLast(({ attempt, step: kind }) => attempt === step.attempt && kind !== 'pause')
  if (step !== last) return ''
  const fault = attempts.find(({ number }) => number === step.attempt)?.classification.primary
  return fault ? headlineOf(fault) : ''
}

/** Only where there were several: of one, they say what the fetch says. */
function upstreamRows({ startMs, upstreams = [] }: TimelineStep, report: Report): readonly Row[] {
  if (upstreams.length < 2) return []
  return upstreams.map((upstream) => ({
    label: `${report.attempts.length < 2 ? '  ' : '     '}${hostOf(upstream.proxy)}`,
    startMs: startMs + upstream.startMs,
    ms: upstream.ms,
    fill: fills.part,
    note: `${upstream.ok} of ${plural(upstream.requests, 'request')} fine`,
  }))
}

function barOf({ startMs, ms, fill }: Row, totalMs: number): string {
  const column = (atMs: number) => Math.round((atMs / totalMs) * columns)
  const from = Math.min(column(startMs), columns - 1)
  return ' '.repeat(from) + fill.repeat(Math.max(1, column(startMs + ms) - from))
}

function hostOf(proxy: string): string {
  const host = (URL.canParse(proxy) && new URL(proxy).host) || 'folder'
  return host.replace(/[^\w.:-]/g, '').slice(0, 30)
}
