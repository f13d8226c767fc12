// The download itself: attempts, each one a fetch of what is missing and `go mod download`, until it is done or hopeless.

import { classify } from '../classify/classify.ts'
import { excerptOf } from '../classify/excerpt.ts'
import type { GoDownload } from '../download/go-download.ts'
import type { Classification, Fault } from '../faults/fault.ts'
import type { Witnesses } from '../faults/witness.ts'
import { withHttp1 } from '../go/godebug.ts'
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  type GoproxyList,
  withoutEntries,
} from '../go/goproxy-list.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { dropModule } from '../modcache/drop.ts'
import type { World } from '../platform/world.ts'
import type { Decision } from '../retry/decide.ts'
import { decide } from '../retry/decide.ts'
import { faultsOfDownload, hasOtherUpstream, withDecidingFault } from '../retry/deciding-fault.ts'
import type { Attempt } from './attempt.ts'
import { cancelled } from './cancelled.ts'
import type { DownloadPlan } from './download-plan.ts'
import { faultContext } from './fault-context.ts'
import type { FetchedRound, Fetcher } from './fetcher.ts'
import { type GoRound, goRound, refusesContent, requestsOf, witnessesOf } from './go-round.ts'
import type { Setup } from './setup.ts'
import type { Timeline } from './timeline.ts'

interface AttemptsOutcome {
  readonly complete: boolean
  readonly done: ReadonlySet<string>
  readonly attempts: readonly Attempt[]
  /** What it failed by, the fault that decides first; of a complete download the one that was overcome. */
  readonly faults: readonly Fault[]
  /** Requests that `go` itself sent. */
  readonly requests: number
}

/**
 * Attempts until everything is there, or nothing speaks for another one. Throws only when our own code is at fault.
 *
 * @param request.deadlineMs by `clock.now()`: the end of all attempts and pauses
 */
export async function downloadInAttempts(
  setup: Setup,
  world: World,
  {
    list,
    fetcher,
    plan,
    deadlineMs,
    timeline,
  }: {
    readonly list: GoproxyList
    readonly fetcher: Fetcher
    readonly plan: DownloadPlan
    readonly deadlineMs: number
    readonly timeline: Timeline
  },
): Promise<AttemptsOutcome> {
  const { clock, log, signal } = world
  const attempts: Attempt[] = []
  const dropped: ModuleVersion[] = []
  let done: ReadonlySet<string> = new Set()
  let http1 = false
  let requests = 0
  for (let number = 1; ; number++) {
    const startedMs = clock.now()
    const round = await log.group(`Attempt ${number} of at most ${setup.inputs.attempts}`, () =>
      fetchAndDownload(setup, world, { list, fetcher, deadlineMs, http1, done, number, timeline }),
    )
    done = round.go.done
    requests += requestsOf(round.go)
    const attempt = classifyAndDecide(setup, world, {
      ...round,
      list,
      number,
      deadlineMs,
      dropped,
      startedMs,
      http1,
    })
    attempts.push(attempt)
    logAttempt(attempt, world)
    const { decision } = attempt
    const outcome = { complete: round.go.complete, done, requests }
    if (decision.kind !== 'retry') return withFaults(outcome, attempts)
    for (const module of decision.drop) await dropModule(setup.project.env.GOMODCACHE, module)
    if (decision.drop.length > 0) plan.modsRemoved()
    dropped.push(...decision.drop)
    http1 ||= decision.http1
    const isCancelled = await timeline.measure({ step: 'pause', attempt: number }, () =>
      clock.sleep(decision.afterMs, signal).then(
        () => false,
        () => true,
      ),
    )
    if (isCancelled) return withFaults(outcome, [...attempts.slice(0, -1), cancelledAfter(attempt)])
  }
}

function withFaults(
  outcome: Omit<AttemptsOutcome, 'attempts' | 'faults'>,
  attempts: readonly Attempt[],
): AttemptsOutcome {
  const classifications = attempts.map(({ classification }) => classification)
  const faults = faultsOfDownload({ complete: outcome.complete, attempts: classifications })
  return { ...outcome, attempts, faults }
}

/** The attempt after which the job was cancelled: there would have been another one. */
function cancelledAfter(attempt: Attempt): Attempt {
  const faults = [cancelled, ...attempt.classification.faults]
  return {
    ...attempt,
    classification: { primary: cancelled, faults },
    decision: { kind: 'stop', reason: 'the job was cancelled in the pause before the next attempt' },
  }
}

interface Round {
  readonly fetched: FetchedRound
  readonly go: GoRound
}

/** A round again, without pause, for as long as `go` refuses bytes that we brought and that can be had elsewhere. */
async function fetchAndDownload(
  setup: Setup,
  world: World,
  request: {
    readonly list: GoproxyList
    readonly fetcher: Fetcher
    readonly deadlineMs: number
    readonly http1: boolean
    readonly done: ReadonlySet<string>
    readonly number: number
    readonly timeline: Timeline
  },
): Promise<Round> {
  const { number: attempt, timeline } = request
  for (;;) {
    const fetched = await timeline.measure(
      { step: 'fetch', attempt },
      () => request.fetcher.fetch(request.deadlineMs),
      ({ spans }) => ({ upstreams: spans }),
    )
    const goproxy = goproxyOf(request, fetched)
    if (goproxy === null) return { fetched, go: { complete: false, done: request.done, downloads: [] } }
    const go = await timeline.measure({ step: 'go', attempt }, () =>
      goRound(setup, world, { ...request, goproxy }),
    )
    for (const download of go.downloads) world.log.info(outcomeOf(download))
    if (go.complete || !refusesContent(go) || !(await request.fetcher.replaceUnlisted()))
      return { fetched, go }
    world.log.warn(
      'go refused bytes that did not come from it; they were removed and are asked of another source.',
    )
  }
}

/** The list for `go`, without entries that it must not ask; null where nothing is left that it may do. */
function goproxyOf(
  { list, fetcher }: { readonly list: GoproxyList; readonly fetcher: Fetcher },
  { mustNotAsk, witnesses }: FetchedRound,
): string | null {
  // `|` lets `go` do without an entry that must be left alone for a while; a `,` doesn't.
  const patient = withoutEntries(list, mustNotAsk)
  if (patient === null) return null
  const ended = endedBefore(
    patient,
    fetcher.redirectors().map(({ proxy }) => proxy),
  )
  if (ended !== null) return formatGoproxyList(ended)
  // What was fetched is complete for all that is known; where it isn't, `go` says what lacks.
  return witnesses.length > 0 ? null : 'off'
}

function outcomeOf({ scope, exit, ms, requests }: GoDownload): string {
  const ended = exit.kind === 'exited' ? (exit.code === 0 ? 'done' : `exit code ${exit.code}`) : exit.kind
  const where = scope === '.' ? '' : ` in ${scope}`
  return `go mod download${where}: ${ended}, ${(ms / 1_000).toFixed(1)} s, ${requests.sent} requests`
}

function classifyAndDecide(
  setup: Setup,
  { clock, random, redact, signal }: World,
  attempt: Round & {
    readonly list: GoproxyList
    readonly number: number
    readonly deadlineMs: number
    readonly dropped: readonly ModuleVersion[]
    readonly startedMs: number
    readonly http1: boolean
  },
): Attempt {
  const { fetched, go, list, number } = attempt
  const seen = witnessesOf(go.downloads)
  const godebug = setup.env.GODEBUG ?? setup.project.env.GODEBUG
  const exit: Pick<Witnesses, 'exit'> = signal.aborted ? { exit: { kind: 'cancelled' } } : {}
  const witnesses = { ...seen, ...exit, fetch: fetched.witnesses, context: faultContext(setup, list) }
  const classification: Classification = go.complete
    ? { primary: null, faults: [] }
    : withDecidingFault(list, classify(witnesses, { redact }))
  const decision = decide({
    complete: go.complete,
    classification,
    attempt: number,
    maxAttempts: setup.inputs.attempts,
    remainingMs: attempt.deadlineMs - clock.now(),
    retryAfterMs: fetched.retryAfterMs,
    otherUpstream: hasOtherUpstream(list, classification.primary, fetched.witnesses),
    godebug: attempt.http1 ? withHttp1(godebug) : godebug,
    dropped: attempt.dropped,
    random,
  })
  return {
    number,
    ms: clock.now() - attempt.startedMs,
    goproxy: displayGoproxyList(list),
    classification,
    decision,
    excerpt:
      go.complete || seen.lines.length === 0 ? null : excerptOf(seen.lines, classification, { redact }),
  }
}

function logAttempt({ number, classification: { primary }, decision }: Attempt, { log }: World): void {
  if (primary === null && decision.kind === 'done') return
  const what =
    primary === null
      ? 'failed'
      : `failed: ${primary.id}${primary.module === null ? '' : `, ${primary.module}`}`
  log.info(`Attempt ${number} ${what}`)
  log.info(nextStep(decision))
}

function nextStep(decision: Decision): string {
  switch (decision.kind) {
    case 'done':
      return ''
    case 'retry':
      return `Next attempt ${decision.afterMs === 0 ? 'at once' : `in ${(decision.afterMs / 1_000).toFixed(1)} s`}: ${decision.reason}`
    case 'stop':
      return `No further attempt: ${decision.reason}`
  }
}
