// In which order are the rules tried?

import type { FaultRule } from './rule.ts'
import { accessRules } from './rules/access.ts'
import { environmentRules } from './rules/environment.ts'
import { moduleRules } from './rules/module.ts'
import { moduleCacheRules } from './rules/module-cache.ts'
import { networkRules } from './rules/network.ts'
import { serviceRules } from './rules/service.ts'

/**
 * All rules; the first that fits a message judges it. What `go` prints around a cause (`invalid version:`,
 * `cannot find module providing package`) comes after everything that may stand inside it.
 */
export const faultRules: readonly FaultRule[] = [
  ...serviceRules.sumdb,
  ...environmentRules.machine.slice(0, 3),
  ...environmentRules.settings,
  ...accessRules.remote,
  ...moduleCacheRules.repositories,
  ...accessRules.gitAccess,
  ...moduleCacheRules.files,
  ...networkRules,
  ...serviceRules.limits,
  ...accessRules.policy,
  ...serviceRules.content,
  ...serviceRules.serverErrors,
  ...accessRules.status,
  ...environmentRules.machine.slice(3),
  ...environmentRules.toolchain,
  ...moduleRules.goSum,
  ...moduleRules.versions,
  ...moduleRules.graph,
]
