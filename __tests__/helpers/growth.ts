// How the time of a function grows with the length of its text: in CPU time of this process, so that a busy machine changes nothing. On
// Windows, whose clock of CPU time ticks every 16 ms, in plain time.

/** Where to look: enough for what is quadratic to stand out, little enough that it takes no minutes to find out. */
interface GrowthOptions {
  /** Characters of the shorter text; the longer one has four times as many. */
  readonly length: number
  /** Below this time for the longer text nothing can be told, and nothing is wrong. */
  readonly floorMs: number
}

interface SuperLinear {
  readonly input: string
  readonly shortMs: number
  readonly longMs: number
}

/** Linear means ×4 and quadratic ×16: what lies above this is no longer linear, with room for the collector and the caches. */
const suspicious = 9

/**
 * The first input on which the function is more than linear, from `length` to four times as many characters and from
 * there to sixteen times: a collection of garbage may look like growth once, but not at both steps. Null for none.
 */
export function superLinear(
  work: (text: string) => unknown,
  inputs: readonly Input[],
  options: GrowthOptions,
): SuperLinear | null {
  const { length } = options
  for (const input of inputs) {
    const found = growth(work, input, options)
    if (found !== null && growth(work, input, { ...options, length: length * 4 }) !== null) return found
  }
  return null
}

function growth(
  work: (text: string) => unknown,
  input: Input,
  { length, floorMs }: GrowthOptions,
): SuperLinear | null {
  const long = repeated(input, length * 4)
  const onceMs = cpuMs(() => work(long))
  // Most inputs are done with after one run.
  if (onceMs < floorMs) return null
  const short = repeated(input, length)
  const shortMs = best(() => perRun(() => work(short), floorMs))
  // Further runs can only make it shorter.
  if (onceMs < shortMs * suspicious) return null
  const longMs = best(() => cpuMs(() => work(long)))
  if (longMs < floorMs || longMs < shortMs * suspicious) return null
  return { input: JSON.stringify(input), shortMs, longMs }
}

/** A text that repeats something, between a beginning and an end that a match may or may not want. */
export interface Input {
  readonly before: string
  readonly unit: string
  readonly after: string
}

function repeated({ before, unit, after }: Input, length: number): string {
  return before + unit.repeat(Math.max(1, Math.ceil(length / unit.length))) + after
}

/** Other processes can only make it longer. */
function best(measure: () => number): number {
  return Math.min(measure(), measure(), measure())
}

/** The time of one run, out of as many as the clock needs. */
function perRun(work: () => unknown, leastMs: number): number {
  let runs = 1
  for (;;) {
    const ms = cpuMs(() => {
      for (let run = 0; run < runs; run++) work()
    })
    if (ms >= leastMs || runs >= 64) return ms / runs
    runs *= 2
  }
}

function cpuMs(work: () => unknown): number {
  if (process.platform === 'win32') return elapsedMs(work)
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function elapsedMs(work: () => unknown): number {
  const startMs = performance.now()
  work()
  return performance.now() - startMs
}

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of the list. */
export function pick<T>(list: readonly [T, ...T[]], random: () => number): T {
  return list[Math.floor(random() * list.length)] ?? list[0]
}
