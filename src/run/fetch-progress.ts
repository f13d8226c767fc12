// How a fetch comes along: modules, megabytes, their rate and the time left, both smoothed.

import type { Progress } from '../text/progress.ts'
import { formatBytes, formatCount, formatDuration, plural } from '../text/units.ts'

/** The state of a fetch at one moment. */
export interface FetchSample {
  readonly nowMs: number
  /** Modules whose zips were missing; where none was, only files were. */
  readonly modules: Amount
  readonly files: Amount
  /** Received so far, whether it could be used or not. */
  readonly bytes: number
  /** That gave something lately. */
  readonly hosts: readonly string[]
}

interface Amount {
  readonly done: number
  readonly total: number
}

/** What is remembered from one sample to the next. */
interface FetchMeter {
  readonly startMs: number
  readonly last: Pick<FetchSample, 'nowMs' | 'bytes'> & { readonly done: number }
  /** Smoothed from 0 on: too low at first, by the same share for both. */
  readonly bytesPerMs: number
  readonly donePerMs: number
  /** When something came last, and when a module was done last. */
  readonly heardMs: number
  readonly doneMs: number
}

/** What happened so long ago counts for a third: long enough for a calm figure, short enough to show a change. */
const bytesMemoryMs = 8_000
/** Modules come less evenly than bytes. */
const doneMemoryMs = 30_000
/** Before that, a rate is chance. */
const settledMs = 3_000
/** From so much silence on, it is told instead of a rate. */
const silenceMs = 5_000
/** After so many times the usual pause between two modules, what is left is large, and nobody knows how large. */
const pausesToDoubt = 3
const namedHosts = 2

export function startMeter(nowMs: number): FetchMeter {
  const last = { nowMs, bytes: 0, done: 0 }
  return { startMs: nowMs, last, bytesPerMs: 0, donePerMs: 0, heardMs: nowMs, doneMs: nowMs }
}

/** The meter after one more sample. */
export function nextMeter(meter: FetchMeter, sample: FetchSample): FetchMeter {
  const { nowMs, bytes } = sample
  const { done } = unitsOf(sample)
  const passedMs = nowMs - meter.last.nowMs
  if (passedMs <= 0) return meter
  const smooth = (rate: number, more: number, memoryMs: number) =>
    rate + share(passedMs, memoryMs) * (Math.max(0, more) / passedMs - rate)
  return {
    startMs: meter.startMs,
    last: { nowMs, bytes, done },
    bytesPerMs: smooth(meter.bytesPerMs, bytes - meter.last.bytes, bytesMemoryMs),
    donePerMs: smooth(meter.donePerMs, done - meter.last.done, doneMemoryMs),
    heardMs: bytes > meter.last.bytes ? nowMs : meter.heardMs,
    doneMs: done > meter.last.done ? nowMs : meter.doneMs,
  }
}

/** How much the last `ms` count against what was before. */
function share(ms: number, memoryMs: number): number {
  return 1 - Math.exp(-ms / memoryMs)
}

/** The sample in words; `meter` has seen it. */
export function fetchProgress(meter: FetchMeter, sample: FetchSample): Progress {
  const { done, total } = unitsOf(sample)
  if (total === 0) return { share: null, parts: ['reading what is missing'] }
  const noun = sample.modules.total > 0 ? 'module' : 'file'
  const amount = `${formatCount(done)} of ${plural(total, noun)}`
  return {
    share: done / total,
    parts: [amount, formatBytes(sample.bytes), ...pace(meter, sample), ...hostsOf(sample)],
  }
}

function pace(meter: FetchMeter, sample: FetchSample): readonly string[] {
  const { nowMs } = sample
  if (nowMs - meter.heardMs >= silenceMs) return [`nothing for ${wholeSeconds(nowMs - meter.heardMs)}`]
  const elapsedMs = nowMs - meter.startMs
  if (elapsedMs < settledMs) return []
  // The rates began at 0, which the division takes back.
  const bytesPerMs = meter.bytesPerMs / share(elapsedMs, bytesMemoryMs)
  const leftMs = timeLeftMs(meter, sample)
  const left = leftMs === null ? [] : [`${wholeSeconds(leftMs)} left`]
  return [`${formatBytes(bytesPerMs * 1_000)}/s`, ...left]
}

/** In steps that don't flicker: one second below ten, five below a minute, then ten. Null where it can't be told. */
function timeLeftMs(meter: FetchMeter, sample: FetchSample): number | null {
  const { done, total } = unitsOf(sample)
  const elapsedMs = sample.nowMs - meter.startMs
  const doubtMs = Math.max(silenceMs, (pausesToDoubt * elapsedMs) / done)
  if (done === 0 || done >= total || sample.nowMs - meter.doneMs > doubtMs) return null
  const ms = (total - done) / (meter.donePerMs / share(elapsedMs, doneMemoryMs))
  const stepMs = ms < 10_000 ? 1_000 : ms < 60_000 ? 5_000 : 10_000
  return Math.max(1, Math.ceil(ms / stepMs)) * stepMs
}

function wholeSeconds(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  return seconds < 10 ? `${seconds} s` : formatDuration(seconds * 1_000)
}

function hostsOf({ hosts }: FetchSample): readonly string[] {
  if (hosts.length === 0) return []
  const more = hosts.length > namedHosts ? ` and ${hosts.length - namedHosts} more` : ''
  return [`from ${hosts.slice(0, namedHosts).join(' and ')}${more}`]
}

function unitsOf({ modules, files }: FetchSample): Amount {
  return modules.total > 0 ? modules : files
}
