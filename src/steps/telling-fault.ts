// Which fault decides whether there is another attempt, where the proxies of one group fail in different ways?

import type { Classification, Fault } from '../fault/fault.ts'
import type { GoproxyEntry, GoproxyList } from '../proxy/goproxy-list.ts'

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

/** Whether the entry at fault has another one beside it, joined by `|`. */
export function hasOtherUpstream(list: GoproxyList, fault: Fault | null): boolean {
  return (
    fault !== null && groupOf(list, fault).filter(({ kind }) => kind === 'http' || kind === 'file').length > 1
  )
}

function groupOf(list: GoproxyList, { proxy }: Fault): readonly GoproxyEntry[] {
  return list.groups.find((entries) => entries.some(({ display }) => display === proxy)) ?? []
}
