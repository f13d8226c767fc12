// The verdict: what happened and whose move it is, in a headline and a few sentences.

import { layerOf } from '../faults/category.ts'
import { formatBytes, formatCount, formatDuration, plural } from '../text/units.ts'
import { code } from './prose.ts'
import type { CacheReport, Report, ReportedFault } from './report.ts'
import { unansweredOf } from './unanswered.ts'
import { again, blame, blameOf, fates, headlineOfFault, headlines, results } from './wording.ts'
import { wrongBytesOf } from './wrong-bytes.ts'

/** Sentences are for `prose`: foreign values stand between backticks. */
interface Verdict {
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
    return {
      glyph,
      headline: words,
      blame: moveAfterRecovery(report),
      sentences: [overcome(report), downloadLine(report)],
    }
  }
  if (report.fault === null) return withoutFault(report)
  return {
    glyph,
    headline: `${words}: ${headlineOf(report.fault)}${place(report.fault)}${affected(report.fault)}`,
    blame: blameFor(report.fault),
    sentences: [whatFailed(report.fault, sender(report)), attemptsLine(report)].filter((line) => line !== ''),
  }
}

/** The category in words, with "probably" where it isn't certain. */
export function headlineOf(fault: ReportedFault): string {
  return `${isStated(fault) ? '' : 'probably '}${headlineOfFault[fault.id] ?? headlines[fault.category]}`
}

/** The host, where it is what the reader must know first. */
function place({ category, host }: ReportedFault): string {
  const layer = layerOf[category]
  return host !== null && (layer === 'network' || layer === 'service') ? ` (${code(host, 100)})` : ''
}

/** How many modules it kept back, where it is more than the one that the next sentence names. */
function affected({ blocked }: ReportedFault): string {
  return blocked > 1 ? `; ${plural(blocked, 'module')} affected` : ''
}

/** What is meant by the cache, without an article. */
export function cachePlace({ shared }: CacheReport): string {
  return shared === undefined ? 'cache entry' : 'shared store'
}

function moveAfterRecovery({ cache, fetch }: Report): string {
  const tampered = cache.problems.some(({ kind }) => kind === 'tampered')
  if (tampered)
    return `The module cache is complete, but the ${cachePlace(cache)} held files with a wrong checksum. Find out who wrote them.`
  if (fetch.kind === 'ran' && fetch.wrongBytes.length > 0) {
    return 'The module cache is complete, but a proxy sent files with a wrong checksum. Find out why.'
  }
  return 'Nothing to do: the module cache is complete.'
}

/** Whose trouble it is, with "probably" where that isn't certain. */
export function blameFor(fault: ReportedFault): string {
  const sentence = blameOf[fault.category] ?? blame[layerOf[fault.category]]
  return isStated(fault) ? sentence : sentence.replace(/^This is /, 'This is probably ')
}

function isStated(fault: ReportedFault): boolean {
  return fault.confidence >= stated || fault.category === 'unknown'
}

/** Who sent the bytes that were refused, where `go` had the last word and doesn't name the sender. */
function sender({ fault, fetch, proxies }: Report): string | null {
  if (fault === null || fault.host !== null || layerOf[fault.category] !== 'integrity') return null
  const senders = wrongBytesOf(fetch, proxies).filter(({ module }) => module === fault.module)
  return [...new Set(senders.map(({ proxy }) => code(proxy)))].slice(0, 3).join(' and ') || null
}

function whatFailed({ category, module, host, blocked }: ReportedFault, sender: string | null): string {
  const fate = fates[layerOf[category]]
  const others = blocked > 1 ? ` and ${plural(blocked - 1, 'more module')}` : ''
  const several = blocked > 1 ? plural(blocked, 'module') : null
  const who = module === null ? several : `${code(module)}${others}`
  if (who === null) return ''
  if (fate === null) return `It concerns ${who}.`
  const source = host === null ? sender : code(host)
  const from = source === null ? '' : ` ${fate.host} ${source}`
  return `${who} ${several === null ? fate.one : fate.several}${from}.`
}

/** How often it was tried, why not more often, and whether to try again. */
function attemptsLine({ attempts, fault, seconds }: Report): string {
  const last = attempts.at(-1)
  const tried =
    last === undefined
      ? `Nothing was downloaded (${formatDuration(seconds * 1000)}).`
      : `${plural(attempts.length, 'attempt')} in ${formatDuration(seconds * 1000)}.`
  const reason = last?.decision.kind === 'stop' ? sentence(last.decision.reason) : ''
  const advice = fault === null || fault.category === 'unknown' ? '' : fault.transient ? again.yes : again.no
  return [tried, reason, advice].filter((part) => part !== '').join(' ')
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
  if (cache.problems.length > 0) return `${tries}: files of the cache were refused and downloaded anew.`
  if (fetch.kind === 'ran' && fetch.wrongBytes.length > 0) {
    const named = wrongBytesNames(fetch.wrongBytes)
    return `${tries}: ${named} did not have the checksum of go.sum, and the right files came in the end.`
  }
  const troubles = [repeated(fetch), unanswered(fetch)].filter((trouble) => trouble !== '')
  return troubles.length === 0 ? `${tries}.` : `${tries}: ${troubles.join('; ')}.`
}

function repeated(fetch: Report['fetch']): string {
  return fetch.kind === 'ran' && fetch.retries > 0
    ? `${plural(fetch.retries, 'request')} had to be repeated`
    : ''
}

function unanswered(fetch: Report['fetch']): string {
  const silent = unansweredOf(fetch)
  const [first] = silent
  if (first === undefined) return ''
  const count = silent.reduce((sum, { count }) => sum + count, 0)
  const others = silent.length > 1 ? ` and ${plural(silent.length - 1, 'more proxy', 'more proxies')}` : ''
  const brought = count === 1 ? 'a second one brought its file' : 'second ones brought their files'
  return `${code(first.proxy)}${others} left ${plural(count, 'request')} without an answer for a second or longer, and ${brought}`
}

function wrongBytesNames(wrongBytes: readonly { readonly module: string; readonly proxy: string }[]): string {
  const [first] = wrongBytes
  if (first === undefined) return ''
  const others = wrongBytes.length > 1 ? ` and ${plural(wrongBytes.length - 1, 'more file')}` : ''
  return `${code(first.module)} from ${code(first.proxy)}${others}`
}

/** How many modules there are, and what it took to have them. */
function downloadLine({ modules, fetch, go, seconds }: Report): string {
  const ready = `${plural(modules.total, 'module')} ready in ${formatDuration(seconds * 1000)}`
  const sent = (fetch.kind === 'ran' ? fetch.requests : 0) + (go.requests ?? 0)
  if (modules.fetched === 0) {
    return `${ready}. Nothing had to be downloaded${sent === 0 ? '' : `, but ${plural(sent, 'request')} were sent`}.`
  }
  const amount =
    modules.fetched === modules.total ? 'all downloaded' : `${formatCount(modules.fetched)} downloaded`
  return `${ready}: ${amount}, ${formatBytes(modules.bytes)}${sent === 0 ? '' : ` in ${plural(sent, 'request')}`}.`
}

/** What a failed run had done until then; empty where it was nothing. */
export function progressLine({ modules, fetch }: Report): string {
  if (modules.fetched === 0) return ''
  const requests = fetch.kind === 'ran' ? `, ${plural(fetch.requests, 'request')}` : ''
  return `Downloaded until then: ${formatCount(modules.fetched)} of ${plural(modules.total, 'module')}, ${formatBytes(modules.bytes)}${requests}.`
}

/** A step that failed though no download did: a file that may not change did, or our own code broke. */
function withoutFault(report: Report): Verdict {
  const { glyph, words } = results.failed
  const files = report.changes.map((change) => code(change.file, 120)).join(', ')
  const headline = files === '' ? `${words}: the step failed` : `${words}: the download changed ${files}`
  return { glyph, headline, blame: sentence(report.notices[0] ?? ''), sentences: [attemptsLine(report)] }
}

/** With a capital, where it starts with an ordinary word, and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const start = /^(?!go\b)[a-z]+[,;:]?(?: |$)/.test(trimmed)
    ? trimmed.charAt(0).toUpperCase()
    : trimmed.charAt(0)
  return `${start}${trimmed.slice(1)}${/[.!?…]$/.test(trimmed) ? '' : '.'}`
}

/** A statement and its reason, where there is one. */
export function because(statement: string, reason: string): string {
  return sentence(reason.trim() === '' ? statement : `${statement}: ${reason}`)
}
