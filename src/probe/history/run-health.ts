// Judges from a run how each upstream did in it: by the probe, and by the requests of the fetch.

import { type FaultCategory, layerOf } from '../../faults/category.ts'
import { categoryOf } from '../../faults/registry.ts'
import { faultOfStatus } from '../../faults/server-answer.ts'
import { networkFailure } from '../../platform/network-failure.ts'
import type { ProxyVerdict } from '../verdict.ts'
import type { RunHealth } from './history.ts'

/** What the fetch tells of an upstream. */
export interface UpstreamRequests {
  readonly proxy: string
  readonly requests: number
  readonly medianFirstByteMs: number | null
  readonly breakerOpened: number
  readonly verdicts: Readonly<Partial<Record<'error' | 'stalled' | 'wrong-content', number>>>
  readonly lastFault?: FaultCategory
}

/** A request in so many that fails is a failing upstream; fewer happen to every one. */
const failedShare = 1 / 20

/** Of each upstream that a run has asked. `upstreams` is empty where nothing was fetched. */
export function runHealth(
  verdicts: readonly ProxyVerdict[],
  upstreams: readonly UpstreamRequests[],
): readonly RunHealth[] {
  return verdicts.flatMap((verdict): readonly RunHealth[] => {
    const fetched = upstreams.find(({ proxy, requests }) => proxy === verdict.proxy && requests > 0)
    if (verdict.health === 'not-probed' && fetched === undefined) return []
    const fault = faultOfProbe(verdict)
    // What it refuses to this job, or lacks for it, tells nothing to the next one.
    if (fault !== null && !isItsOwn(fault)) return []
    return [
      {
        proxy: verdict.proxy,
        fault: fault ?? (fetched === undefined ? null : faultOfFetch(fetched)),
        latencyMs: verdict.latencyMs ?? fetched?.medianFirstByteMs ?? null,
      },
    ]
  })
}

/** Is it about the upstream and the way there, whatever the job is? */
function isItsOwn(fault: FaultCategory): boolean {
  const layer = layerOf[fault]
  return layer === 'network' || layer === 'service' || layer === 'integrity'
}

function faultOfProbe({ health, failure }: ProxyVerdict): FaultCategory | null {
  if (health !== 'unhealthy' || failure === null) return null
  if (failure === 'wrong-content') return 'server-error'
  if (failure === '404' || failure === '410') return 'not-found'
  if (/^\d{3}$/.test(failure)) return categoryOf(faultOfStatus(Number(failure)))
  return categoryOf(networkFailure({ code: failure }).id)
}

function faultOfFetch({
  requests,
  verdicts,
  breakerOpened,
  lastFault,
}: UpstreamRequests): FaultCategory | null {
  if (lastFault === undefined || !isItsOwn(lastFault)) return null
  const failed = (verdicts.error ?? 0) + (verdicts.stalled ?? 0) + (verdicts['wrong-content'] ?? 0)
  return breakerOpened > 0 || failed >= requests * failedShare ? lastFault : null
}
