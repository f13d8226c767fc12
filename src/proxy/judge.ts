// What is a module proxy worth, by what its probe showed? Every verdict has a reason that a tired person understands.

import { moduleName } from '../modcache/module-file.ts'
import type { Observation, ProbeRecord, WrongContent } from './observation.ts'
import type { ProxyManners, ProxyVerdict } from './verdict.ts'

type Judgement = Omit<ProxyVerdict, 'proxy' | 'group'>
type StatusAnswer = Extract<Observation['answer'], { kind: 'status' }>

/**
 * Judges all proxies together: a sentinel that none of them has, where others are had, is no proxy's fault (a private
 * module, or one that was withdrawn) and is left out.
 */
export function judgeProxies(records: readonly ProbeRecord[]): readonly ProxyVerdict[] {
  const all = records.flatMap(({ observations }) => observations)
  const had = new Set(
    all.filter(({ answer }) => answer.kind === 'right').flatMap((seen) => sentinelOf(seen) ?? []),
  )
  const refused = all.filter(({ answer }) => answer.kind === 'status' && isRefusal(answer))
  const nobodys = new Set(
    had.size === 0 ? [] : refused.flatMap((seen) => sentinelOf(seen) ?? []).filter((name) => !had.has(name)),
  )
  return records.map((record) => ({ proxy: record.proxy, group: record.group, ...judge(record, nobodys) }))
}

/** The verdict on one proxy, whatever the others do. */
export function judge(record: ProbeRecord, leftOut: ReadonlySet<string> = new Set()): Judgement {
  if (record.skipped !== null) return notProbed(record.skipped)
  const observations = record.observations.filter((seen) => !leftOut.has(sentinelOf(seen) ?? ''))
  const files = observations.filter(({ target }) => target.kind === 'file')
  const impossible = observations.find(({ target }) => target.kind === 'impossible')
  const coverage = coverageOf(files)
  const latencyMs = median(observations.filter(isWarm).flatMap(({ waitMs }) => waitMs ?? []))
  const partial = { latencyMs, coverage }

  const bad =
    wrongContent(files) ??
    lies(impossible) ??
    noZip(files) ??
    (coverage.have === 0 ? nothingHad(files, record) : null)
  if (bad !== null)
    return {
      health: bad.failure === null ? 'not-probed' : 'unhealthy',
      manners: 'unknown',
      ...partial,
      ...bad,
      findings: [],
    }
  const manners = mannersOf(impossible)
  const findings = [...missingFindings(files), ...mannersFindings(impossible)]
  if (record.end.kind !== 'done' && observations.some(({ answer }) => answer.kind === 'cut')) {
    return {
      health: 'not-probed',
      manners,
      ...partial,
      reason: cutShort(record, files),
      failure: null,
      findings,
    }
  }
  return {
    health: 'healthy',
    manners,
    ...partial,
    reason: praise(coverage, manners, latencyMs),
    failure: null,
    findings,
  }
}

interface Trouble {
  readonly reason: string
  /** Null: no trouble of the proxy's own. */
  readonly failure: string | null
}

function wrongContent(files: readonly Observation[]): Trouble | null {
  for (const { answer, target } of files) {
    if (answer.kind !== 'wrong' || target.kind !== 'file') continue
    const { file } = target
    return {
      reason: wrongTexts[answer.what](`the .${file.kind} of ${moduleName(file)}`),
      failure: 'wrong-content',
    }
  }
  return null
}

const wrongTexts = {
  html: (what) =>
    `Answers with a web page (status 200) where ${what} was asked for: a login or block page, not a module proxy`,
  sum: (what) => `Its content for ${what} is not what go.sum says`,
  version: (what) => `Gave another version where ${what} was asked for`,
  'not-json': (what) => `Its answer for ${what} (status 200) is not the JSON that it should be`,
  'not-zip': (what) => `Its answer for ${what} (status 200) is no zip file`,
  empty: (what) => `Gave an empty answer (status 200) for ${what}`,
} as const satisfies Record<WrongContent, (what: string) => string>

/** How it answers for a version that can't exist shows whether its 200 and its 404 mean anything. */
function lies(impossible: Observation | undefined): Trouble | null {
  const answer = impossible?.answer
  if (answer === undefined || answer.kind === 'cut' || answer.kind === 'right') return null
  if (answer.kind === 'failure')
    return {
      reason: `Failed on a version that does not exist: ${answer.failure.message}`,
      failure: answer.failure.code,
    }
  if (answer.kind === 'wrong' || answer.status < 300)
    return {
      reason: 'Answers 200 even for a version that cannot exist, so its answers mean nothing',
      failure: '200',
    }
  if (answer.status === 404 || answer.status === 410) return null
  if (answer.status === 429) return { reason: rateLimited(answer), failure: '429' }
  if (answer.status >= 500)
    return {
      reason: `Answers ${named(answer.status)} where 404 is due, so a missing version looks like an outage`,
      failure: String(answer.status),
    }
  if (answer.html)
    return {
      reason: `Answers with a web page (${named(answer.status)}) where 404 is due: something else than a module proxy speaks`,
      failure: String(answer.status),
    }
  return null
}

/** Small files that come are worth little when zips don't: they often come from another host. */
function noZip(files: readonly Observation[]): Trouble | null {
  for (const { answer, target, redirectedTo } of files) {
    if (target.kind !== 'file' || target.file.kind !== 'zip') continue
    const where = redirectedTo === null ? '' : ` from ${redirectedTo}, where it sends for zips`
    if (answer.kind === 'failure')
      return {
        reason: `Gives .mod files but no zip: ${answer.failure.message}`,
        failure: answer.failure.code,
      }
    if (answer.kind === 'status' && !isRefusal(answer)) {
      return {
        reason: `Gives .mod files but no zip: ${named(answer.status)}${where}`,
        failure: String(answer.status),
      }
    }
  }
  return null
}

function nothingHad(files: readonly Observation[], record: ProbeRecord): Trouble {
  const answers = files.map(({ answer }) => answer)
  for (const answer of answers)
    if (answer.kind === 'failure')
      return { reason: sentence(answer.failure.message), failure: answer.failure.code }
  const statuses = answers.filter((answer) => answer.kind === 'status')
  const worst = statuses.find((answer) => !isRefusal(answer)) ?? statuses[0]
  if (worst === undefined) return silent(record)
  const { status } = worst
  const count = new Set(files.flatMap((seen) => sentinelOf(seen) ?? [])).size
  const asked =
    count === 1
      ? 'the module that it was asked for, though go.sum names it'
      : `all ${count} modules that it was asked for, though go.sum names them`
  if (status === 429) return { reason: rateLimited(worst), failure: '429' }
  if (status === 401 || status === 407)
    return { reason: `Wants credentials: ${named(status)} for ${asked}`, failure: String(status) }
  if (status === 403)
    return {
      reason: `Refuses everything: 403 Forbidden for ${asked}; credentials or a policy`,
      failure: '403',
    }
  if (status === 404 || status === 410) {
    const told = faultWithin(worst.body)
    const cause = told === null ? '' : `; its text tells why: ${told}`
    return { reason: `Has nothing: ${named(status)} for ${asked}${cause}`, failure: String(status) }
  }
  return {
    reason: `Answers ${named(status)}${worst.html ? ' with a web page' : ''}`,
    failure: String(status),
  }
}

/** Nothing came at all before the probe ended. */
function silent({ end, ms }: ProbeRecord): Trouble {
  const spent = `${Math.round(ms)} ms`
  if (end.kind === 'outrun')
    return {
      reason: `Gave no answer in ${spent}, when ${end.by} had answered everything; not waited for`,
      failure: null,
    }
  return end.kind === 'limit'
    ? { reason: `Gave no answer in ${spent}: it stalls, or is out of reach`, failure: 'ETIMEDOUT' }
    : { reason: 'No request was sent', failure: null }
}

function cutShort({ end, ms }: ProbeRecord, files: readonly Observation[]): string {
  const right = files.filter(({ answer }) => answer.kind === 'right').length
  const soFar = `${right} of ${files.length} answers had come in ${Math.round(ms)} ms, all right`
  return end.kind === 'outrun'
    ? `Slower than ${end.by}: ${soFar}; not waited for`
    : `Slow: ${soFar}; the probe's time was up`
}

function praise(coverage: ProxyVerdict['coverage'], manners: ProxyManners, latencyMs: number | null): string {
  const content =
    coverage.have === coverage.asked
      ? 'Right content'
      : `Right content for ${coverage.have} of ${coverage.asked} modules`
  const missing = {
    honest: 'an honest 404',
    policy: 'a refusal for what it lacks',
    unknown: 'no clear answer for what it lacks',
  }[manners]
  return `${content}, ${missing}${latencyMs === null ? '' : `, ${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms to the first byte`}`
}

/** A sentinel is had when everything asked of it came right. */
function coverageOf(files: readonly Observation[]): { have: number; asked: number } {
  const asked = new Map<string, boolean>()
  for (const seen of files) {
    const name = sentinelOf(seen)
    if (name === null || seen.answer.kind === 'cut') continue
    asked.set(name, (asked.get(name) ?? true) && seen.answer.kind === 'right')
  }
  return { have: [...asked.values()].filter(Boolean).length, asked: asked.size }
}

function mannersOf(impossible: Observation | undefined): ProxyManners {
  if (impossible?.answer.kind !== 'status') return 'unknown'
  const { status } = impossible.answer
  if (status === 404 || status === 410) return 'honest'
  return status === 400 || status === 401 || status === 403 ? 'policy' : 'unknown'
}

function mannersFindings(impossible: Observation | undefined): string[] {
  if (impossible?.answer.kind !== 'status') return []
  const { status, body } = impossible.answer
  if (mannersOf(impossible) === 'policy') {
    return [
      `It answers ${named(status)}, not 404, for what it lacks: entries behind a \`,\` after it are never asked.`,
    ]
  }
  const told = faultWithin(body)
  return told === null ? [] : [`Its 404 tells of a fault (${told}): it may say 404 for modules that exist.`]
}

function missingFindings(files: readonly Observation[]): string[] {
  return files.flatMap(({ answer, target, redirectedTo }) => {
    if (target.kind !== 'file' || answer.kind === 'right' || answer.kind === 'cut' || answer.kind === 'wrong')
      return []
    const what = answer.kind === 'status' ? named(answer.status) : answer.failure.message
    const at = redirectedTo === null ? '' : ` from ${redirectedTo}`
    return target.file.kind === 'zip'
      ? [`It gives .mod files but not the zip of ${moduleName(target.file)}: ${what}${at}.`]
      : [`The .${target.file.kind} of ${moduleName(target.file)} failed: ${what}.`]
  })
}

/** A status that says no to this module, and nothing about the proxy's health. */
function isRefusal({ status }: StatusAnswer): boolean {
  return status >= 400 && status < 500 && status !== 429 && status !== 408
}

function isWarm({ answer, target }: Observation): boolean {
  const small = target.kind === 'impossible' || target.file.kind !== 'zip'
  return small && (answer.kind === 'right' || answer.kind === 'status')
}

function sentinelOf({ target }: Observation): string | null {
  return target.kind === 'file' ? moduleName(target.file) : null
}

/** Proxies that answer 404 when their own source fails say so in the text. */
function faultWithin(body: string): string | null {
  const fault =
    /bad upstream|fetch timed out|temporarily unavailable|failed to connect|could not resolve host|dial tcp|early eof|i\/o timeout/i
  return fault.exec(body)?.[0].toLowerCase() ?? null
}

function rateLimited({ retryAfter }: StatusAnswer): string {
  return `Limits our requests: 429 Too Many Requests${retryAfter === null ? '' : `, asks to wait (Retry-After: ${retryAfter.slice(0, 40)})`}`
}

const reasonPhrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function named(status: number): string {
  const phrase = reasonPhrases[status]
  return phrase === undefined ? `status ${status}` : `${status} ${phrase}`
}

function notProbed(reason: string): Judgement {
  return {
    health: 'not-probed',
    manners: 'unknown',
    latencyMs: null,
    coverage: { have: 0, asked: 0 },
    reason,
    failure: null,
    findings: [],
  }
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle]
  if (high === undefined) return null
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}
