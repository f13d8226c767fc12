// One report, or one run of a history, as text: the record that counts, or what is wrong with it.

import * as v from 'valibot'
import { parseJson } from '../text/json.ts'
import { oneLine, plainText } from '../text/sanitise.ts'
import { countedReport } from './counted-report.ts'
import { type Clean, type RunRecord, recordOf } from './run-record.ts'
import { recordOfRow, runRow } from './run-row.ts'

type ReadRecord =
  | { readonly kind: 'record'; readonly record: RunRecord }
  /** `problem` is a clause, safe to be shown. */
  | { readonly kind: 'unreadable'; readonly problem: string }

/** Clocks of runners differ, by no more than this. */
const clockDriftMs = 86_400_000

/** A report has no `kind`. */
const reportOrRow = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'kind' in input ? runRow : countedReport,
)

/** Reads a report or a row of this version; of another one, or of a time that can't be, it says so. */
export function readRecord(json: string, nowMs: number, clean: Clean): ReadRecord {
  const parsed = parseJson(reportOrRow, json.startsWith('\ufeff') ? json.slice(1) : json)
  if (parsed.kind === 'unreadable') return { kind: 'unreadable', problem: oneLine(parsed.problem, 200) }
  const found = parsed.value
  const atMs = Date.parse(found.at)
  if (!(atMs >= 0)) return { kind: 'unreadable', problem: 'at: there is no such time' }
  if (atMs > nowMs + clockDriftMs) return { kind: 'unreadable', problem: 'at: it lies in the future' }
  return { kind: 'record', record: 'kind' in found ? recordOfRow(found, clean) : recordOf(found, clean) }
}

/** Texts that are remembered: hosts, modules and repositories come again and again. */
const mostRemembered = 50_000
const longestText = 200

/** Redacts and cleans each text once, and keeps one copy of it. */
export function createClean(redact: (text: string) => string): Clean {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    // Twice: taking out an escape sequence may bring a secret together.
    const clean = oneLine(redact(plainText(redact(text))), longestText)
    if (known.size < mostRemembered) known.set(text, clean)
    return clean
  }
}
