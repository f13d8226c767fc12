// The report without secrets: every string in it redacted, before anything is cut or escaped.

import type { Report } from './report.ts'

/** The same report, each of its strings passed through `redact`. Numbers, kinds and order stay. */
export function redactReport(report: Report, redact: (text: string) => string): Report {
  // The shape is kept: strings become strings, so the type holds.
  return mapStrings(report, redact) as Report
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]))
}
