// The report as JSON, for machines; its schema is docs/report.schema.json.

import { cut } from '../text/sanitise.ts'
import type { Report } from './report.ts'

/** A run of ten thousand modules with trouble in each stays below it; a browser, jq and an artifact take it easily. */
const mostCharacters = 8 * 1_048_576

interface Limits {
  readonly text: number
  readonly list: number
}

/** From what a report is to what fits in any case; the first that is small enough is taken. */
const narrowing: readonly Limits[] = [
  { text: 2_048, list: 2_000 },
  { text: 512, list: 200 },
  { text: 128, list: 20 },
]

/**
 * Two-space JSON with a final line break. Characters that a terminal or an eye would obey are written as `\u…`. Where it
 * would be too large, texts and lists are cut, and a notice says so.
 */
export function reportJson(report: Report): string {
  const whole = written(report)
  if (whole !== null) return whole
  for (const limits of narrowing) {
    const notice = `The report was too large: lists have ${limits.list} entries at most, texts ${limits.text} characters.`
    const notices = [notice, ...report.notices]
    // Texts and lists only get shorter, so the type holds.
    const narrower = written(narrowed({ ...report, notices }, limits) as Report)
    if (narrower !== null) return narrower
  }
  throw new RangeError('the report is too large even when cut')
}

const obeyed = /[\x7f-\x9f\u2028\u2029]|[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu

function escaped(character: string, unit: 0 | 1): string {
  return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
}

/** Null where it is too large. */
function written(report: Report): string | null {
  // Counted first: a string has a length that the engine can't go beyond.
  if (charactersIn(report) > mostCharacters) return null
  const json = `${JSON.stringify(report, null, 2)}\n`.replace(obeyed, (character) =>
    character.length === 1 ? escaped(character, 0) : escaped(character, 0) + escaped(character, 1),
  )
  return json.length > mostCharacters ? null : json
}

function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, item) => sum + charactersIn(item), 0)
}

function narrowed(value: unknown, limits: Limits): unknown {
  if (typeof value === 'string') return cut(value, limits.text)
  if (Array.isArray(value)) return value.slice(0, limits.list).map((item) => narrowed(item, limits))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, narrowed(item, limits)]))
}
