// Reads a report that was written as JSON, by this release or another one.

import * as v from 'valibot'
import type { Report } from './report.ts'
import { report } from './shape/report.ts'

export type ParsedReport =
  | { readonly kind: 'ok'; readonly report: Report }
  /** Not a report of a version that we know; `problem` is a clause that names the field. */
  | { readonly kind: 'unreadable'; readonly problem: string }

/** Fields that this release doesn't know are passed by. */
export function parseReport(json: string): ParsedReport {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { kind: 'unreadable', problem: 'it is no JSON' }
  }
  const parsed = v.safeParse(report, value, { abortEarly: true })
  if (parsed.success) return { kind: 'ok', report: parsed.output }
  const [issue] = parsed.issues
  const place = v.getDotPath(issue) ?? 'the whole'
  return { kind: 'unreadable', problem: `${place}: ${issue.message}` }
}
