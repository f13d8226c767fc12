// Breaks ties between proxies that the probe found equal, by how they did in the last runs.

import { areEqual } from './compare-verdicts.ts'
import type { ProxyVerdict, RecentHealth } from './verdict.ts'

/** One failure may be chance, and a proxy that others were asked before has few runs. */
const fewestFailures = 2
const fewestRuns = 3
/** A proxy that fails less often has its place. */
const leastShare = 1 / 5
/** The other one must fail at most half as often: the user had reasons for the order. */
const clearlySteadier = 2

/**
 * Moves each proxy ahead of those right before it that it is equal to and clearly steadier than. Only such a pair ever changes places,
 * so that no history puts a proxy before one that the probe found better.
 */
export function breakTies<E extends object>(
  ranked: readonly E[],
  verdictOf: (entry: E) => ProxyVerdict | undefined,
): readonly E[] {
  const ordered: E[] = []
  for (const entry of ranked) {
    let place = ordered.length
    for (let ahead = ordered[place - 1]; ahead !== undefined; ahead = ordered[place - 1]) {
      if (!goesBefore(verdictOf(entry), verdictOf(ahead))) break
      place--
    }
    ordered.splice(place, 0, entry)
  }
  return ordered
}

function goesBefore(other: ProxyVerdict | undefined, first: ProxyVerdict | undefined): boolean {
  if (other?.history === undefined || first?.history === undefined) return false
  return areEqual(other, first) && isSteadier(other.history, first.history)
}

function isSteadier(other: RecentHealth, first: RecentHealth): boolean {
  if (other.runs < fewestRuns || first.failed < fewestFailures) return false
  const [share, firstShare] = [other.failed / other.runs, first.failed / first.runs]
  return firstShare >= leastShare && share * clearlySteadier <= firstShare
}
