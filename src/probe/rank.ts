// Orders the proxies of each group: healthy ones first, else as the user wrote them, unless another one is much faster,
// or was clearly steadier in the last runs where the probe found both equal.

import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyGroup, GoproxyList } from '../go/goproxy-list.ts'
import { compareVerdicts, isClearlyBetter } from './compare-verdicts.ts'
import { whyAhead, whySteadier } from './ranking-reason.ts'
import { breakTies } from './tie-break.ts'
import type { ProxyVerdict, Ranking } from './verdict.ts'

/**
 * Ranks each group by its verdicts. Only http entries move, among the places that http entries had: `direct`, `off` and
 * folders stay where they are, groups and separators too. `go` lets the last entry of a group say whether the group behind
 * its `,` may be asked: where another entry would come to say it, the user's own is named once more, at the end.
 */
export function rankProxies(
  list: GoproxyList,
  verdicts: readonly ProxyVerdict[],
): { readonly list: GoproxyList; readonly ranking: Ranking } {
  const reasons: string[] = []
  const groups = list.groups.map((group, index) => {
    const own = new Map(
      verdicts.filter((verdict) => verdict.group === index).map((verdict) => [verdict.proxy, verdict]),
    )
    const byProbe = inOrder(group.filter(isHttp), ({ display }) => own.get(display))
    const byHistory = breakTies(byProbe, ({ display }) => own.get(display))
    const [written, best, first] = [group.find(isHttp), byProbe[0], byHistory[0]]
    if (written !== best) reasons.push(whyAhead(best, written, own))
    if (best !== first) reasons.push(whySteadier(first, best, own))
    const ranked = inPlaces(group, byHistory)
    return index < list.groups.length - 1 ? withOriginalLast(ranked, group) : ranked
  })
  const changed = groups.some((group, index) =>
    group.some((entry, place) => entry !== list.groups[index]?.[place]),
  )
  const reason = reasons.length > 0 ? reasons.join(' ') : whyKept(list, verdicts, changed)
  return { list: { ...list, groups }, ranking: { verdicts, changed, reason } }
}

/** Whether a probe could change the order at all: the first group, the only one that is probed, has two entries that it can ask. */
export function needsProbe({ groups }: GoproxyList): boolean {
  return (groups[0] ?? []).filter(isHttp).length > 1
}

function inPlaces(group: GoproxyGroup, ranked: readonly GoproxyEntry[]): GoproxyGroup {
  let next = 0
  return group.map((entry) => (isHttp(entry) ? (ranked[next++] ?? entry) : entry))
}

function withOriginalLast(ranked: GoproxyGroup, written: GoproxyGroup): GoproxyGroup {
  const last = written.at(-1)
  return last === undefined || ranked.at(-1) === last ? ranked : [...ranked, last]
}

/** Takes the first of the user's order each time, unless others are clearly better: then the best of those. */
function inOrder<E>(entries: readonly E[], verdictOf: (entry: E) => ProxyVerdict | undefined): readonly E[] {
  const left = [...entries]
  const ranked: E[] = []
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const verdict = verdictOf(first)
    const better = left.filter((entry) => isClearlyBetter(verdictOf(entry), verdict))
    const chosen = better.sort((a, b) => compareVerdicts(verdictOf(a), verdictOf(b)))[0] ?? first
    ranked.push(chosen)
    left.splice(left.indexOf(chosen), 1)
  }
  return ranked
}

function whyKept(list: GoproxyList, verdicts: readonly ProxyVerdict[], changed: boolean): string {
  if (changed) return 'The first choice stands; a proxy behind it moved back.'
  const http = list.groups.flat().filter(isHttp)
  if (http.length === 0) return 'The list has no module proxy that could be probed.'
  if (http.length === 1) return 'There is only one module proxy, so there is nothing to choose.'
  if (!needsProbe(list)) return 'The first proxy is joined to no other by `|`, so the order is fixed.'
  if (verdicts.every(({ health }) => health === 'not-probed'))
    return 'The proxies were not probed, so the order stands.'
  if (verdicts.every(({ health, latencyMs }) => health !== 'healthy' && latencyMs === null))
    return 'No proxy is healthy, so the order stands.'
  return 'The order stands: no proxy is clearly better than one before it.'
}

function isHttp(entry: GoproxyEntry): boolean {
  return entry.kind === 'http'
}
