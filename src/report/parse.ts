// Reads a report that was written as JSON, by this release or another one.

import { type ParsedJson, parseJson } from '../text/json.ts'
import type { Report } from './report.ts'
import { report } from './shape/report.ts'

/** Unreadable is also a report of a version that we don't know. Fields that this release doesn't know are passed by. */
export function parseReport(json: string): ParsedJson<Report> {
  return parseJson(report, json)
}
