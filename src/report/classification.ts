// What `classify` prints of a log's faults: the verdict, what to do, where, and the lines that show it.

import { layerOf } from '../faults/category.ts'
import type { Excerpt } from '../faults/witness.ts'
import { oneLine } from '../text/sanitise.ts'
import { plural } from '../text/units.ts'
import { excerptLines, excerptTitle } from './excerpt.ts'
import { type FactRow, factRows } from './facts.ts'
import type { Attempt, ReportedFault } from './report.ts'
import { blameFor, headlineOf } from './verdict.ts'
import { again } from './wording.ts'

/** Plain lines without control characters; a single one where nothing failed. */
export function renderClassification(
  { primary, faults }: Attempt['classification'],
  excerpt: Excerpt | null,
): string[] {
  if (primary === null) return ['No failure of a module download was found.']
  const others = faults.filter((fault) => fault !== primary)
  const parts = [
    [
      `Go modules: ${headlineOf(primary)}`,
      blameFor(primary),
      layerOf[primary.category] === 'unknown' ? '' : retryAdvice(primary),
    ],
    primary.remedy.length === 0
      ? []
      : ['What to do:', ...primary.remedy.map((step, i) => `  ${i + 1}. ${oneLine(step, 1200)}`)],
    facts(primary),
    others.length === 0
      ? []
      : [`${plural(others.length, 'more fault')}:`, ...others.slice(0, 20).map(otherLine)],
    excerpt === null
      ? []
      : [`${excerptTitle(excerpt)}:`, ...excerptLines(excerpt).map((line) => `  ${line}`)],
  ]
  return parts
    .map((part) => part.filter((line) => line !== ''))
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]))
}

function retryAdvice({ transient }: ReportedFault): string {
  return transient ? again.yes : again.no
}

function facts(fault: ReportedFault): string[] {
  const { id, url, blocked, also } = fault
  const rows: readonly FactRow[] = [
    ...factRows(fault, null),
    ['Modules', blocked > 1 ? String(blocked) : null],
    ['URL', url],
    ['Fault', id],
    ['Also', also.length === 0 ? null : also.join(', ')],
  ]
  return rows.map(([name, value]) => (value === null ? '' : `${name.padEnd(12)} ${oneLine(value, 400)}`))
}

function otherLine(fault: ReportedFault): string {
  const where = [fault.module, fault.host]
    .filter((value) => value !== null)
    .map((value) => `, ${oneLine(value)}`)
  return `  ${headlineOf(fault)}${where.join('')} (${oneLine(fault.id)})`
}
