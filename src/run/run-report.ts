// The report of a run that came to its end, from what its steps found.

import type { SharedStoreReport } from '../cache/outcome.ts'
import type { World } from '../platform/world.ts'
import type { Plan } from '../project/plan.ts'
import { requirersOf } from '../project/requirers.ts'
import { buildReport } from '../report/build/build-report.ts'
import type { RunFacts } from '../report/build/run-facts.ts'
import type { RunReport } from '../report/report.ts'
import type { Restored, Saved } from './run-cache.ts'
import { type Setup, storeName } from './setup.ts'

interface StepResults
  extends Pick<
    RunFacts,
    'before' | 'after' | 'download' | 'problems' | 'exported' | 'changes' | 'timeline' | 'seconds'
  > {
  readonly plan: Plan
  readonly restored: Restored
  readonly saved: Saved
  readonly shared: SharedStoreReport | null
}

export function reportRun(
  { inputs, project, list, env, cache }: Setup,
  { root }: Pick<World, 'root'>,
  { plan, restored, saved, shared, ...results }: StepResults,
): RunReport {
  return buildReport({
    ...results,
    requirements: {
      requirersOf: (module) => requirersOf(plan.graphs, module),
      unread: plan.unreadable.length,
    },
    inputs,
    project,
    list,
    variables: env,
    root,
    platform: process.platform,
    cache: {
      key: cache.key?.key ?? null,
      store: storeName(cache.store),
      restore: restored.outcome,
      save: saved.outcome,
      restoreMs: restored.ms,
      saveMs: saved.ms,
      ...(shared !== null && { shared }),
    },
  })
}
