// Chooses the thirty lines of a log that show a fault to a person.

import type { Classification } from '../faults/fault.ts'
import type { Excerpt } from '../faults/witness.ts'
import { plain, printable } from './lines/normalise.ts'
import { stripUserinfo } from './lines/scan.ts'

/** Lines, and bytes of UTF-8, that an excerpt never exceeds. */
export const excerptLimits = { lines: 30, bytes: 4096, line: 500 } as const

const context = { before: 4, after: 6 } as const

type ExcerptLine = Excerpt['lines'][number]

/** A line with its number. */
export interface NumberedLine {
  readonly number: number
  readonly text: string
}

const variable = /\d+|0x[0-9a-f]+|h1:[\w+/=]+/g

/** Lines that differ only in numbers are repeats. */
function shape(text: string): string {
  return text.replace(variable, '0').trim()
}

function causalNumbers(classification: Classification): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>()
  classification.faults.forEach((fault, rank) => {
    fault.evidence.forEach((line, index) => {
      if (!ranks.has(line.line)) ranks.set(line.line, rank * 100 + index)
    })
  })
  return ranks
}

const headLength = 150

/** Leaves out the middle of a long line: where it comes from stands first, what went wrong last. */
export function clip(text: string): string {
  const { line: limit } = excerptLimits
  if (text.length <= limit) return text
  return `${text.slice(0, headLength)}…${text.slice(text.length - (limit - headLength - 1))}`
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes + 1
}

interface Candidate extends ExcerptLine {
  readonly weight: number
}

function weigh(number: number, ranks: ReadonlyMap<number, number>, last: number): number {
  const rank = ranks.get(number)
  if (rank !== undefined) return 10_000 - rank
  let best = 0
  for (const [causal, causalRank] of ranks) {
    const distance = number - causal
    if (distance < -context.before || distance > context.after) continue
    best = Math.max(best, 5_000 - causalRank - Math.abs(distance) * 10)
  }
  if (best > 0) return best
  return ranks.size === 0 && number > last - excerptLimits.lines ? number : 0
}

function collapse(lines: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = []
  const places = new Map<string, number>()
  for (const line of lines) {
    const key = shape(line.text)
    const place = places.get(key)
    const earlier = place === undefined ? undefined : kept[place]
    if (place === undefined || earlier === undefined || key === '') {
      places.set(key, kept.length)
      kept.push(line)
      continue
    }
    kept[place] = {
      ...earlier,
      repeats: earlier.repeats + 1,
      weight: Math.max(earlier.weight, line.weight),
      causal: earlier.causal || line.causal,
    }
  }
  return kept
}

/**
 * Cuts a log down to the lines around the causes: at most 30 lines and 4 KiB.
 * @param lines - The log, or those of its lines that were kept, in order.
 * @param total - Number of lines of the whole log.
 */
export function excerptFrom(
  lines: readonly NumberedLine[],
  total: number,
  classification: Classification,
  redact: (text: string) => string,
): Excerpt {
  const ranks = causalNumbers(classification)
  const last = lines.at(-1)?.number ?? 0
  const candidates = lines
    .map(
      ({ number, text }): Candidate => ({
        line: number,
        // Redacted before it is cut: half a secret is still one.
        text: clip(stripUserinfo(redact(printable(plain(text)))).trimEnd()),
        causal: ranks.has(number),
        repeats: 1,
        weight: weigh(number, ranks, last),
      }),
    )
    .filter(({ weight, text }) => weight > 0 && text.trim() !== '')
  const byWeight = [...collapse(candidates)].sort((a, b) => b.weight - a.weight)
  const chosen: Candidate[] = []
  let bytes = 0
  for (const line of byWeight) {
    const size = utf8Length(line.text) + 24
    if (chosen.length >= excerptLimits.lines) break
    if (bytes + size > excerptLimits.bytes) continue
    bytes += size
    chosen.push(line)
  }
  chosen.sort((a, b) => a.line - b.line)
  const shown = chosen.reduce((sum, line) => sum + line.repeats, 0)
  return { lines: chosen.map(({ weight: _, ...line }) => line), omitted: Math.max(0, total - shown) }
}

/** Options of {@link excerptOf}. */
interface ExcerptOptions {
  readonly redact?: (text: string) => string
}

/** The lines of a whole log around the causes that a classification names. */
export function excerptOf(
  lines: readonly string[],
  classification: Classification,
  options: ExcerptOptions = {},
): Excerpt {
  const near = new Set<number>()
  for (const number of causalNumbers(classification).keys())
    for (let each = number - context.before; each <= number + context.after; each++) near.add(each)
  const first = near.size === 0 ? lines.length - excerptLimits.lines : 0
  const kept: NumberedLine[] = []
  for (let index = Math.max(0, first); index < lines.length; index++) {
    const text = lines[index]
    if (text !== undefined && (near.size === 0 || near.has(index + 1))) kept.push({ number: index + 1, text })
  }
  return excerptFrom(kept, lines.length, classification, options.redact ?? ((text) => text))
}
