// The download itself: one attempt after another, until everything is there or nothing speaks for another one.

import type { Fault } from '../faults/fault.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { dropModule } from '../modcache/drop.ts'
import type { World } from '../platform/world.ts'
import type { Decision } from '../retry/decide.ts'
import { faultsOfDownload } from '../retry/deciding-fault.ts'
import { type Attempt, runAttempt } from './attempt.ts'
import { cancelled } from './cancelled.ts'
import type { DownloadPlan } from './download-plan.ts'
import type { Fetcher } from './fetcher.ts'
import { requestsOf } from './go-round.ts'
import type { Setup } from './setup.ts'
import type { Timeline } from './timeline.ts'

interface AttemptsRequest {
  readonly list: GoproxyList
  readonly fetcher: Fetcher
  readonly plan: DownloadPlan
  /** By `clock.now()`: the end of all attempts and pauses. */
  readonly deadlineMs: number
  readonly timeline: Timeline
}

interface AttemptsOutcome {
  readonly complete: boolean
  readonly done: ReadonlySet<string>
  readonly attempts: readonly Attempt[]
  /** What it failed by, the fault that decides first; of a complete download the one that was overcome. */
  readonly faults: readonly Fault[]
  /** Requests that `go` itself sent. */
  readonly requests: number
}

/** Throws only when our own code is at fault. */
export async function downloadInAttempts(
  setup: Setup,
  world: World,
  { plan, ...request }: AttemptsRequest,
): Promise<AttemptsOutcome> {
  const attempts: Attempt[] = []
  const dropped: ModuleVersion[] = []
  let done: ReadonlySet<string> = new Set()
  let http1 = false
  let requests = 0
  for (let number = 1; ; number++) {
    const { attempt, go } = await runAttempt(setup, world, { ...request, number, done, http1, dropped })
    done = go.done
    requests += requestsOf(go)
    attempts.push(attempt)
    logAttempt(attempt, world)
    const { decision } = attempt
    const outcome = { complete: go.complete, done, requests }
    if (decision.kind !== 'retry') return withFaults(outcome, attempts)
    for (const module of decision.drop) await dropModule(setup.project.env.GOMODCACHE, module)
    if (decision.drop.length > 0) plan.modsRemoved()
    dropped.push(...decision.drop)
    http1 ||= decision.http1
    const isCancelled = await request.timeline.measure({ step: 'pause', attempt: number }, () =>
      world.clock.sleep(decision.afterMs, world.signal).then(
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
