// The download when nothing is missing: `go mod download` verifies and unpacks, and nobody is asked anything.

import type { World } from '../platform/world.ts'
import type { Attempt } from './attempt.ts'
import type { DownloadOutcome, DownloadRequest } from './download-outcome.ts'
import { goRound, requestsOf } from './go-round.ts'
import type { Setup } from './setup.ts'

/** Lets `go` judge what is there with GOPROXY=off. Where it isn't content, a download with a network follows. */
export async function downloadOffline(
  setup: Setup,
  world: World,
  { deadlineMs, timeline }: Pick<DownloadRequest, 'deadlineMs' | 'timeline'>,
): Promise<DownloadOutcome> {
  const { clock, log } = world
  const startedMs = clock.now()
  // A zip without a sum line would still be looked up at the checksum database, so this run has a deadline too.
  const round = await log.group('Nothing is missing: verify and unpack without a network', () =>
    timeline.measure({ step: 'go', attempt: 1 }, () =>
      goRound(setup, world, { goproxy: 'off', deadlineMs, http1: false, done: new Set() }),
    ),
  )
  return {
    complete: round.complete,
    done: round.done,
    list: null,
    verdicts: [],
    ranking: null,
    reordered: false,
    attempts: [onlyAttempt(clock.now() - startedMs)],
    faults: [],
    requests: requestsOf(round),
    fetch: { kind: 'off', reason: 'nothing was missing' },
    redirectors: [],
    problems: [],
  }
}

/** One of a failed round is told by the download with a network that follows. */
function onlyAttempt(ms: number): Attempt {
  const classification = { primary: null, faults: [] }
  return { number: 1, ms, goproxy: 'off', classification, decision: { kind: 'done' }, excerpt: null }
}
