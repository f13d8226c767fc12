// The end of a run: looks once more what is in the module cache, and has the report built.

import type { World } from '../platform/world.ts'
import { buildReport } from '../report/build/build-report.ts'
import type { FileChange, RunReport } from '../report/report.ts'
import type { Restored, Saved } from './cache-entry.ts'
import type { Course } from './download-outcome.ts'
import type { DownloadPlan, PlanStatus } from './download-plan.ts'
import type { Setup } from './setup.ts'

/** The report of a run that came to its end. */
export async function conclude({
  setup,
  world,
  plan,
  before,
  offline,
  course,
  restored,
  saved,
  ...rest
}: {
  readonly setup: Setup
  readonly world: Pick<World, 'root'>
  readonly plan: DownloadPlan
  /** Before the download. */
  readonly before: PlanStatus
  /** The try without a network, where there was one. */
  readonly offline: Course | null
  readonly course: Course
  readonly restored: Restored
  readonly saved: Saved
  readonly changes: readonly FileChange[]
  readonly seconds: number
}): Promise<RunReport> {
  const { inputs, project, list, env, cache } = setup
  const earlier = offline === null || offline === course ? [] : offline.problems
  return buildReport({
    ...rest,
    inputs,
    project,
    list,
    variables: env,
    root: world.root,
    before,
    // What needed no network has brought nothing.
    after: course === offline ? before : await plan.status(),
    download: course,
    cache: {
      key: cache.key?.key ?? null,
      store: cache.store.name,
      restore: restored.outcome,
      save: saved.outcome,
      restoreMs: restored.ms,
      saveMs: saved.ms,
    },
    problems: [...restored.problems, ...earlier, ...course.problems],
  })
}
