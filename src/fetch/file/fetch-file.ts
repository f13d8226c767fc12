// How does one file come through the groups of upstreams? The loop around `nextStep`: ask, back off, rest, move on.

import type { ModuleFile } from '../../go/module-file.ts'
import type { Clock, Random } from '../../platform/clock.ts'
import { backoffOf, fullJitter } from '../../retry/backoff.ts'
import type { Arrival, AskOutcome, FileOutcome, LeftReason, RequestFault } from '../request/outcome.ts'
import type { RetryBudget } from '../upstream/budget.ts'
import type { Ticket } from '../upstream/limiter.ts'
import type { Upstream, UpstreamGroup } from '../upstream/upstream.ts'
import { type Member, nextStep, type Tried } from './route.ts'

/** A group is gone through so many times for one file, with a back-off between. */
export const roundsPerGroup = 4

/** One question to an upstream; `hedges` are the others of its group that may be asked beside it. */
export interface Question {
  readonly upstream: Upstream
  readonly ticket: Ticket
  readonly file: ModuleFile
  /** The slice of the deadline that this upstream may use up. */
  readonly limitMs: number
  readonly hedges: readonly Upstream[]
}

/** What came of it: an outcome for each upstream that told one. */
export type Answers = readonly { readonly upstream: Upstream; readonly outcome: AskOutcome }[]

export interface WalkOptions {
  readonly groups: readonly UpstreamGroup[]
  readonly ask: (question: Question) => Promise<Answers>
  readonly clock: Clock
  readonly random: Random
  readonly budget: RetryBudget
  /** Aborted at the deadline, or when the run is cancelled. */
  readonly signal: AbortSignal
  /** `clock.now()` at which `signal` will be aborted. */
  readonly deadlineAtMs: number
  /** The upstream is known to have wrong bytes for this module. */
  readonly isExcluded: (file: ModuleFile, upstream: string) => boolean
  readonly whyAborted: () => LeftReason
  /** By upstream, kept across files: why nobody asks one that is gone. */
  readonly lastFaults: ReadonlyMap<string, RequestFault>
}

/** Places in line, the lowest first: second tries, then .mod files, which the graph waits for; zips fill the gaps. */
const rankOf = { again: 0, mod: 1, info: 2, zip: 3 } as const

/** What one file has met so far. */
interface Trail {
  readonly faults: Map<string, RequestFault>
  readonly absentAt: Set<string>
}

/** Gets a file from the first upstream that has it, by GOPROXY's rules. Rejects only where our own code is at fault. */
export async function walk(file: ModuleFile, options: WalkOptions): Promise<FileOutcome> {
  const trail: Trail = { faults: new Map(), absentAt: new Set() }
  const faults = () => [...trail.faults].map(([proxy, fault]) => ({ proxy, fault }))
  for (const [index, group] of options.groups.entries()) {
    const isLast = index === options.groups.length - 1
    const passage = await passGroup(file, { group, isLast, trail }, options)
    if (passage.kind === 'next-group') continue
    if (passage.kind === 'admitted') return { ...passage, faults: faults() }
    const why = options.signal.aborted ? options.whyAborted() : passage.why
    return { kind: 'left', why, faults: faults(), absentAt: [...trail.absentAt] }
  }
  return { kind: 'left', why: 'absent', faults: faults(), absentAt: [...trail.absentAt] }
}

interface Place {
  readonly group: UpstreamGroup
  readonly isLast: boolean
  readonly trail: Trail
}

type Passage =
  | (Arrival & { readonly proxy: string })
  | { readonly kind: 'next-group' }
  | { readonly kind: 'leave'; readonly why: LeftReason }

async function passGroup(
  file: ModuleFile,
  { group, isLast, trail }: Place,
  options: WalkOptions,
): Promise<Passage> {
  const tried = new Map<Upstream, Tried>()
  for (const upstream of group.upstreams) {
    if (options.isExcluded(file, upstream.name)) tried.set(upstream, 'refused')
  }
  for (let round = 1, tries = 0; !options.signal.aborted; ) {
    const step = nextStep({ members: membersOf(group, tried), isLast })
    if (step.kind === 'leave') noteGone(group, trail, options.lastFaults)
    if (step.kind === 'leave' || step.kind === 'next-group') return step
    if (step.kind === 'ask') {
      const end = await askMember(
        file,
        { group, member: step.member, tried, trail, again: tries > 0 },
        options,
      )
      if (end !== null) return end
    } else if (step.kind === 'rest') {
      if (!(await rest(group, step.untilMs, options))) return { kind: 'leave', why: 'gone' }
    } else {
      // An outage is the upstream's, which its breaker bounds; it uses up none of this file's rounds.
      if (!step.isOutage && round++ >= roundsPerGroup) return { kind: 'leave', why: 'failed' }
      if (!options.budget.take()) return { kind: 'leave', why: 'budget' }
      tries++
      const isInTime = step.isOutage
        ? await rest(group, step.untilMs, options)
        : await backOff(round - 1, step.untilMs, options)
      if (!isInTime) return { kind: 'leave', why: 'failed' }
      for (const [upstream, how] of tried) if (how === 'failed') tried.delete(upstream)
    }
  }
  return { kind: 'leave', why: 'deadline' }
}

/** A file that was never asked of an upstream, because it is gone, fails by what drove it away. */
function noteGone(group: UpstreamGroup, trail: Trail, lastFaults: ReadonlyMap<string, RequestFault>): void {
  for (const { name, gate } of group.upstreams) {
    const fault = lastFaults.get(name)
    if (fault === undefined || trail.faults.has(name) || gate.availability().kind !== 'gone') continue
    trail.faults.set(name, { ...fault, reason: `not asked any more, after ${fault.reason}` })
  }
}

function membersOf(group: UpstreamGroup, tried: ReadonlyMap<Upstream, Tried>): readonly Member[] {
  return group.upstreams.map((upstream) => ({
    availability: upstream.gate.availability(),
    tried: tried.get(upstream) ?? null,
    isBarren: upstream.harvest.isBarren(),
  }))
}

/** Null: the group goes on, with what was learnt in `tried`. */
async function askMember(
  file: ModuleFile,
  at: {
    readonly group: UpstreamGroup
    readonly member: number
    readonly tried: Map<Upstream, Tried>
    readonly trail: Trail
    readonly again: boolean
  },
  options: WalkOptions,
): Promise<Passage | null> {
  const { group, tried, trail } = at
  const upstream = group.upstreams[at.member]
  const ticket = await upstream?.gate.enter(rankOf[at.again ? 'again' : file.kind], options.signal)
  if (upstream === undefined || !ticket) return null
  const untried = group.upstreams.filter((other) => !tried.has(other))
  const limitMs = (options.deadlineAtMs - options.clock.now()) / Math.max(1, untried.length)
  const hedges = [...untried.filter((other) => other !== upstream), upstream]
  for (const answer of await options.ask({ upstream, ticket, file, limitMs, hedges })) {
    const { outcome } = answer
    const proxy = answer.upstream.name
    if (outcome.kind === 'admitted') {
      answer.upstream.harvest.onFile(file)
      return { ...outcome, proxy }
    }
    if (outcome.kind === 'absent') trail.absentAt.add(proxy)
    if (outcome.kind === 'failed') trail.faults.set(proxy, outcome.fault)
    if (outcome.kind === 'failed' && outcome.fault.local) return { kind: 'leave', why: 'disk' }
    const how = triedOf(outcome)
    if (outcome.kind === 'failed' && outcome.fault.category === 'checksum-mismatch')
      onForgery(answer.upstream)
    else if (how !== 'failed') answer.upstream.harvest.onRefusal(file)
    tried.set(answer.upstream, how)
  }
  return null
}

/** Whoever forged a go.mod may forge zips. */
function onForgery({ harvest, audit }: Upstream): void {
  audit.onWrong()
  harvest.onForgery()
}

function triedOf(outcome: Exclude<AskOutcome, { kind: 'admitted' }>): Tried {
  if (outcome.kind === 'absent') return 'absent'
  return outcome.kind === 'abandoned' || outcome.fault.transient ? 'failed' : 'refused'
}

/** Waits until an upstream may be asked again; false where that is later than the deadline. */
async function rest(group: UpstreamGroup, untilMs: number | null, options: WalkOptions): Promise<boolean> {
  if (untilMs !== null) return sleepUntil(untilMs, options)
  const over = new AbortController()
  const stop = () => over.abort()
  options.signal.addEventListener('abort', stop, { once: true })
  const changes = group.upstreams.map(({ gate }) => gate.changed())
  const deadline = sleepUntil(options.deadlineAtMs - 1, { ...options, signal: over.signal })
  await Promise.race([...changes, deadline])
  options.signal.removeEventListener('abort', stop)
  over.abort()
  return true
}

/** Full jitter before retry number `retry`, and no earlier than `untilMs`. */
function backOff(retry: number, untilMs: number | null, options: WalkOptions): Promise<boolean> {
  const wait = fullJitter(backoffOf(retry), options.random)
  return sleepUntil(Math.max(options.clock.now() + wait, untilMs ?? 0), options)
}

async function sleepUntil(
  untilMs: number,
  { clock, signal, deadlineAtMs }: Pick<WalkOptions, 'clock' | 'signal' | 'deadlineAtMs'>,
): Promise<boolean> {
  if (untilMs >= deadlineAtMs) return false
  return clock.sleep(Math.max(0, untilMs - clock.now()), signal).then(
    () => true,
    () => true,
  )
}
