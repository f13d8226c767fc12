// The report: everything that a run found out, in one value.

import type { CacheProblem, CacheReport } from '../cache/outcome.ts'
import { environmentFindings } from '../findings/environment.ts'
import { displayGoproxyList } from '../go/goproxy-list.ts'
import { fileName } from '../go/layout.ts'
import { type ModuleFile, moduleName } from '../go/module-file.ts'
import type { World } from '../platform/world.ts'
import type { FileChange, RunReport, ScopeReport } from '../report/report.ts'
import type { Restored, Saved } from './cache-entry.ts'
import type { Course } from './download-outcome.ts'
import type { DownloadPlan, PlanStatus } from './download-plan.ts'
import { redirectFindings } from './redirectors.ts'
import { reproduction } from './reproduction.ts'
import { judgeRun } from './result.ts'
import type { Setup } from './setup.ts'
import { sourceLine } from './source-line.ts'

export interface Conclusion {
  readonly setup: Setup
  readonly world: World
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
}

/** Puts the report together; reads the module cache once more, where anything can be new in it, to count that. */
export async function conclude(conclusion: Conclusion): Promise<RunReport> {
  const { setup, world, plan, before, offline, course, changes } = conclusion
  const { project } = setup
  // What needed no network has brought nothing.
  const now = course === offline ? before : await plan.status()
  const problems = allProblems(conclusion)
  const { result, fault, faults } = judgeRun({ inputs: setup.inputs, course, changes, problems })
  return {
    version: 1,
    result,
    fault,
    faults,
    source: fault?.module ? sourceLine(project, fault.module, world.root) : null,
    go: {
      version: project.env.GOVERSION,
      goproxy: displayGoproxyList(course.list ?? setup.list),
      exported: course.exported,
      requests: course.requests,
    },
    scopes: project.scopes.map(
      (scope): ScopeReport => ({
        name: scope.name,
        kind: scope.kind,
        module: scope.kind === 'workspace' ? 'go.work' : (scope.mains[0]?.mod.module ?? ''),
        modules: new Set(scope.mains.flatMap(({ mod }) => mod.require.map(({ path }) => path))).size,
        complete: course.done.has(scope.name),
      }),
    ),
    // Members of a workspace are downloaded for, as a part of it.
    skipped: project.skipped.filter(({ reason }) => reason !== 'in-workspace'),
    modules: counts(before, now, problems),
    proxies: course.verdicts,
    ranking: course.ranking,
    attempts: course.attempts,
    fetch: course.fetch,
    cache: cacheReport(conclusion, problems),
    findings: [
      ...redirectFindings(course.redirectors),
      ...environmentFindings({ env: project.env, list: setup.list, project, variables: setup.env }),
    ],
    changes,
    excerpt: result === 'failed' ? (course.attempts.at(-1)?.excerpt ?? null) : null,
    reproduce: result === 'failed' ? reproduction(setup, course, world.root) : [],
    notices: notices(conclusion),
    seconds: conclusion.seconds,
  }
}

function allProblems({ restored, offline, course }: Conclusion): readonly CacheProblem[] {
  return [
    ...restored.problems,
    ...(offline === null || offline === course ? [] : offline.problems),
    ...course.problems,
  ]
}

/** What the cache entry brought and was refused, is fetched as well. */
function counts(
  before: PlanStatus,
  now: PlanStatus,
  problems: readonly CacheProblem[],
): RunReport['modules'] {
  const zips = now.files.filter(({ kind }) => kind === 'zip')
  const refused = new Set(problems.map(({ what }) => what))
  const wasThere = (file: ModuleFile) => before.sizes.has(fileName(file)) && !refused.has(moduleName(file))
  const fresh = now.files.filter((file) => now.sizes.has(fileName(file)) && !wasThere(file))
  return {
    total: new Set(zips.map(moduleName)).size,
    fetched: fresh.filter(({ kind }) => kind === 'zip').length,
    bytes: fresh.reduce((sum, file) => sum + (now.sizes.get(fileName(file)) ?? 0), 0),
  }
}

function cacheReport({ setup, restored, saved }: Conclusion, problems: readonly CacheProblem[]): CacheReport {
  return {
    key: setup.cache.key?.key ?? null,
    store: setup.cache.store.name,
    restore: restored.outcome,
    save: saved.outcome,
    problems,
    restoreMs: restored.ms,
    saveMs: saved.ms,
  }
}

function notices({ setup }: Conclusion): readonly string[] {
  const { list, project } = setup
  const unsummed = project.scopes.filter(
    ({ sums, mains }) => sums.entries.size === 0 && mains.some(({ mod }) => mod.require.length > 0),
  )
  return [
    ...list.ignored.map((entry) => `go never reads the GOPROXY entry ${entry}: direct and off end the list.`),
    ...unsummed.map(
      ({ name }) =>
        `There is no go.sum${name === '.' ? '' : ` in ${name}`}, so nothing says which bytes are right. Run \`go mod tidy\` and commit go.sum.`,
    ),
  ]
}
