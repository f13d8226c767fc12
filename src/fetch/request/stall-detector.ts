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

/** What has come of an answer; times are `clock.now()`. */
interface Arrival {
  readonly startMs: number
  lastMs: number
  /** When the period began in which a trickle is measured. */
  periodMs: number
  /** Of that period; null before the first byte. */
  periodBytes: number | null
}

/**
 * Calls `cutOff` once: where nothing came for `stallMs` (longer before the first byte, while it `mayAnswerLate`), where too
 * little came in one and a half times as long, or where `limitMs` are over.
 */
export function startStallDetector(options: StallOptions): StallDetector {
  const { clock, timer = createSharedTimer(clock), cutOff } = options
  const startMs = clock.now()
  const arrival: Arrival = { startMs, lastMs: startMs, periodMs: startMs, periodBytes: null }
  let cancel = () => {}

  const check = (nowMs: number): void => {
    const why = cutOffReason(arrival, options, nowMs)
    if (why !== null) {
      cutOff(why)
      return
    }
    if (isPeriodOver(arrival, options, nowMs)) Object.assign(arrival, { periodMs: nowMs, periodBytes: 0 })
    cancel = timer.schedule(nextCheckMs(arrival, options, nowMs) - nowMs, () => check(clock.now()))
  }
  check(startMs)
  return {
    onBytes: (count) => {
      arrival.lastMs = clock.now()
      if (arrival.periodBytes === null) arrival.periodMs = arrival.lastMs
      arrival.periodBytes = (arrival.periodBytes ?? 0) + count
    },
    onResume: () => {
      arrival.lastMs = clock.now()
    },
    stop: () => cancel(),
  }
}

type StallLimits = Pick<StallOptions, 'stallMs' | 'limitMs' | 'mayAnswerLate'>

function cutOffReason(arrival: Arrival, limits: StallLimits, nowMs: number): CutOffReason | null {
  if (nowMs - arrival.startMs >= limits.limitMs) return 'slice'
  if (isSilent(arrival, limits, nowMs)) return 'silent'
  const trickleBytes = (trickleMs(limits) / 1_000) * trickleBytesPerSecond
  const isTrickle = isPeriodOver(arrival, limits, nowMs) && (arrival.periodBytes ?? 0) < trickleBytes
  return isTrickle ? 'trickle' : null
}

function isSilent({ lastMs, periodBytes }: Arrival, limits: StallLimits, nowMs: number): boolean {
  const silenceMs = nowMs - lastMs
  if (silenceMs >= lateAnswerMs(limits)) return true
  return silenceMs >= limits.stallMs && (periodBytes !== null || limits.mayAnswerLate?.() !== true)
}

function isPeriodOver({ periodMs, periodBytes }: Arrival, limits: StallLimits, nowMs: number): boolean {
  return periodBytes !== null && nowMs - periodMs >= trickleMs(limits)
}

function nextCheckMs(
  { startMs, lastMs, periodMs, periodBytes }: Arrival,
  limits: StallLimits,
  nowMs: number,
): number {
  const { stallMs, limitMs } = limits
  const silenceMs = nowMs - lastMs
  const untilSilentMs = silenceMs >= stallMs ? Math.min(silenceMs + stallMs, lateAnswerMs(limits)) : stallMs
  const trickleAtMs = periodBytes === null ? Infinity : periodMs + trickleMs(limits)
  return Math.min(startMs + limitMs, lastMs + untilSilentMs, trickleAtMs)
}

function trickleMs({ stallMs }: StallLimits): number {
  return stallMs * trickleStalls
}

function lateAnswerMs({ stallMs }: StallLimits): number {
  return Math.max(stallMs, Math.min(lateAnswerStalls * stallMs, longestLateAnswerMs))
}
