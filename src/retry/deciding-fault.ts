// The fault that decides: of the faults of one attempt, and of the attempts of one download.

import type { Classification, Fault } from '../faults/fault.ts'
import type { FetchWitness } from '../faults/witness.ts'
import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'

/**
 * The fault of an attempt that decides whether there is another one. Where checksums disagree, that decides, whatever else went
 * wrong. Else the first cause does; but a proxy that refuses for good doesn't speak for the others of its group (`|`): while one of
 * them has a fault that may pass, that one decides.
 */
export function decidingFault(list: GoproxyList, { primary, faults }: Classification): Fault | null {
  const mismatch = faults.find(({ category }) => category === 'checksum-mismatch')
  if (mismatch !== undefined) return mismatch
  if (primary === null || primary.transient) return primary
  const others = groupOf(list, primary).filter(({ display }) => display !== primary.proxy)
  const passing = faults.find(
    (fault) => fault.transient && others.some(({ display }) => display === fault.proxy),
  )
  return passing ?? primary
}

/** The same faults with the one that decides as `primary`, and first: what an attempt records, and everything else tells. */
export function withDecidingFault(list: GoproxyList, classification: Classification): Classification {
  const fault = decidingFault(list, classification)
  if (fault === null) return classification
  return { primary: fault, faults: [fault, ...classification.faults.filter((other) => other !== fault)] }
}

/**
 * The faults of a whole download, the one that decides first. Of a failed one those of its last attempt; where that only ran out
 * of time, of the last one that found out more. Of a complete one the fault that was overcome first.
 */
export function faultsOfDownload({
  complete,
  attempts,
}: {
  readonly complete: boolean
  readonly attempts: readonly Classification[]
}): readonly Fault[] {
  if (complete) return attempts.flatMap(({ primary }) => primary ?? []).slice(0, 1)
  const last = attempts.at(-1)?.faults ?? []
  if (!isOutOfTime(last)) return last
  const earlier = attempts.findLast(({ faults }) => !isOutOfTime(faults))
  return [...(earlier?.faults ?? []), ...last]
}

function isOutOfTime(faults: readonly Fault[]): boolean {
  return faults.every(({ id }) => id === 'timeout/deadline')
}

/**
 * Whether the entry at fault has another one beside it, joined by `|`, of which nothing bad was heard. `go` asks all of a group before
 * it gives up, so only where the fetch brought witnesses can there be one.
 */
export function hasOtherUpstream(
  list: GoproxyList,
  fault: Fault | null,
  witnesses: readonly FetchWitness[],
): boolean {
  if (fault === null || witnesses.length === 0) return false
  const failed = new Set(witnesses.map(({ proxy }) => proxy))
  const isUpstream = ({ kind }: GoproxyEntry) => kind === 'http' || kind === 'file'
  return groupOf(list, fault).some((entry) => isUpstream(entry) && !failed.has(entry.display))
}

function groupOf(list: GoproxyList, { proxy }: Fault): readonly GoproxyEntry[] {
  return list.groups.find((entries) => entries.some(({ display }) => display === proxy)) ?? []
}
