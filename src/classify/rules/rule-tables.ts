// In which order the rules are tried.

import { accessRules } from './access.ts'
import { environmentRules } from './environment.ts'
import { jobEndRules } from './job-end.ts'
import { moduleRules } from './module.ts'
import { moduleCacheRules } from './module-cache.ts'
import { networkRules } from './network.ts'
import type { FaultRule } from './rule.ts'
import { serviceRules } from './service.ts'
import { stageRules } from './stage.ts'

/**
 * The tables in the order in which they are tried; the first rule that fits a message judges it, within a table as well. What `go`
 * prints around a cause (`invalid version:`, `cannot find module providing package`) comes after everything that may stand inside it.
 */
export const ruleTables = {
  sumdb: serviceRules.sumdb,
  fullDisk: environmentRules.fullDisk,
  missingTools: environmentRules.missingTools,
  settings: environmentRules.settings,
  remote: accessRules.remote,
  repositories: moduleCacheRules.repositories,
  gitAccess: accessRules.gitAccess,
  cachedFiles: moduleCacheRules.files,
  network: networkRules.inOrder,
  limits: serviceRules.limits,
  policy: accessRules.policy,
  content: serviceRules.content,
  serverErrors: serviceRules.serverErrors,
  status: accessRules.status,
  machine: environmentRules.machine,
  toolchain: environmentRules.toolchain,
  goSum: moduleRules.goSum,
  versions: moduleRules.versions,
  graph: moduleRules.graph,
  wordlessTunnel: networkRules.wordlessTunnel,
} as const satisfies Readonly<Record<string, readonly FaultRule[]>>

/** The rules that a message is tried on, in order. */
export const faultRules: readonly FaultRule[] = Object.values(ruleTables).flat()

/** All rules, whatever part of a log they read. */
export const allRules: readonly FaultRule[] = [...faultRules, ...stageRules, ...jobEndRules]
