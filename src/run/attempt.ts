// One attempt: a fetch of what is missing, `go mod download` in every scope, and what that means for another attempt.

import { classify } from '../classify/classify.ts'
import { excerptOf } from '../classify/excerpt.ts'
import type { GoDownload } from '../download/go-download.ts'
import type { Classification } from '../faults/fault.ts'
import type { Excerpt } from '../faults/witness.ts'
import { withHttp1 } from '../go/godebug.ts'
import { displayGoproxyList, type GoproxyList } from '../go/goproxy-list.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import type { World } from '../platform/world.ts'
import { type Decision, decide } from '../retry/decide.ts'
import { hasOtherUpstream, withDecidingFault } from '../retry/deciding-fault.ts'
import { faultContext } from './fault-context.ts'
import type { FetchedRound, Fetcher } from './fetcher.ts'
import { type GoRound, goRound, refusesContent, witnessesOf } from './go-round.ts'
import { goproxyForGo } from './goproxy-for-go.ts'
import type { Setup } from './setup.ts'
import type { Timeline } from './timeline.ts'

/** One attempt as the report tells it. */
export interface Attempt {
  readonly number: number
  readonly ms: number
  readonly goproxy: string
  /** `primary`, the first of `faults`, is the fault that decided whether there was another attempt. */
  readonly classification: Classification
  readonly decision: Decision
  readonly excerpt: Excerpt | null
}

interface AttemptRequest {
  readonly number: number
  readonly list: GoproxyList
  readonly fetcher: Fetcher
  /** By `clock.now()`: the end of all attempts and pauses. */
  readonly deadlineMs: number
  readonly timeline: Timeline
  /** Scopes that earlier attempts have completed. */
  readonly done: ReadonlySet<string>
  /** Whether `go` must do without HTTP/2. */
  readonly http1: boolean
  /** Modules whose damaged files were removed before. */
  readonly dropped: readonly ModuleVersion[]
}

interface Round {
  readonly fetched: FetchedRound
  readonly go: GoRound
}

/** Throws only when our own code is at fault. */
export async function runAttempt(
  setup: Setup,
  world: World,
  request: AttemptRequest,
): Promise<{ readonly attempt: Attempt; readonly go: GoRound }> {
  const { number, list } = request
  const startedMs = world.clock.now()
  const round = await world.log.group(`Attempt ${number} of at most ${setup.inputs.attempts}`, () =>
    fetchAndDownload(setup, world, request),
  )
  const found = await whatFailed(setup, world, { ...round, list })
  const decision = decideNext(setup, world, { ...request, ...round, ...found })
  const ms = world.clock.now() - startedMs
  return { attempt: { number, ms, goproxy: displayGoproxyList(list), decision, ...found }, go: round.go }
}

/** A round again, without pause, for as long as `go` refuses bytes that we brought and that can be had elsewhere. */
async function fetchAndDownload(
  setup: Setup,
  world: World,
  { list, fetcher, number: attempt, timeline, ...request }: AttemptRequest,
): Promise<Round> {
  for (;;) {
    const fetched = await timeline.measure(
      { step: 'fetch', attempt },
      () => fetcher.fetch(request.deadlineMs),
      ({ spans }) => ({ upstreams: spans }),
    )
    const { keptFromGo, witnesses } = fetched
    const goproxy = goproxyForGo(list, {
      paused: keptFromGo,
      redirectors: fetcher.redirectors(),
      hasFailures: witnesses.length > 0,
    })
    if (goproxy === null) return { fetched, go: { complete: false, done: request.done, downloads: [] } }
    const go = await timeline.measure({ step: 'go', attempt }, () =>
      goRound(setup, world, { ...request, goproxy }),
    )
    for (const download of go.downloads) world.log.info(outcomeOf(download))
    if (go.complete || !refusesContent(go) || !(await fetcher.replaceUnlisted())) return { fetched, go }
    world.log.warn(
      'go refused bytes that did not come from it; they were removed and are asked of another source.',
    )
  }
}

function outcomeOf({ scope, exit, ms, requests }: GoDownload): string {
  const ended = exit.kind === 'exited' ? (exit.code === 0 ? 'done' : `exit code ${exit.code}`) : exit.kind
  const where = scope === '.' ? '' : ` in ${scope}`
  return `go mod download${where}: ${ended}, ${(ms / 1_000).toFixed(1)} s, ${requests.sent} requests`
}

async function whatFailed(
  setup: Setup,
  { redact, signal }: World,
  { fetched, go, list }: Round & { readonly list: GoproxyList },
): Promise<Pick<Attempt, 'classification' | 'excerpt'>> {
  if (go.complete) return { classification: { primary: null, faults: [] }, excerpt: null }
  const seen = witnessesOf(go.downloads)
  const witnesses = {
    ...seen,
    ...(signal.aborted && { exit: { kind: 'cancelled' } as const }),
    fetch: fetched.witnesses,
    context: await faultContext(setup, list),
  }
  const classification = withDecidingFault(list, classify(witnesses, { redact }))
  const excerpt = seen.lines.length === 0 ? null : excerptOf(seen.lines, classification, { redact })
  return { classification, excerpt }
}

function decideNext(
  { inputs, env, project }: Setup,
  { clock, random }: World,
  attempt: AttemptRequest & Round & Pick<Attempt, 'classification'>,
): Decision {
  const { go, fetched, list, classification, http1 } = attempt
  const godebug = env.GODEBUG ?? project.env.GODEBUG
  return decide({
    complete: go.complete,
    classification,
    attempt: attempt.number,
    maxAttempts: inputs.attempts,
    remainingMs: attempt.deadlineMs - clock.now(),
    retryAfterMs: fetched.retryAfterMs,
    otherUpstream: hasOtherUpstream(list, classification.primary, fetched.witnesses),
    godebug: http1 ? withHttp1(godebug) : godebug,
    dropped: attempt.dropped,
    random,
  })
}
