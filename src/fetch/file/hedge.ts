// Decides when a slow request is worth a hedge, a second request beside it; at most 5 % more requests.
// https://research.google/pubs/the-tail-at-scale/

/** The latest times to first byte of an upstream, in milliseconds; the oldest make room. */
export interface LatencySamples {
  readonly add: (firstByteMs: number) => void
  readonly values: () => readonly number[]
  /** How many first bytes have come so far, those that made room included. */
  readonly count: () => number
}

/** Enough for a 95th percentile that one slow answer doesn't move. */
const keptSamples = 64

export function createLatencySamples(): LatencySamples {
  const ring: number[] = []
  let next = 0
  let count = 0
  return {
    add: (firstByteMs) => {
      ring[next] = firstByteMs
      next = (next + 1) % keptSamples
      count++
    },
    values: () => ring,
    count: () => count,
  }
}

/** As long as an upstream has answered fewer requests, a fixed time without an answer counts as slow. */
const samplesNeeded = 8
const unknownUpstreamMs = 1_000
/** Afterwards three times its 95th percentile does: an answer so late is hardly chance. */
const percentilesToHedge = 3
/** Linux sends a lost packet again after 200 ms at the earliest: below that, a hedge would answer nothing but jitter. */
const shortestDelayMs = 200

/** How long a first byte may take before a hedge is sent, in milliseconds. */
export function hedgeDelayMs(samples: readonly number[], stallMs: number): number {
  if (samples.length < samplesNeeded) return Math.min(unknownUpstreamMs, stallMs / 2)
  const delayMs = Math.max(shortestDelayMs, percentilesToHedge * percentile(samples, 0.95))
  return Math.min(delayMs, stallMs / 2)
}

/**
 * Whether a request that a hedge overtook is told as trouble, after so long without an answer: alone, it might have held its file
 * up to the stall limit. What is overtaken sooner is only slow.
 */
export function isUnanswered(silentMs: number, stallMs: number): boolean {
  return silentMs >= Math.min(unknownUpstreamMs, stallMs / 2)
}

/** The additional load that the paper names for hedges after the 95th percentile. */
const shareOfRequests = 0.05
/** A small project may hedge, too. */
const fewestHedges = 3

/** May one more hedge be sent, after so many requests and hedges? */
export function mayHedge(sent: number, hedges: number): boolean {
  return hedges < Math.max(fewestHedges, Math.floor(sent * shareOfRequests))
}

/** The smallest value that `share` of all values don't exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
