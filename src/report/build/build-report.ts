// The report of a run: everything that its steps found, in one value.

import type { Fault } from '../../faults/fault.ts'
import { environmentFindings } from '../../findings/environment.ts'
import { redirectFindings } from '../../findings/refused-redirects.ts'
import { displayGoproxyList } from '../../go/goproxy-list.ts'
import { fileName } from '../../go/layout.ts'
import { type ModuleFile, moduleName } from '../../go/module-file.ts'
import type { RunReport, ScopeReport } from '../report.ts'
import { reproduction } from './reproduction.ts'
import { requiredBy } from './required-by.ts'
import { judgeRun } from './result.ts'
import type { DownloadFacts, RunFacts, ScopeFacts } from './run-facts.ts'
import { sourceLine } from './source-line.ts'

/** Puts the report together. Nothing in it is redacted yet. */
export function buildReport(facts: RunFacts): RunReport {
  const { project, list, download, problems, changes, seconds } = facts
  const { result, fault, faults } = judgeRun(facts)
  const isFailed = result === 'failed'
  return {
    version: 1,
    result,
    fault,
    faults,
    source: fault?.module ? sourceLine(project, fault.module, facts.root) : null,
    requiredBy: requiredBy(faults, facts.requirements),
    go: {
      version: project.env.GOVERSION,
      goproxy: displayGoproxyList(download.list ?? list),
      exported: facts.exported === 'order',
      sealed: facts.exported === 'off',
      requests: download.requests,
    },
    scopes: project.scopes.map((scope) => scopeReport(scope, download.done.has(scope.name))),
    // Members of a workspace are downloaded for, as a part of it.
    skipped: project.skipped.filter(({ reason }) => reason !== 'in-workspace'),
    modules: counts(facts),
    proxies: download.verdicts,
    ranking: download.ranking,
    attempts: download.attempts,
    timeline: facts.timeline,
    fetch: download.fetch,
    cache: { ...facts.cache, problems },
    findings: [
      ...redirectFindings(download.redirectors),
      ...environmentFindings({ env: project.env, list, project, variables: facts.variables }),
    ],
    changes,
    excerpt: isFailed ? excerptOf(fault, download) : null,
    reproduce: isFailed ? reproduction(facts) : [],
    notices: notices(facts),
    seconds,
  }
}

/** What was printed in the attempt that met the fault: a later one may have told only that the time was up. */
function excerptOf(fault: Fault | null, { attempts }: DownloadFacts): RunReport['excerpt'] {
  const told = attempts.findLast(({ classification: { faults } }) => faults.some((met) => met === fault))
  return told?.excerpt ?? null
}

function scopeReport({ name, kind, mains }: ScopeFacts, complete: boolean): ScopeReport {
  return {
    name,
    kind,
    module: kind === 'workspace' ? 'go.work' : (mains[0]?.mod.module ?? ''),
    modules: new Set(mains.flatMap(({ mod }) => mod.require.map(({ path }) => path))).size,
    complete,
  }
}

/** What the cache entry brought and was refused, is fetched as well. */
function counts({ before, after, problems }: RunFacts): RunReport['modules'] {
  const zips = after.files.filter(({ kind }) => kind === 'zip')
  const refused = new Set(problems.map(({ what }) => what))
  const wasThere = (file: ModuleFile) => before.sizes.has(fileName(file)) && !refused.has(moduleName(file))
  const fresh = after.files.filter((file) => after.sizes.has(fileName(file)) && !wasThere(file))
  return {
    total: new Set(zips.map(moduleName)).size,
    fetched: fresh.filter(({ kind }) => kind === 'zip').length,
    bytes: fresh.reduce((sum, file) => sum + (after.sizes.get(fileName(file)) ?? 0), 0),
  }
}

function notices({ list, project }: RunFacts): readonly string[] {
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
