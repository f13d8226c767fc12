// The report: everything that a run found out, in one value.

import type { CacheProblem, CacheReport } from '../cache/outcome.ts'
import { environmentFindings } from '../fault/environment.ts'
import type { Fault } from '../fault/fault.ts'
import { statedFault } from '../fault/stated.ts'
import type { UpstreamTelemetry } from '../fetch/telemetry.ts'
import { fileName } from '../modcache/layout.ts'
import { type ModuleFile, moduleName } from '../modcache/module-file.ts'
import type { World } from '../platform/world.ts'
import { displayGoproxyList } from '../proxy/goproxy-list.ts'
import type { FileChange, Report, Result, ScopeReport } from '../report/report.ts'
import type { Course } from './course.ts'
import type { Restored, Saved } from './saved-cache.ts'
import type { Setup } from './setup.ts'
import { sourceLine } from './source-line.ts'
import { type Stock, takeStock } from './stock.ts'

export interface Conclusion {
  readonly setup: Setup
  readonly world: World
  /** Before the download. */
  readonly stock: Stock
  /** The try without a network, where there was one. */
  readonly offline: Course | null
  readonly course: Course
  readonly restored: Restored
  readonly saved: Saved
  readonly changes: readonly FileChange[]
  readonly seconds: number
}

/** Puts the report together; reads the module cache once more to count what is new in it. */
export async function conclude(conclusion: Conclusion): Promise<Report> {
  const { setup, world, stock, course, changes } = conclusion
  const { project } = setup
  const now = await takeStock(project)
  const problems = allProblems(conclusion)
  const faults = course.complete
    ? strictFaults(conclusion)
    : tellingFaults(course.attempts.map(({ classification }) => classification.faults))
  const overcome = course.attempts
    .map(({ classification }) => classification.primary)
    .find((fault) => fault !== null)
  const result = resultOf(conclusion, faults, problems)
  const fault = result === 'failed' ? (faults[0] ?? null) : (overcome ?? null)
  return {
    version: 1,
    result,
    fault,
    faults: result === 'failed' ? faults : overcome === undefined ? [] : [overcome],
    source: fault?.module
      ? sourceLine(project, fault.module, world.env.GITHUB_WORKSPACE || project.workingDirectory)
      : null,
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
    modules: counts(stock, now, problems),
    proxies: course.verdicts,
    ranking: course.ranking,
    attempts: course.attempts,
    fetch: course.fetch,
    cache: cacheReport(conclusion, problems),
    findings: environmentFindings({ env: project.env, list: setup.list, project, variables: setup.env }),
    changes,
    excerpt: result === 'failed' ? (course.attempts.at(-1)?.excerpt ?? null) : null,
    reproduce: result === 'failed' ? reproduction(conclusion) : [],
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

/** Of the last attempt; where that only ran out of time, of the last one that found out more. */
function tellingFaults(attempts: readonly (readonly Fault[])[]): readonly Fault[] {
  const last = attempts.at(-1) ?? []
  const isOutOfTime = (faults: readonly Fault[]) => faults.every(({ id }) => id === 'timeout/deadline')
  const earlier = attempts.findLast((faults) => !isOutOfTime(faults)) ?? []
  return isOutOfTime(last) ? [...earlier, ...last] : last
}

/** Faults of a complete download that fail it by the user's own wish. */
function strictFaults({ setup, course, changes }: Conclusion): readonly Fault[] {
  const { strictIntegrity, failOnChange } = setup.inputs
  const wrong = strictIntegrity && course.fetch.kind === 'ran' ? course.fetch.wrongBytes : []
  const integrity = wrong.map(({ module, proxy }) => ({
    ...statedFault({
      category: 'checksum-mismatch',
      id: 'checksum-mismatch/wrong-bytes',
      message: `${proxy} sent bytes for ${module} that go.sum contradicts; another proxy had the right ones.`,
      remedy: [
        `Find out why ${proxy} serves other bytes for ${module} before you trust it again.`,
        'Set strict-integrity to false if a warning is enough.',
      ],
    }),
    module,
    proxy,
    blocked: 1,
  }))
  if (!failOnChange || changes.length === 0) return integrity
  const files = changes.map(({ file }) => file).join(', ')
  const changed = statedFault({
    category: 'go-sum-missing',
    id: 'go-sum-missing/changed-by-download',
    message: `go mod download changed ${files}.`,
    remedy: ['Run `go mod tidy` (in a workspace also `go work sync`) and commit the result.'],
  })
  return [...integrity, changed]
}

function resultOf(
  { course }: Conclusion,
  faults: readonly Fault[],
  problems: readonly CacheProblem[],
): Result {
  if (!course.complete || faults.length > 0) return 'failed'
  const { fetch } = course
  const healed = fetch.kind === 'ran' && (failedRequests(fetch.upstreams) > 0 || fetch.wrongBytes.length > 0)
  return course.attempts.length > 1 || healed || problems.length > 0 ? 'recovered' : 'complete'
}

/** A proxy that says honestly what it lacks, or may not give, hasn't failed. */
function failedRequests(upstreams: readonly UpstreamTelemetry[]): number {
  const failures = ['error', 'stalled', 'wrong-content', 'too-large'] as const
  return upstreams.reduce(
    (sum, { verdicts }) => sum + failures.reduce((n, verdict) => n + (verdicts[verdict] ?? 0), 0),
    0,
  )
}

/** What the cache entry brought and was refused, is fetched as well. */
function counts(before: Stock, now: Stock, problems: readonly CacheProblem[]): Report['modules'] {
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

function reproduction({ setup, course }: Conclusion): readonly string[] {
  const list = displayGoproxyList(course.list ?? setup.list)
  const failed = setup.project.scopes.filter(({ name }) => !course.done.has(name))
  return failed.map(
    ({ name }) => `${name === '.' ? '' : `cd ${quoted(name)} && `}GOPROXY=${quoted(list)} go mod download -x`,
  )
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
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
