// Orders the proxies of each group: healthy ones first, else as the user wrote them, unless another one is much faster.

import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyGroup, GoproxyList } from '../go/goproxy-list.ts'
import type { ProxyVerdict, Ranking } from './verdict.ts'

/** An entry must be so many times faster to go ahead: less is noise, and the user had reasons for the order. */
const clearlyFaster = 2

/** Differences below this are no difference, however large the factor. */
const noiseMs = 5

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
    const ranked = rankGroup(group, own)
    const [before, after] = [group.find(isHttp), ranked.find(isHttp)]
    if (before !== undefined && after !== undefined && before !== after) {
      reasons.push(whyAhead(after.display, before.display, own))
    }
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

function rankGroup(group: GoproxyGroup, verdicts: ReadonlyMap<string, ProxyVerdict>): GoproxyGroup {
  const ranked = inOrder(group.filter(isHttp), ({ display }) => verdicts.get(display))
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
    const chosen = better.sort((a, b) => compare(verdictOf(a), verdictOf(b)))[0] ?? first
    ranked.push(chosen)
    left.splice(left.indexOf(chosen), 1)
  }
  return ranked
}

/** Content right, then coverage, then an honest 404, then latency; negative where `a` is better. */
function compare(a: ProxyVerdict | undefined, b: ProxyVerdict | undefined): number {
  const [left, right] = [keyOf(a), keyOf(b)]
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function keyOf(verdict: ProxyVerdict | undefined): readonly number[] {
  if (verdict === undefined) return [1, 0, 1, 0]
  const { health, manners, coverage, latencyMs } = verdict
  return [
    tiers[health],
    -covered(coverage),
    manners === 'honest' ? 0 : 1,
    latencyMs ?? Number.MAX_SAFE_INTEGER,
  ]
}

const tiers = { healthy: 0, slow: 1, 'not-probed': 1, unhealthy: 2 } as const satisfies Record<
  ProxyVerdict['health'],
  number
>

/**
 * Better health or coverage goes ahead. An honest 404 alone doesn't, but speed doesn't outweigh it: `go` asks the next group
 * only after one.
 */
function isClearlyBetter(other: ProxyVerdict | undefined, first: ProxyVerdict | undefined): boolean {
  if (other === undefined || first === undefined) return false
  if (tiers[other.health] !== tiers[first.health]) return tiers[other.health] < tiers[first.health]
  const more = covered(other.coverage) - covered(first.coverage)
  if (more !== 0) return more > 0
  if (first.manners === 'honest' && other.manners !== 'honest') return false
  if (other.latencyMs === null || first.latencyMs === null) return false
  const gainMs = first.latencyMs - other.latencyMs
  return gainMs >= noiseMs && other.latencyMs * clearlyFaster <= first.latencyMs
}

function covered({ have, asked }: ProxyVerdict['coverage']): number {
  return asked === 0 ? 0 : have / asked
}

function whyAhead(chosen: string, passed: string, verdicts: ReadonlyMap<string, ProxyVerdict>): string {
  const [winner, loser] = [verdicts.get(chosen), verdicts.get(passed)]
  if (winner === undefined || loser === undefined) return `${chosen} goes first.`
  if (winner.health !== loser.health) return `${chosen} goes before ${passed}: ${lowered(loser.reason)}.`
  if (covered(winner.coverage) > covered(loser.coverage)) {
    return `${chosen} goes before ${passed}, which has only ${loser.coverage.have} of the ${loser.coverage.asked} modules that both were asked for.`
  }
  return `${chosen} goes before ${passed}: ${milliseconds(winner)} to the first byte instead of ${milliseconds(loser)}.`
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

function milliseconds({ latencyMs }: ProxyVerdict): string {
  return latencyMs === null ? 'an unknown time' : `${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms`
}

/** A host at the beginning keeps its letters; they are lower case anyway. */
function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function isHttp(entry: GoproxyEntry): boolean {
  return entry.kind === 'http'
}
