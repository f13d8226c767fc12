// The verdict: what happened and whose move it is, in a headline and a few sentences.

import { type Fault, layerOf } from '../fault/fault.ts'
import { code } from './prose.ts'
import type { Report } from './report.ts'
import { formatBytes, formatCount, formatDuration, plural } from './units.ts'
import { again, blame, blameOf, headlines, results } from './wording.ts'

/** Sentences are for `prose`: foreign values stand between backticks. */
export interface Verdict {
  readonly glyph: string
  readonly headline: string
  /** Whose trouble it is; null where there is none. */
  readonly blame: string | null
  readonly sentences: readonly string[]
}

/** From this confidence on a fault is stated; below it is "probably". */
const stated = 0.8

/** What happened, said first in the summary and on the terminal. */
export function verdictOf(report: Report): Verdict {
  const { glyph, words } = results[report.result]
  if (report.result === 'complete')
    return { glyph, headline: words, blame: null, sentences: [downloadLine(report)] }
  if (report.result === 'recovered') {
    return { glyph, headline: words, blame: null, sentences: [overcome(report), downloadLine(report)] }
  }
  if (report.fault === null)
    return { glyph, headline: withoutFault(report), blame: null, sentences: [attemptsLine(report)] }
  return {
    glyph,
    headline: `${words}: ${headlineOf(report.fault)}`,
    blame: blameFor(report.fault),
    sentences: [whatFailed(report.fault), attemptsLine(report)].filter((line) => line !== ''),
  }
}

/** The category in words, with "probably" where it isn't certain. */
export function headlineOf(fault: Fault): string {
  return `${isStated(fault) ? '' : 'probably '}${headlines[fault.category]}`
}

function blameFor(fault: Fault): string {
  const sentence = blameOf[fault.category] ?? blame[layerOf[fault.category]]
  return isStated(fault) ? sentence : sentence.replace(/^This is /, 'This is probably ')
}

function isStated(fault: Fault): boolean {
  return fault.confidence >= stated || fault.category === 'unknown'
}

function whatFailed({ module, host, blocked }: Fault): string {
  const others = blocked > 1 ? ` and ${plural(blocked - 1, 'more module')}` : ''
  const from = host === null ? '' : ` (host ${code(host)})`
  if (module !== null) return `${code(module)}${others} could not be downloaded${from}.`
  if (blocked > 1) return `${plural(blocked, 'module')} could not be downloaded${from}.`
  return host === null ? '' : `The host is ${code(host)}.`
}

/** How often it was tried, why not more often, and whether to try again. */
function attemptsLine({ attempts, fault, seconds }: Report): string {
  const last = attempts.at(-1)
  const tried =
    last === undefined
      ? `Nothing was downloaded (${formatDuration(seconds * 1000)}).`
      : `${plural(attempts.length, 'attempt')} in ${formatDuration(seconds * 1000)}.`
  const reason = last?.decision.kind === 'stop' ? ` ${sentence(last.decision.reason)}` : ''
  return `${tried}${reason}${fault === null ? '' : ` ${fault.transient ? again.yes : again.no}`}`
}

/** What was in the way of a run that ended well. */
function overcome({ attempts, fault, fetch, cache }: Report): string {
  const tries =
    attempts.length > 1
      ? `It took ${formatCount(attempts.length)} attempts`
      : 'One attempt was enough, but not all went well'
  if (fault !== null) {
    const where = [fault.module, fault.host].filter((value) => value !== null).map((value) => code(value))
    return `${tries}: ${headlineOf(fault)}${where.length > 0 ? ` (${where.join(', ')})` : ''}.`
  }
  if (cache.problems.length > 0) return `${tries}: files of the cache entry were refused and downloaded anew.`
  if (fetch.kind === 'ran' && fetch.wrongBytes.length > 0)
    return `${tries}: a proxy sent wrong bytes, and another had the right ones.`
  if (fetch.kind === 'ran' && fetch.retries > 0)
    return `${tries}: ${plural(fetch.retries, 'request')} had to be repeated.`
  return `${tries}.`
}

/** How many modules there are, and what it took to have them. */
export function downloadLine({ modules, fetch, go, seconds }: Report): string {
  const all = plural(modules.total, 'module')
  const time = formatDuration(seconds * 1000)
  const sent = (fetch.kind === 'ran' ? fetch.requests : 0) + (go.requests ?? 0)
  if (modules.fetched === 0) {
    const requests = sent === 0 ? 'nothing was downloaded' : `${plural(sent, 'request')} sent`
    return `${all} in ${time}, all there before: ${requests}.`
  }
  const amount =
    modules.fetched === modules.total ? 'all downloaded' : `${formatCount(modules.fetched)} downloaded`
  const requests = sent === 0 ? '' : `, ${plural(sent, 'request')}`
  return `${all} in ${time}, ${amount}: ${formatBytes(modules.bytes)}${requests}.`
}

function withoutFault(report: Report): string {
  const { words } = results.failed
  if (report.changes.length > 0)
    return `${words}: the download changed ${report.changes.map((change) => code(change.file, 120)).join(', ')}`
  return `${words}: the step failed`
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?…]$/.test(trimmed) ? '' : '.'}`
}
