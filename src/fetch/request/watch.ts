// Does an answer still move? A watchdog over one request: silence, a trickle, or its slice of the deadline.

import type { Clock } from '../../platform/clock.ts'
import { type Alarms, createAlarms } from './shared-timer.ts'

/** A transfer that brings less is a trickle, */
export const trickleBytesPerSecond = 1_024
/** measured over so many times the silence that is borne: 15 s by default. */
export const trickleStalls = 1.5

/** A server that fetches a large module itself before its first byte gets so many times the silence, */
const patientStalls = 3
/** at most. */
const longestSilenceMs = 30_000

/** Why a request was cut off. */
export type CutOff = 'silent' | 'trickle' | 'slice'

export interface Watch {
  /** Bytes came. */
  readonly onBytes: (count: number) => void
  /** Time that we spend ourselves, on our disk, isn't the server's. */
  readonly onResume: () => void
  readonly stop: () => void
}

/** Calls `cut` once, where nothing came for `stallMs` (longer before the first byte, while `isPatient`), too little came for one and a half times as long, or `limitMs` is over. */
export function watch(options: {
  readonly clock: Clock
  /** Shared by many watches; one of its own unless told. */
  readonly alarms?: Alarms
  readonly stallMs: number
  readonly limitMs: number
  /** Asked whenever `stallMs` have passed without a first byte; never unless told. */
  readonly isPatient?: () => boolean
  readonly cut: (why: CutOff) => void
}): Watch {
  const { clock, alarms = createAlarms(clock), stallMs, limitMs, isPatient = () => false, cut } = options
  const trickleMs = stallMs * trickleStalls
  const trickleBytes = (trickleMs / 1_000) * trickleBytesPerSecond
  const startMs = clock.now()
  let lastMs = startMs
  let periodMs = startMs
  let periodBytes: number | null = null
  let giveUp = () => {}

  const patientMs = Math.max(stallMs, Math.min(patientStalls * stallMs, longestSilenceMs))
  const isSilent = (now: number): boolean => {
    const silence = now - lastMs
    return silence >= patientMs || (silence >= stallMs && (periodBytes !== null || !isPatient()))
  }
  const verdict = (now: number): CutOff | null => {
    if (now - startMs >= limitMs) return 'slice'
    if (isSilent(now)) return 'silent'
    if (periodBytes === null || now - periodMs < trickleMs) return null
    if (periodBytes < trickleBytes) return 'trickle'
    periodMs = now
    periodBytes = 0
    return null
  }
  const guard = (now: number): void => {
    const why = verdict(now)
    if (why !== null) {
      cut(why)
      return
    }
    const periodEndMs = periodBytes === null ? Infinity : periodMs + trickleMs
    const silentMs =
      lastMs + (now - lastMs >= stallMs ? Math.min(now - lastMs + stallMs, patientMs) : stallMs)
    const nextMs = Math.min(startMs + limitMs, silentMs, periodEndMs)
    giveUp = alarms.set(nextMs - now, () => guard(clock.now()))
  }
  guard(startMs)
  return {
    onBytes: (count) => {
      lastMs = clock.now()
      if (periodBytes === null) periodMs = lastMs
      periodBytes = (periodBytes ?? 0) + count
    },
    onResume: () => {
      lastMs = clock.now()
    },
    stop: () => giveUp(),
  }
}
