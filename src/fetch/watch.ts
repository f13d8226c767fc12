// Does an answer still move? A watchdog over one request: silence, a trickle, or its slice of the deadline.

import type { Clock } from '../platform/clock.ts'

/** Below this many bytes within this time a transfer is a trickle. */
export const trickleBytes = 15 * 1_024
export const trickleMs = 15_000

/** Why a request was cut off. */
export type CutOff = 'silent' | 'trickle' | 'slice'

export interface Watch {
  /** Bytes came. */
  readonly onBytes: (count: number) => void
  /** Time that we spend ourselves, on our disk, isn't the server's. */
  readonly onResume: () => void
  readonly stop: () => void
}

/** Calls `cut` once, where nothing came for `stallMs`, too little came for 15 s, or `limitMs` is over. */
export function watch(options: {
  readonly clock: Clock
  readonly stallMs: number
  readonly limitMs: number
  readonly cut: (why: CutOff) => void
}): Watch {
  const { clock, stallMs, limitMs, cut } = options
  const over = new AbortController()
  const startMs = clock.now()
  let lastMs = startMs
  let periodMs = startMs
  let periodBytes: number | null = null

  const verdict = (now: number): CutOff | null => {
    if (now - startMs >= limitMs) return 'slice'
    if (now - lastMs >= stallMs) return 'silent'
    if (periodBytes === null || now - periodMs < trickleMs) return null
    if (periodBytes < trickleBytes) return 'trickle'
    periodMs = now
    periodBytes = 0
    return null
  }
  const guard = async (): Promise<void> => {
    for (;;) {
      const now = clock.now()
      const why = verdict(now)
      if (why !== null) return cut(why)
      const nextMs = Math.min(
        startMs + limitMs,
        lastMs + stallMs,
        periodBytes === null ? Infinity : periodMs + trickleMs,
      )
      // A timer may fire a little early; asking again at once would spin.
      await clock.sleep(Math.max(5, nextMs - now), over.signal)
    }
  }
  // Rejects only when it is stopped.
  guard().catch(() => {})
  return {
    onBytes: (count) => {
      lastMs = clock.now()
      if (periodBytes === null) periodMs = lastMs
      periodBytes = (periodBytes ?? 0) + count
    },
    onResume: () => {
      lastMs = clock.now()
    },
    // The default reason is an error with a stack, dear for every request that goes well.
    stop: () => over.abort('over'),
  }
}
