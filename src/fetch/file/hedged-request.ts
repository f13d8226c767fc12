// Two requests for one file where the first is slow to answer: whichever brings content first wins.

import type { ModuleFile } from '../../go/module-file.ts'
import type { Clock } from '../../platform/clock.ts'
import type { AskOutcome } from '../request/outcome.ts'
import { beaten, type Inquiry } from '../request/request.ts'
import { createAlarms } from '../request/shared-timer.ts'
import type { Ticket } from '../upstream/limiter.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Answers, Question } from './fetch-file.ts'
import { hedgeDelayMs, mayHedge } from './hedge.ts'

export interface HedgeOptions {
  readonly ask: (inquiry: Inquiry) => Promise<AskOutcome>
  readonly clock: Clock
  readonly stallMs: number
}

/** How many requests went out, and how many of them were hedges. */
export interface HedgeCounts {
  readonly sent: () => number
  readonly hedges: () => number
}

/** One of the two. */
interface Runner {
  readonly upstream: Upstream
  /** Resolves as soon as content begins to arrive; never, where none does. */
  readonly content: Promise<void>
  readonly done: Promise<AskOutcome>
  /** `beaten` counts against its upstream; `not-needed` against nobody. */
  readonly abandon: (why: 'beaten' | 'not-needed') => void
}

/** Gives the function that a walk asks with, and its counts. */
export function createHedgedAsk(
  options: HedgeOptions,
): { readonly ask: (question: Question) => Promise<Answers> } & HedgeCounts {
  const { clock, stallMs } = options
  const alarms = createAlarms(clock)
  let sent = 0
  let hedges = 0

  const start = (
    question: Question,
    upstream: Upstream,
    how: { readonly ticket: Ticket; readonly hedge: boolean },
  ): Runner => {
    sent++
    const controller = new AbortController()
    let onContent = () => {}
    const content = new Promise<void>((resolve) => {
      onContent = resolve
    })
    const { file, limitMs, hedges } = question
    const isPatient = () => isWorthPatience(file, upstream, hedges)
    const done = options.ask({ ...how, upstream, file, limitMs, isPatient, controller, onContent })
    return {
      upstream,
      content,
      done,
      abandon: (why) => controller.abort(why === 'beaten' ? beaten : undefined),
    }
  }

  const isSilent = ({ upstream, content, done }: Runner): Promise<boolean> =>
    new Promise((resolve) => {
      const delay = hedgeDelayMs(upstream.samples.values(), stallMs)
      const giveUp = alarms.set(delay, () => resolve(true))
      const onHeard = (): void => {
        giveUp()
        resolve(false)
      }
      void content.then(onHeard)
      // What it rejects with is heard by the one who asks for the answer.
      done.then(onHeard, onHeard)
    })

  const ask = async (question: Question): Promise<Answers> => {
    const first = start(question, question.upstream, { ticket: question.ticket, hedge: false })
    if (!(await isSilent(first))) return [await answerOf(first)]
    const beside = mayHedge(sent, hedges) ? hedgeFor(question) : null
    if (beside === null) return [await answerUnlessLost(first, question)]
    hedges++
    return race(first, start(question, beside.upstream, { ticket: beside.ticket, hedge: true }))
  }
  return { ask, sent: () => sent, hedges: () => hedges }
}

/**
 * A proxy that gave the small files of a version knows it, and may still be fetching its zip: worth waiting for while nobody
 * else can be asked for it.
 */
function isWorthPatience(file: ModuleFile, upstream: Upstream, hedges: readonly Upstream[]): boolean {
  if (file.kind !== 'zip' || !upstream.harvest.hasGiven(file)) return false
  return !hedges.some((other) => other !== upstream && other.gate.isAlive())
}

/** Another upstream of the group that is well, else the same one over another connection. */
function hedgeFor({ hedges }: Question): { readonly upstream: Upstream; readonly ticket: Ticket } | null {
  for (const upstream of hedges) {
    if (upstream.entry.kind === 'file') continue
    const ticket = upstream.gate.squeezeIn()
    if (ticket !== null) return { upstream, ticket }
  }
  return null
}

/**
 * Its answer; or none, once its silent upstream was found to be ill while another one is well: the file need not
 * wait for the stall limit to learn what others have learnt.
 */
async function answerUnlessLost(runner: Runner, { hedges }: Question): Promise<Answers[number]> {
  const { gate } = runner.upstream
  const others = hedges.filter((other) => other !== runner.upstream)
  let isOver = false
  const lost = async (): Promise<void> => {
    while (!isOver) {
      const isIll = gate.availability().kind !== 'ready'
      if (isIll && others.some((other) => other.gate.availability().kind === 'ready'))
        return runner.abandon('beaten')
      await gate.changed()
    }
  }
  await Promise.race([runner.content, runner.done, lost()])
  isOver = true
  return answerOf(runner)
}

async function race(first: Runner, second: Runner): Promise<Answers> {
  const runners = [first, second] as const
  const winner = await Promise.race(
    runners.flatMap((runner) => [runner.content.then(() => runner), runner.done.then(() => null)]),
  )
  if (winner === null) {
    // One ended without content: the other may still bring it.
    return Promise.all(runners.map(answerOf))
  }
  const loser = winner === first ? second : first
  // Only silence that another upstream has broken tells of an upstream; a lost hedge, or a second try of the same one, does not.
  loser.abandon(loser === first && second.upstream !== first.upstream ? 'beaten' : 'not-needed')
  return loser.upstream === winner.upstream
    ? [await answerOf(winner)]
    : Promise.all([answerOf(winner), answerOf(loser)])
}

async function answerOf({ upstream, done }: Runner): Promise<Answers[number]> {
  return { upstream, outcome: await done }
}
