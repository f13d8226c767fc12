// Finds out why a proxy can't be called healthy, and says it in one sentence. The weightiest reason decides.

import { moduleName } from '../go/module-file.ts'
import {
  type Observation,
  type ProbeAnswer,
  type ProbeRecord,
  sentinelOf,
  type WrongContent,
} from './observation.ts'
import { faultWithin, isRefusal, namedStatus } from './status.ts'

type StatusAnswer = Extract<ProbeAnswer, { kind: 'status' }>

/** Why a proxy can't be called healthy. */
interface UnhealthyReason {
  readonly reason: string
  /** The error code or status that decided; null where the proxy is not to blame. */
  readonly failure: string | null
}

/** Null where none holds. Wrong content weighs most, then a wrong answer for the impossible version, then zips, then having nothing. */
export function findUnhealthyReason(seen: {
  readonly files: readonly Observation[]
  readonly impossible: Observation | undefined
  /** No sentinel came whole. */
  readonly hasNothing: boolean
  readonly record: ProbeRecord
}): UnhealthyReason | null {
  const { files, impossible, record } = seen
  const first = wrongContent(files) ?? wrongForImpossible(impossible) ?? noZip(files)
  return first ?? (seen.hasNothing ? gaveNothing(files, record) : null)
}

function wrongContent(files: readonly Observation[]): UnhealthyReason | null {
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
  damaged: (what) => `Its content for ${what} is damaged: it can't be unpacked`,
  empty: (what) => `Gave an empty answer (status 200) for ${what}`,
} as const satisfies Record<WrongContent, (what: string) => string>

/** How it answers for a version that can't exist shows whether its 200 and its 404 mean anything. */
function wrongForImpossible(impossible: Observation | undefined): UnhealthyReason | null {
  const answer = impossible?.answer
  if (answer === undefined || answer.kind === 'aborted' || answer.kind === 'right') return null
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
  if (answer.status === 429) return rateLimited(answer)
  if (answer.status >= 500)
    return {
      reason: `Answers ${namedStatus(answer.status)} where 404 is due, so a missing version looks like an outage`,
      failure: String(answer.status),
    }
  if (answer.html)
    return {
      reason: `Answers with a web page (${namedStatus(answer.status)}) where 404 is due: something else than a module proxy speaks`,
      failure: String(answer.status),
    }
  return null
}

/** Small files that come are worth little when zips don't: they often come from another host. */
function noZip(files: readonly Observation[]): UnhealthyReason | null {
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
        reason: `Gives .mod files but no zip: ${namedStatus(answer.status)}${where}`,
        failure: String(answer.status),
      }
    }
  }
  return null
}

function gaveNothing(files: readonly Observation[], record: ProbeRecord): UnhealthyReason {
  const answers = files.map(({ answer }) => answer)
  for (const answer of answers)
    if (answer.kind === 'failure')
      return { reason: sentence(answer.failure.message), failure: answer.failure.code }
  const statuses = answers.filter((answer) => answer.kind === 'status')
  const worst = statuses.find((answer) => !isRefusal(answer)) ?? statuses[0]
  if (worst === undefined) return noAnswer(record)
  const { status } = worst
  const count = new Set(files.flatMap((file) => sentinelOf(file) ?? [])).size
  const asked =
    count === 1
      ? 'the module that it was asked for, though go.sum names it'
      : `all ${count} modules that it was asked for, though go.sum names them`
  if (status === 429) return rateLimited(worst)
  if (status === 401 || status === 407)
    return { reason: `Wants credentials: ${namedStatus(status)} for ${asked}`, failure: String(status) }
  if (status === 403)
    return {
      reason: `Refuses everything: 403 Forbidden for ${asked}; credentials or a policy`,
      failure: '403',
    }
  if (status === 404 || status === 410) {
    const fault = faultWithin(worst.body)
    const cause = fault === null ? '' : `; its text tells why: ${fault}`
    return { reason: `Has nothing: ${namedStatus(status)} for ${asked}${cause}`, failure: String(status) }
  }
  return {
    reason: `Answers ${namedStatus(status)}${worst.html ? ' with a web page' : ''}`,
    failure: String(status),
  }
}

/** Nothing came at all before the probe ended. */
function noAnswer({ end, ms }: ProbeRecord): UnhealthyReason {
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

function rateLimited({ retryAfter }: StatusAnswer): UnhealthyReason {
  const wait = retryAfter === null ? '' : `, asks to wait (Retry-After: ${retryAfter.slice(0, 40)})`
  return { reason: `Limits our requests: 429 Too Many Requests${wait}`, failure: '429' }
}

/** A host's name at its beginning stays as it is. */
function sentence(message: string): string {
  if (/^[^ ]*[.:]/.test(message)) return message
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`
}
