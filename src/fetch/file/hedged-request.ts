// Sends a second request beside one that is slow to answer: whichever brings content first wins.

import type { ModuleFile } from '../../go/module-file.ts'
import type { Clock } from '../../platform/clock.ts'
import { type FileRequest, outrun } from '../request/file-request.ts'
import type { RequestOutcome } from '../request/outcome.ts'
import { createSharedTimer, type SharedTimer } from '../request/shared-timer.ts'
import type { Permit } from '../upstream/permits.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { hedgeDelayMs, isUnanswered, mayHedge } from './hedge.ts'

/** A request that may get a hedge. */
export interface HedgeableRequest extends Pick<FileRequest, 'upstream' | 'permit' | 'file' | 'limitMs'> {
  /** The upstreams that a hedge may be sent to, the best first; the request's own is one of them. */
  readonly hedgeUpstreams: readonly Upstream[]
}

export interface UpstreamOutcome {
  readonly upstream: Upstream
  readonly outcome: RequestOutcome
}

interface HedgeOptions {
  readonly sendRequest: (request: FileRequest) => Promise<RequestOutcome>
  readonly clock: Clock
  readonly stallMs: number
}

export interface HedgedSender {
  /** One outcome for each upstream that had one: of a request and its hedge to the same upstream, only the winner's. */
  readonly sendRequest: (request: HedgeableRequest) => Promise<readonly UpstreamOutcome[]>
  /** How many hedges were sent. */
  readonly hedges: () => number
  /** By the upstream's name: requests without an answer for so long that the run would have had to wait, had no hedge brought content. */
  readonly unanswered: () => ReadonlyMap<string, number>
}

/** A request under way. */
interface SentRequest {
  readonly upstream: Upstream
  /** Resolves as soon as content begins to arrive; never, where none does. */
  readonly content: Promise<void>
  readonly outcome: Promise<RequestOutcome>
  /** `outrun` counts against its upstream; `not-needed` against none. */
  readonly abandon: (why: 'outrun' | 'not-needed') => void
}

/** Counts all requests, so that hedges stay a small share of them. */
export function createHedgedSender({ sendRequest, clock, stallMs }: HedgeOptions): HedgedSender {
  const timer = createSharedTimer(clock)
  let sent = 0
  let hedges = 0
  const unanswered = new Map<string, number>()
  const send = (
    request: HedgeableRequest,
    how: Pick<FileRequest, 'upstream' | 'permit' | 'isHedge'>,
  ): SentRequest => {
    sent++
    return sentRequest(request, how, sendRequest)
  }
  return {
    sendRequest: async (request) => {
      const { upstream, permit } = request
      const startMs = clock.now()
      const onOvertaken = (): void => {
        if (!isUnanswered(clock.now() - startMs, stallMs)) return
        unanswered.set(upstream.name, (unanswered.get(upstream.name) ?? 0) + 1)
      }
      const first = send(request, { upstream, permit, isHedge: false })
      if (!(await isSilent(first, { timer, stallMs }))) return [await outcomeOf(first)]
      const target = mayHedge(sent, hedges) ? hedgeTarget(request) : null
      if (target === null) return [await outcomeUnlessUnhealthy(first, request)]
      hedges++
      return race(first, send(request, { ...target, isHedge: true }), onOvertaken)
    },
    hedges: () => hedges,
    unanswered: () => unanswered,
  }
}

function sentRequest(
  { file, limitMs, hedgeUpstreams }: HedgeableRequest,
  how: Pick<FileRequest, 'upstream' | 'permit' | 'isHedge'>,
  sendRequest: HedgeOptions['sendRequest'],
): SentRequest {
  const { upstream } = how
  const controller = new AbortController()
  let onContent = () => {}
  const content = new Promise<void>((resolve) => {
    onContent = resolve
  })
  const mayAnswerLate = () => isOnlyLikelySource(file, upstream, hedgeUpstreams)
  return {
    upstream,
    content,
    outcome: sendRequest({ ...how, file, limitMs, mayAnswerLate, controller, onContent }),
    abandon: (why) => controller.abort(why === 'outrun' ? outrun : undefined),
  }
}

/** Whether neither content nor an end comes within the delay after which a hedge is sent. */
function isSilent(
  { upstream, content, outcome }: SentRequest,
  { timer, stallMs }: { readonly timer: SharedTimer; readonly stallMs: number },
): Promise<boolean> {
  return new Promise((resolve) => {
    const delayMs = hedgeDelayMs(upstream.latencies.values(), stallMs)
    const cancel = timer.schedule(delayMs, () => resolve(true))
    const onHeard = (): void => {
      cancel()
      resolve(false)
    }
    void content.then(onHeard)
    // A rejection is handled where the outcome is waited for.
    outcome.then(onHeard, onHeard)
  })
}

/**
 * A proxy that gave the small files of a version knows it, and may still be fetching its zip: worth waiting for while no other
 * upstream can be asked for it.
 */
function isOnlyLikelySource(
  file: ModuleFile,
  upstream: Upstream,
  hedgeUpstreams: readonly Upstream[],
): boolean {
  if (file.kind !== 'zip' || !upstream.record.hasGiven(file)) return false
  return !hedgeUpstreams.some((other) => other !== upstream && other.limiter.isHealthy())
}

/** Another healthy upstream of the group, else the same one over another connection, which wouldn't help with a folder. */
function hedgeTarget({
  hedgeUpstreams,
}: HedgeableRequest): { readonly upstream: Upstream; readonly permit: Permit } | null {
  for (const upstream of hedgeUpstreams) {
    if (upstream.entry.kind === 'file') continue
    const permit = upstream.limiter.acquireForHedge()
    if (permit !== null) return { upstream, permit }
  }
  return null
}

/**
 * The request's outcome. It is abandoned once its upstream is found unhealthy by other requests while another upstream is
 * ready: this file need not wait for the stall limit, too.
 */
async function outcomeUnlessUnhealthy(
  request: SentRequest,
  { hedgeUpstreams }: HedgeableRequest,
): Promise<UpstreamOutcome> {
  const { limiter } = request.upstream
  const others = hedgeUpstreams.filter((other) => other !== request.upstream)
  let isOver = false
  const abandonWhenUnhealthy = async (): Promise<void> => {
    while (!isOver) {
      const isReady = limiter.availability().kind === 'ready'
      if (!isReady && others.some((other) => other.limiter.availability().kind === 'ready'))
        return request.abandon('outrun')
      await limiter.changed()
    }
  }
  await Promise.race([request.content, request.outcome, abandonWhenUnhealthy()])
  isOver = true
  return outcomeOf(request)
}

async function race(
  first: SentRequest,
  second: SentRequest,
  onOvertaken: () => void,
): Promise<readonly UpstreamOutcome[]> {
  const requests = [first, second] as const
  const winner = await Promise.race(
    requests.flatMap((request) => [request.content.then(() => request), request.outcome.then(() => null)]),
  )
  if (winner === null) {
    // One ended without content: the other may still bring it.
    return Promise.all(requests.map(outcomeOf))
  }
  const loser = winner === first ? second : first
  if (loser === first) onOvertaken()
  // Silence counts against an upstream only where another upstream answered meanwhile: not against a hedge that was sent later,
  // nor against the upstream of both requests.
  loser.abandon(loser === first && second.upstream !== first.upstream ? 'outrun' : 'not-needed')
  return loser.upstream === winner.upstream
    ? [await outcomeOf(winner)]
    : Promise.all([outcomeOf(winner), outcomeOf(loser)])
}

async function outcomeOf({ upstream, outcome }: SentRequest): Promise<UpstreamOutcome> {
  return { upstream, outcome: await outcome }
}
