// When is a silent request worth a second one beside it? The tail at scale, with at most 5 % more requests.
// https://research.google/pubs/the-tail-at-scale/

/** The latest times to first byte of an upstream, in milliseconds; the oldest make room. */
export interface LatencySamples {
  readonly add: (firstByteMs: number) => void
  readonly values: () => readonly number[]
  /** How many first bytes have come so far, those that made room included. */
  readonly count: () => number
}

const kept = 64

export function createLatencySamples(): LatencySamples {
  const ring: number[] = []
  let next = 0
  let count = 0
  return {
    add: (firstByteMs) => {
      ring[next] = firstByteMs
      next = (next + 1) % kept
      count++
    },
    values: () => ring,
    count: () => count,
  }
}

/** Before an upstream is known, a second of silence is slow; afterwards three times its 95th percentile. */
const unknownMs = 1_000
const leastMs = 200
const samplesNeeded = 8

/** How long a first byte may take before a hedge is sent, in milliseconds. */
export function hedgeDelayMs(samples: readonly number[], stallMs: number): number {
  const wanted = samples.length < samplesNeeded ? unknownMs : Math.max(leastMs, 3 * percentile(samples, 0.95))
  return Math.min(wanted, stallMs / 2)
}

const share = 0.05
const leastHedges = 3

/** May one more hedge be sent, after so many requests and hedges? */
export function mayHedge(sent: number, hedges: number): boolean {
  return hedges < Math.max(leastHedges, Math.floor(sent * share))
}

/** The smallest value that `share` of all values don't exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
