// Fetches one file from the groups of upstreams: carries out the steps that `nextStep` decides.

import { categoryOf, type FaultId, faultKind } from '../../faults/registry.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { AdmittedOutcome, RequestFault, RequestOutcome } from '../request/outcome.ts'
import type { RetryBudget } from '../upstream/retry-budget.ts'
import type { Upstream, UpstreamGroup } from '../upstream/upstream.ts'
import type { FileResult, LeftReason } from './file-result.ts'
import type { HedgeableRequest, UpstreamOutcome } from './hedged-request.ts'
import { type Candidate, nextStep, type Tried } from './route.ts'
import { type WaitOptions, waitBeforeRetry, waitForUpstream } from './wait.ts'

/** So many rounds through a group for one file. The back-offs between them are 3.5 s together, at most. */
const roundsPerGroup = 4

interface FetchFileOptions extends WaitOptions {
  readonly groups: readonly UpstreamGroup[]
  readonly sendRequest: (request: HedgeableRequest) => Promise<readonly UpstreamOutcome[]>
  readonly budget: RetryBudget
  readonly whyAborted: () => LeftReason
  /** By upstream, kept across files: why one was given up. */
  readonly lastFaults: ReadonlyMap<string, RequestFault>
}

/** Whose request is sent first, lowest first: retries, then .mod files, which the module graph waits for; zips last. */
const priorities = { retry: 0, mod: 1, info: 2, zip: 3 } as const

/** What went wrong with one file so far, by upstream. */
interface FileHistory {
  readonly faults: Map<string, RequestFault>
  /** By upstream, as which fault its absence is told. */
  readonly absences: Map<string, FaultId>
}

/** Gets a file from the first upstream that has it, by GOPROXY's rules. Rejects only where our own code is at fault. */
export async function fetchFile(file: ModuleFile, options: FetchFileOptions): Promise<FileResult> {
  const history: FileHistory = { faults: new Map(), absences: new Map() }
  const faults = () => [...history.faults].map(([proxy, fault]) => ({ proxy, fault }))
  const absences = () => [...history.absences].map(([proxy, id]) => ({ proxy, id }))
  for (const [index, group] of options.groups.entries()) {
    const isLast = index === options.groups.length - 1
    const result = await fetchFromGroup({ file, group, isLast, history, tried: new Map() }, options)
    if (result.kind === 'next-group') continue
    if (result.kind === 'admitted') return { ...result, faults: faults() }
    const why = options.signal.aborted ? options.whyAborted() : result.why
    return { kind: 'left', why, faults: faults(), absences: absences() }
  }
  return { kind: 'left', why: 'absent', faults: faults(), absences: absences() }
}

/** One file at one group. */
interface GroupVisit {
  readonly file: ModuleFile
  readonly group: UpstreamGroup
  readonly isLast: boolean
  readonly history: FileHistory
  /** Of the current round. */
  readonly tried: Map<Upstream, Tried>
}

type GroupResult =
  | (AdmittedOutcome & { readonly proxy: string })
  | { readonly kind: 'next-group' }
  | { readonly kind: 'leave'; readonly why: LeftReason }

async function fetchFromGroup(visit: GroupVisit, options: FetchFileOptions): Promise<GroupResult> {
  const { file, group, isLast, tried } = visit
  for (let round = 1, isRetry = false; !options.signal.aborted; ) {
    const step = nextStep({ candidates: candidatesOf(visit), isLast })
    if (step.kind === 'leave') addFaultsOfGivenUp(visit, options.lastFaults)
    if (step.kind === 'leave' || step.kind === 'next-group') return step
    if (step.kind === 'request') {
      const priority = priorities[isRetry ? 'retry' : file.kind]
      const result = await requestFrom(group.upstreams[step.candidate], { visit, priority }, options)
      if (result !== null) return result
    } else if (step.kind === 'wait') {
      if (!(await waitForUpstream(group, step.untilMs, options))) return { kind: 'leave', why: 'given-up' }
    } else {
      // An outage is the upstream's, which its breaker bounds; it uses up none of this file's rounds.
      if (!step.isOutage && round++ >= roundsPerGroup) return { kind: 'leave', why: 'failed' }
      if (!options.budget.take()) return { kind: 'leave', why: 'budget' }
      isRetry = true
      if (!(await waitBeforeRetry(step, { group, retry: round - 1 }, options)))
        return { kind: 'leave', why: 'failed' }
      for (const [upstream, how] of tried) if (how === 'failed') tried.delete(upstream)
    }
  }
  return { kind: 'leave', why: 'deadline' }
}

/** A file that was never asked of an upstream, because that one was given up, fails by the fault that made it so. */
function addFaultsOfGivenUp(
  { group, history }: GroupVisit,
  lastFaults: ReadonlyMap<string, RequestFault>,
): void {
  for (const { name, limiter } of group.upstreams) {
    const fault = lastFaults.get(name)
    if (fault === undefined || history.faults.has(name) || limiter.availability().kind !== 'given-up')
      continue
    history.faults.set(name, { ...fault, reason: `not asked any more, after ${fault.reason}` })
  }
}

function candidatesOf({ group, tried }: GroupVisit): readonly Candidate[] {
  return group.upstreams.map((upstream) => ({
    availability: upstream.limiter.availability(),
    tried: tried.get(upstream) ?? null,
    isAskedLast: upstream.record.isAskedLast(),
  }))
}

/** Null: the next step has to be decided anew, by what was learnt in `tried`. */
async function requestFrom(
  upstream: Upstream | undefined,
  { visit, priority }: { readonly visit: GroupVisit; readonly priority: number },
  options: FetchFileOptions,
): Promise<GroupResult | null> {
  const { file, group, tried } = visit
  const permit = await upstream?.limiter.acquire(priority, options.signal)
  if (upstream === undefined || !permit) return null
  const untried = group.upstreams.filter((other) => !tried.has(other))
  const limitMs = (options.deadlineAtMs - options.clock.now()) / Math.max(1, untried.length)
  const hedgeUpstreams = [...untried.filter((other) => other !== upstream), upstream]
  for (const ended of await options.sendRequest({ upstream, permit, file, limitMs, hedgeUpstreams })) {
    const result = noteOutcome(ended, visit)
    if (result !== null) return result
  }
  return null
}

function noteOutcome(
  { upstream, outcome }: UpstreamOutcome,
  { file, history, tried }: GroupVisit,
): GroupResult | null {
  const { name: proxy, record } = upstream
  if (outcome.kind === 'admitted') {
    record.onFile(file)
    return { ...outcome, proxy }
  }
  if (outcome.kind === 'absent') history.absences.set(proxy, outcome.id)
  if (outcome.kind === 'failed') history.faults.set(proxy, outcome.fault)
  if (outcome.kind === 'failed' && outcome.fault.local) return { kind: 'leave', why: 'disk' }
  if (outcome.kind === 'not-verified') return { kind: 'leave', why: 'not-verified' }
  const how = triedOf(outcome)
  if (outcome.kind === 'failed' && categoryOf(outcome.fault.id) === 'checksum-mismatch') record.onWrongBytes()
  else if (how !== 'failed') record.onRefusal(file)
  tried.set(upstream, how)
  return null
}

function triedOf(outcome: Exclude<RequestOutcome, { kind: 'admitted' | 'not-verified' }>): Tried {
  if (outcome.kind === 'absent') return 'absent'
  return outcome.kind === 'abandoned' || faultKind(outcome.fault.id).transient ? 'failed' : 'refused'
}
