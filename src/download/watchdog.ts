// Decides whether a `go` that is at work still lives, given what was seen of it and when.

/** What was seen of a running `go` at one moment. */
export interface ActivitySample {
  /** Lines printed so far. */
  readonly lines: number
  /** Names and sizes of the files that it is known to be writing, as one text; any change is a sign of life. */
  readonly files: string
  /** The same for a search through the whole cache; null where it wasn't made this time. */
  readonly search: string | null
  /** Processor time of its group so far, in milliseconds; null where it wasn't asked, or can't be had. */
  readonly cpuMs: number | null
}

/** All that the watchdog remembers; an immutable value. */
export interface Watch {
  /** How long nothing has been seen. */
  readonly idleMs: number
  readonly atMs: number
  readonly lines: number
  readonly files: string
  readonly search: string | null
  readonly cpuMs: number | null
}

interface WatchLimits {
  /** How long `go` may show no sign of life. */
  readonly stallMs: number
  /** The longest time between two samples that counts in full. */
  readonly maxStepMs: number
}

/** The watch before the first sample. */
export function beginWatch(atMs: number): Watch {
  return { idleMs: 0, atMs, lines: 0, files: '', search: null, cpuMs: null }
}

/**
 * The watch after a sample taken at `atMs`. A machine that was suspended, or so busy that no sample could be taken, says nothing about
 * `go`: of the time between two samples at most `maxStepMs` counts as idle.
 */
export function afterSample(watch: Watch, sample: ActivitySample, atMs: number, limits: WatchLimits): Watch {
  const alive = showsLife(watch, sample, limits)
  return {
    idleMs: alive ? 0 : watch.idleMs + Math.min(Math.max(0, atMs - watch.atMs), limits.maxStepMs),
    atMs,
    lines: sample.lines,
    files: sample.files,
    search: sample.search ?? watch.search,
    // Small amounts add up until the next sign of life: a slow unpack uses little at a time.
    cpuMs: alive ? sample.cpuMs : (watch.cpuMs ?? sample.cpuMs),
  }
}

/** Whether nothing has been seen for as long as is allowed. */
export function isStalled(watch: Watch, { stallMs }: WatchLimits): boolean {
  return watch.idleMs >= stallMs
}

/**
 * Processor time below this, since the last sign of life, is none: 200 ms in 60 s. A `git` that waits for a dead connection wakes up 20 times
 * a second and uses 75 ms (measured), `go` none. Never below two units of the kernel's accounting.
 */
export function leastCpuMs(stallMs: number): number {
  return Math.max(20, stallMs / 300)
}

function showsLife(watch: Watch, sample: ActivitySample, { stallMs }: WatchLimits): boolean {
  if (sample.lines !== watch.lines || sample.files !== watch.files) return true
  if (sample.search !== null && watch.search !== null && sample.search !== watch.search) return true
  return sample.cpuMs !== null && watch.cpuMs !== null && sample.cpuMs - watch.cpuMs >= leastCpuMs(stallMs)
}
