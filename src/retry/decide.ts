// Whether there is another attempt after this one, when, and why: the retry decision as a pure function.

import type { FaultCategory } from '../faults/category.ts'
import type { Classification, Fault } from '../faults/fault.ts'
import { usesHttp1 } from '../go/godebug.ts'
import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import { fullJitterMs, longestBackoffMs } from './backoff.ts'
import { retryPolicy } from './retry-policy.ts'

/** All that a decision rests on. */
export interface Situation {
  /** Whether every scope has all of its modules now. */
  readonly complete: boolean
  /** Of the attempt; `primary` is the fault that decides. */
  readonly classification: Classification
  /** The number of the attempt that has just ended, from 1. */
  readonly attempt: number
  readonly maxAttempts: number
  /** What is left of the total time limit, in milliseconds. */
  readonly remainingMs: number
  /** The longest wait that a server asked for in this attempt, in milliseconds; null where none did. */
  readonly retryAfterMs: number | null
  /** Whether the group of the proxy at fault has another one that may be asked instead. */
  readonly otherUpstream: boolean
  /** GODEBUG as `go` had it in this attempt. */
  readonly godebug: string
  /** Modules that an earlier decision dropped: none is dropped twice. */
  readonly dropped: readonly ModuleVersion[]
  readonly random: () => number
}

/** Why there is, or isn't, another attempt. */
export type Decision =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry'
      readonly afterMs: number
      readonly reason: string
      readonly http1: boolean
      readonly drop: readonly ModuleVersion[]
    }
  | { readonly kind: 'stop'; readonly reason: string }

/** An attempt with less time than this isn't worth beginning. */
export const leastAttemptMs = 1_000

/** A rate limit without a stated wait is given at least this. */
export const leastPatienceMs = 30_000

/** What to do next. The reason is a clause for the user, without a full stop; it may hold text from a log, so whoever prints it escapes it. */
export function decide(situation: Situation): Decision {
  if (situation.complete) return { kind: 'done' }
  const { primary: fault } = situation.classification
  if (fault === null) return stop('the download failed without saying why')
  const proposal = proposalFor(fault, situation)
  if (proposal.kind === 'stop') return stop(proposal.why)
  const { attempt, maxAttempts, remainingMs } = situation
  if (attempt >= maxAttempts) {
    return stop(
      maxAttempts === 1 ? 'one attempt is all that is allowed' : `all ${maxAttempts} attempts are used up`,
    )
  }
  if (remainingMs < leastAttemptMs) return stop('the time limit is reached')
  if (proposal.afterMs + leastAttemptMs > remainingMs) {
    const wait = `it would have to wait ${inSeconds(proposal.afterMs)} because ${proposal.why}`
    return stop(`${wait}, and ${inSeconds(remainingMs)} of the time limit are left`)
  }
  const http1 = proposal.http1 || usesHttp1(situation.godebug)
  return { kind: 'retry', afterMs: proposal.afterMs, reason: proposal.why, http1, drop: proposal.drop }
}

function stop(why: string): Extract<Decision, { kind: 'stop' }> {
  return { kind: 'stop', reason: why }
}

/** What the fault alone asks for, before attempts and time are weighed; `why` is a clause of a sentence. */
type Proposal = Retry | { readonly kind: 'stop'; readonly why: string }

interface Retry {
  readonly kind: 'retry'
  readonly afterMs: number
  readonly why: string
  readonly http1: boolean
  readonly drop: readonly ModuleVersion[]
}

/** Of the fault that decides. */
function proposalFor(fault: Fault, situation: Situation): Proposal {
  const policy = retryPolicy[fault.category]
  switch (policy.retry) {
    case 'never':
      return stopFor(policy.why)
    case 'after-dropping':
      return afterDropping(fault, situation)
    case 'if-transient':
      if (!fault.transient && !wantsHttp1(fault, situation))
        return stopFor(`${policy.why}, and nothing suggests that this passes by itself`)
      return afterWaiting(fault, situation)
  }
}

/** Damage in the cache: worth one more download, of these modules alone. */
function afterDropping(fault: Fault, situation: Situation): Proposal {
  const { why } = retryPolicy[fault.category]
  const modules = modulesOf(fault.category, situation)
  const drop = fresh(modules, situation)
  if (drop.length === 0) {
    const again = modules.some((module) => includes(situation.dropped, module))
    return stopFor(again ? `${why}, also after a new download` : why)
  }
  const names = drop.length > 1 ? `${drop.length} modules` : drop.map(moduleName).join()
  const what = `the files of ${names} in the module cache are damaged`
  return { ...retry, drop, why: `${what}; they are removed and downloaded anew` }
}

function afterWaiting(fault: Fault, situation: Situation): Proposal {
  const { attempt, random, retryAfterMs, otherUpstream } = situation
  const what = retryPolicy[fault.category].why
  const jitterMs = fullJitterMs(longestBackoffMs(attempt), random)
  const http1 = wantsHttp1(fault, situation)
  const again = { ...retry, http1, drop: fresh(modulesOf('cache-corrupt', situation), situation) }
  if (retryAfterMs !== null) {
    const why = `${what}, and a server asked for ${inSeconds(retryAfterMs)} of patience`
    return { ...again, afterMs: Math.max(jitterMs, retryAfterMs), why }
  }
  if (fault.category === 'rate-limited' || fault.also.includes('rate-limited')) {
    if (otherUpstream) return { ...again, why: `${what}, and there is another proxy to ask` }
    return { ...again, afterMs: leastPatienceMs + jitterMs, why: `${what}, which takes some patience` }
  }
  return {
    ...again,
    afterMs: jitterMs,
    why: `${what}, which often passes${http1 ? '; now over HTTP/1.1' : ''}`,
  }
}

const retry = { kind: 'retry', afterMs: 0, http1: false, drop: [] } as const

/** A broken HTTP/2 connection takes all downloads on it along, HTTP/1.1 has one for each; and some servers demand it. */
function wantsHttp1(fault: Fault, { godebug }: Situation): boolean {
  if (usesHttp1(godebug)) return false
  if (fault.category !== 'interrupted' && !fault.also.includes('interrupted')) return false
  return (
    fault.id.startsWith('interrupted/http2-') ||
    fault.evidence.some(({ text }) => /stream error: stream ID|http2: /.test(text))
  )
}

function stopFor(why: string): Proposal {
  return { kind: 'stop', why }
}

/** `path@version` in its parts, `path@version/go.mod` too; null without a version. */
function moduleVersion(module: string | null): ModuleVersion | null {
  const [, path, version] = /^([^@]+)@([^/]+)(?:\/go\.mod)?$/.exec(module ?? '') ?? []
  return path === undefined || version === undefined ? null : { path, version }
}

/** The modules that faults of this category name. */
function modulesOf(category: FaultCategory, { classification }: Situation): ModuleVersion[] {
  const faults = classification.faults.filter((fault) => fault.category === category)
  return faults.map(({ module }) => moduleVersion(module)).filter((module) => module !== null)
}

function fresh(modules: readonly ModuleVersion[], { dropped }: Situation): ModuleVersion[] {
  return modules.filter((module) => !includes(dropped, module))
}

function includes(modules: readonly ModuleVersion[], { path, version }: ModuleVersion): boolean {
  return modules.some((module) => module.path === path && module.version === version)
}

/** For a sentence: `1.5 s`, `30 s`. */
function inSeconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.ceil(ms / 1_000)} s`
}
