// The report without secrets: every string in it redacted, before anything is cut or escaped.

import { cut, plainText } from '../text/sanitise.ts'
import type { Report } from './report.ts'

/**
 * Of any text in a report. What comes from outside has a smaller limit where it comes in; this one holds for what was forgotten there. The
 * longest that is meant to be there is a GOPROXY list.
 */
const mostCharacters = 16_384

/** Fields whose values are words of this project: never foreign, and compared by code. */
const ownWords = new Set(['result', 'kind', 'category', 'also', 'lastFault', 'health', 'manners', 'question'])

/**
 * The same report, each foreign string plain and redacted; numbers, kinds and order stay. Do this once, before
 * rendering: a secret that was cut or escaped is not found any more, and one hidden by an escape sequence only
 * appears when that is taken out.
 */
export function redactReport(report: Report, redact: (text: string) => string): Report {
  return redactStrings(report, redact)
}

/** The same for any value of ours that holds foreign strings. What is there twice, is one copy there twice. */
export function redactStrings<T>(value: T, redact: (text: string) => string): T {
  const copies = new Map<object, unknown>()
  const change = (text: string) => cut(redact(plainText(redact(text))), mostCharacters)
  // Strings become strings and all else stays, so the type holds.
  return mapStrings(value, change, copies) as T
}

function mapStrings(value: unknown, change: (text: string) => string, copies: Map<object, unknown>): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  const known = copies.get(value)
  if (known !== undefined) return known
  const copy = Array.isArray(value)
    ? value.map((item) => mapStrings(item, change, copies))
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          ownWords.has(key) ? item : mapStrings(item, change, copies),
        ]),
      )
  copies.set(value, copy)
  return copy
}
