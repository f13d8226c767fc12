// In which order are the rules tried?

import { accessRules } from './access.ts'
import { environmentRules } from './environment.ts'
import { moduleRules } from './module.ts'
import { moduleCacheRules } from './module-cache.ts'
import { networkRules } from './network.ts'
import type { FaultRule } from './rule.ts'
import { serviceRules } from './service.ts'

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
