// Cuts off a request that falls silent, that is too slow, or that uses up its share of the fetch's time.

import type { Clock } from '../../platform/clock.ts'
import { createSharedTimer, type SharedTimer } from './shared-timer.ts'

/** A transfer that brings less is a trickle, */
export const trickleBytesPerSecond = 1_024
/** measured over so many times the stall limit: 15 s by default. */
export const trickleStalls = 1.5

/** A server that fetches a large module itself before its first byte gets so many times the stall limit, */
const lateAnswerStalls = 3
/** at most, so that a dead upstream doesn't use up the deadline. */
const longestLateAnswerMs = 30_000

/** Why a request was cut off. */
export type CutOffReason = 'silent' | 'trickle' | 'slice'

export interface StallDetector {
  /** Bytes came. */
  readonly onBytes: (count: number) => void
  /** The time since the last bytes was spent on our own disk: the server is not blamed for it. */
  readonly onResume: () => void
  readonly stop: () => void
}

interface StallOptions {
  readonly clock: Clock
  /** Shared by many detectors; by default one of its own. */
  readonly timer?: SharedTimer
  readonly stallMs: number
  readonly limitMs: number
  /** Asked whenever `stallMs` have passed without a first byte: may it take longer? By default never. */
  readonly mayAnswerLate?: () => boolean
  readonly cutOff: (why: CutOffReason) => void
}

/**
 * Calls `cutOff` once: where nothing came for `stallMs` (longer before the first byte, while it `mayAnswerLate`), where too
 * little came in one and a half times as long, or where `limitMs` are over.
 */
export function startStallDetector(options: StallOptions): StallDetector {
  const { clock, timer = createSharedTimer(clock), stallMs, limitMs, cutOff } = options
  const mayAnswerLate = options.mayAnswerLate ?? (() => false)
  const trickleMs = stallMs * trickleStalls
  const trickleBytes = (trickleMs / 1_000) * trickleBytesPerSecond
  const lateAnswerMs = Math.max(stallMs, Math.min(lateAnswerStalls * stallMs, longestLateAnswerMs))
  const startMs = clock.now()
  let lastMs = startMs
  let periodMs = startMs
  /** Of the period in which a trickle is measured; null before the first byte. */
  let periodBytes: number | null = null
  let cancel = () => {}

  const isSilent = (nowMs: number): boolean => {
    const silenceMs = nowMs - lastMs
    return silenceMs >= lateAnswerMs || (silenceMs >= stallMs && (periodBytes !== null || !mayAnswerLate()))
  }
  const cutOffReason = (nowMs: number): CutOffReason | null => {
    if (nowMs - startMs >= limitMs) return 'slice'
    if (isSilent(nowMs)) return 'silent'
    if (periodBytes === null || nowMs - periodMs < trickleMs) return null
    if (periodBytes < trickleBytes) return 'trickle'
    periodMs = nowMs
    periodBytes = 0
    return null
  }
  const nextCheckMs = (nowMs: number): number => {
    const silenceMs = nowMs - lastMs
    const silentMs = lastMs + (silenceMs >= stallMs ? Math.min(silenceMs + stallMs, lateAnswerMs) : stallMs)
    return Math.min(startMs + limitMs, silentMs, periodBytes === null ? Infinity : periodMs + trickleMs)
  }
  const check = (nowMs: number): void => {
    const why = cutOffReason(nowMs)
    if (why !== null) cutOff(why)
    else cancel = timer.schedule(nextCheckMs(nowMs) - nowMs, () => check(clock.now()))
  }
  check(startMs)
  return {
    onBytes: (count) => {
      lastMs = clock.now()
      if (periodBytes === null) periodMs = lastMs
      periodBytes = (periodBytes ?? 0) + count
    },
    onResume: () => {
      lastMs = clock.now()
    },
    stop: () => cancel(),
  }
}
