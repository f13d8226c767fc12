// Which fault decides whether there is another attempt, where the proxies of one group fail in different ways?

import type { Classification, Fault } from '../faults/fault.ts'
import type { FetchWitness } from '../faults/witness.ts'
import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'

/**
 * The first cause; but a proxy that refuses for good doesn't speak for the others of its group (`|`): while one of them has a
 * fault that may pass, that one decides.
 */
export function tellingFault(list: GoproxyList, { primary, faults }: Classification): Fault | null {
  if (primary === null || primary.transient) return primary
  const others = groupOf(list, primary).filter(({ display }) => display !== primary.proxy)
  const passing = faults.find(
    (fault) => fault.transient && others.some(({ display }) => display === fault.proxy),
  )
  return passing ?? primary
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
