// Compares what the probe found out about two proxies.

import type { ProxyVerdict } from './verdict.ts'

/** An entry must be so many times faster to go ahead: less is noise, and the user had reasons for the order. */
const clearlyFaster = 2

/** Differences below this are no difference, however large the factor. */
const noiseMs = 5

/** Content right, then coverage, then an honest 404, then latency; negative where `a` is better. */
export function compareVerdicts(a: ProxyVerdict | undefined, b: ProxyVerdict | undefined): number {
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
export function isClearlyBetter(other: ProxyVerdict | undefined, first: ProxyVerdict | undefined): boolean {
  if (other === undefined || first === undefined) return false
  if (tiers[other.health] !== tiers[first.health]) return tiers[other.health] < tiers[first.health]
  const more = covered(other.coverage) - covered(first.coverage)
  if (more !== 0) return more > 0
  if (first.manners === 'honest' && other.manners !== 'honest') return false
  return isClearlyFaster(other, first)
}

/** The probe found both healthy, with the same coverage and the same answer for what they lack, and neither clearly faster. */
export function areEqual(a: ProxyVerdict, b: ProxyVerdict): boolean {
  return (
    a.health === 'healthy' &&
    b.health === 'healthy' &&
    covered(a.coverage) === covered(b.coverage) &&
    a.manners === b.manners &&
    (a.latencyMs === null) === (b.latencyMs === null) &&
    !isClearlyFaster(a, b) &&
    !isClearlyFaster(b, a)
  )
}

function isClearlyFaster(other: ProxyVerdict, first: ProxyVerdict): boolean {
  if (other.latencyMs === null || first.latencyMs === null) return false
  const gainMs = first.latencyMs - other.latencyMs
  return gainMs >= noiseMs && other.latencyMs * clearlyFaster <= first.latencyMs
}

/** The share of the modules that it has, of those that it was asked for. */
export function covered({ have, asked }: ProxyVerdict['coverage']): number {
  return asked === 0 ? 0 : have / asked
}
