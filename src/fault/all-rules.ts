// Which rules are there, whatever witness chooses them?

import type { FaultRule } from './rule.ts'
import { faultRules } from './rule-tables.ts'
import { endingRules, exitRules } from './rules/exit.ts'
import { stageRules } from './rules/stage.ts'
import { telemetryRules } from './rules/telemetry.ts'

/** All rules, whatever witness chooses them. */
export const allRules: readonly FaultRule[] = [
  ...faultRules,
  ...stageRules,
  ...exitRules,
  ...endingRules,
  ...telemetryRules,
]
