// The report for a terminal: the same facts in the same order, as plain lines.

import { cut, oneLine, plainText } from '../text/sanitise.ts'
import { formatDuration } from '../text/units.ts'
import { attemptOutcome, decisionLine } from './attempts.ts'
import { cacheLines } from './cache-line.ts'
import { faultUrl } from './catalogue.ts'
import { excerptLines, excerptTitle } from './excerpt.ts'
import { type FactRow, factRows, saidRow } from './facts.ts'
import { notes } from './notes.ts'
import { recentHealth, recentTitle } from './recent-health.ts'
import type { Report } from './report.ts'
import { requirementRows } from './requirement-rows.ts'
import { slowestLine } from './slowest.ts'
import { timelineLines } from './timeline.ts'
import { sentence, verdictOf } from './verdict.ts'
import { healthWords, mostSteps } from './wording.ts'

/** Lines without colours or control characters; an empty one between the parts. `catalogue` as in `SummaryOptions`. */
export function renderText(report: Report, options: { readonly catalogue?: string | null } = {}): string[] {
  const failed = report.result === 'failed'
  const parts = [
    verdict(report),
    failed ? remedy(report) : [],
    failed ? place(report, options.catalogue ?? null) : [],
    report.result === 'complete' ? [] : proxies(report),
    timeline(report),
    report.attempts.length > 1 ? attempts(report) : [],
    failed ? excerpt(report) : [],
    [
      line(slowestLine(report)),
      line(cacheLines(report).join(' ')),
      ...notes(report).slice(0, 12).map(bullet),
    ],
    failed && report.reproduce.length > 0
      ? ['To see it yourself:', ...report.reproduce.slice(0, 20).map(indented)]
      : [],
  ]
  return parts
    .map((part) => part.filter((text) => text.trim() !== ''))
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]))
}

function verdict(report: Report): string[] {
  const { headline, blame, sentences } = verdictOf(report)
  return [line(headline), line(blame ?? ''), line(sentences.join(' '))]
}

function remedy({ fault }: Report): string[] {
  const steps = fault?.remedy.slice(0, mostSteps) ?? []
  return steps.length === 0 ? [] : ['What to do:', ...steps.map((step, i) => `  ${i + 1}. ${line(step)}`)]
}

function place(report: Report, catalogue: string | null): string[] {
  const { fault, source } = report
  if (fault === null) return []
  const url = faultUrl(fault.id, catalogue)
  const rows: readonly FactRow[] = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ['Fault', url === null ? fault.id : `${fault.id} (${url})`],
  ]
  return rows.map(([name, value]) => (value === null ? '' : `${name.padEnd(12)} ${oneLine(value, 400)}`))
}

function proxies(report: Report): string[] {
  if (report.proxies.length === 0) return []
  const width = Math.max(...report.proxies.map(({ proxy }) => oneLine(proxy, 60).length))
  const rows = report.proxies.slice(0, 20).map(({ proxy, health, latencyMs, reason, history }) => {
    const before = history === undefined ? '' : ` ${recentTitle([{ history }])}: ${recentHealth(history)}.`
    const latency = latencyMs === null ? '' : ` ${formatDuration(latencyMs)}`
    return `  ${oneLine(proxy, 60).padEnd(width)}  ${healthWords[health]}${latency}: ${line(sentence(reason))}${before}`
  })
  return ['Proxies:', ...rows]
}

function attempts(report: Report): string[] {
  const rows = report.attempts.slice(0, 20).map((attempt) => {
    const took = formatDuration(attempt.ms)
    return `  ${attempt.number}. ${took}: ${line(attemptOutcome(attempt))}; ${line(decisionLine(attempt.decision))}`
  })
  return ['Attempts:', ...rows]
}

function timeline(report: Report): string[] {
  const rows = timelineLines(report)
  return rows.length === 0 ? [] : ['How the run went:', ...rows.map(indented)]
}

function excerpt({ excerpt }: Report): string[] {
  if (excerpt === null || excerpt.lines.length === 0) return []
  return [`${excerptTitle(excerpt)}:`, ...excerptLines(excerpt).map(indented)]
}

function line(text: string): string {
  return oneLine(text, 1200)
}

function bullet(text: string): string {
  return `- ${line(text)}`
}

function indented(text: string): string {
  return `  ${cut(plainText(text.slice(0, 2500)).replaceAll('\n', ' ').replaceAll('\t', '    '), 2500)}`
}
