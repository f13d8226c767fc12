// Attempts in words: what each met, and what was decided.

import { formatDuration } from '../text/units.ts'
import { code } from './prose.ts'
import type { Attempt, Decision } from './report.ts'
import { headlineOf } from './verdict.ts'

/** What an attempt met; for `prose`. */
export function attemptOutcome({ classification, decision }: Attempt): string {
  const fault = classification.primary
  if (fault === null) return decision.kind === 'done' ? 'complete' : 'incomplete'
  const where = fault.host ?? fault.module
  return where === null ? headlineOf(fault) : `${headlineOf(fault)}, ${code(where, 160)}`
}

/** What was decided after an attempt; for `prose`. */
export function decisionLine(decision: Decision): string {
  switch (decision.kind) {
    case 'done':
      return 'done'
    case 'retry':
      return `again after ${formatDuration(decision.afterMs)}: ${decision.reason}`
    case 'stop':
      return `stopped: ${decision.reason}`
  }
}
