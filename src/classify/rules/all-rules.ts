// Which rules are there, whatever witness chooses them?

import { endingRules, exitRules } from './exit.ts'
import type { FaultRule } from './rule.ts'
import { faultRules } from './rule-tables.ts'
import { stageRules } from './stage.ts'
import { telemetryRules } from './telemetry.ts'

/** All rules, whatever witness chooses them. */
export const allRules: readonly FaultRule[] = [
  ...faultRules,
  ...stageRules,
  ...exitRules,
  ...endingRules,
  ...telemetryRules,
]
