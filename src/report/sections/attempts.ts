// The parts of the summary about how the run went: attempts, what was printed, how to see the same.

import { h } from 'hastscript'
import { formatDuration } from '../../text/units.ts'
import { attemptOutcome, decisionLine } from '../attempts.ts'
import { excerptLines, excerptTitle } from '../excerpt.ts'
import { type Content, folded, lines, table } from '../html.ts'
import type { Report } from '../report.ts'
import { timelineLines } from '../timeline.ts'

/** When each step began, and how long it took. */
export function timeline(report: Report): Content {
  const rows = timelineLines(report)
  return rows.length === 0 ? [] : [h('p', [h('strong', 'How the run went')]), lines(rows)]
}

/** One row an attempt; nothing where the only one says no more than the verdict. */
export function attempts({ attempts }: Report): Content {
  if (attempts.length < 2) return []
  const rows = attempts.map((attempt) => [
    String(attempt.number),
    formatDuration(attempt.ms),
    attemptOutcome(attempt),
    decisionLine(attempt.decision),
  ])
  return table(['Attempt', 'Took', 'What happened', 'Then'], rows, 20)
}

/** What `go` or a server printed around the cause; open where the run failed. */
export function excerpt({ excerpt, result }: Report): Content {
  if (excerpt === null || excerpt.lines.length === 0) return []
  return [
    folded(excerptTitle(excerpt), [lines(excerptLines(excerpt))], result === 'failed' ? 'open' : 'closed'),
  ]
}

/** Commands for a person's own terminal. */
export function reproduction({ reproduce }: Report): Content {
  if (reproduce.length === 0) return []
  return [h('p', [h('strong', 'To see it yourself')]), lines(reproduce.slice(0, 20))]
}
