// A report, told to GitHub: summary, annotations, outputs, the JSON file, the list for later steps.

import { join } from 'node:path'
import type { Publishing } from '../options/inputs.ts'
import type { ConsoleLog } from '../platform/console-log.ts'
import { setOutputs, writeSummary } from '../platform/github.ts'
import type { World } from '../platform/world.ts'
import { writeRequestedFile } from '../platform/write-file.ts'
import { renderAnnotations } from '../report/annotations.ts'
import { reportJson } from '../report/json.ts'
import { reportOutputs } from '../report/outputs.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'
import type { Environment } from '../text/environment.ts'
import { bestEffort } from './best-effort.ts'

/**
 * Publishes everything that can be published of a redacted report: what fails is warned about, and fails nothing. Outputs come first, since later steps decide by them.
 */
export async function publish(
  report: Report,
  { summary: when, reportPath }: Publishing,
  world: Pick<World, 'env' | 'temporary' | 'root'> & {
    readonly log: Pick<ConsoleLog, 'info' | 'warn' | 'annotate'>
  },
): Promise<void> {
  const { env, log } = world
  const path = reportPath ?? join(env.RUNNER_TEMP ?? world.temporary, 'resilient-go-modules', 'report.json')
  const written = await bestEffort(log, `write the report to ${path}`, async () =>
    writeRequestedFile(path, reportJson(report), { repository: world.root }),
  )
  await bestEffort(log, 'set the outputs', async () => setOutputs(reportOutputs(report, written ? path : '')))
  await bestEffort(log, 'put a message on the page of the run', async () => {
    for (const annotation of renderAnnotations(report)) log.annotate(annotation)
  })
  const wanted = when === 'always' || (when === 'on-failure' && report.result === 'failed')
  if (!wanted) return
  // As on GitHub Enterprise Server before 3.6 and on runners of others.
  if (!env.GITHUB_STEP_SUMMARY) {
    log.info('This runner shows no job summary: it does not set GITHUB_STEP_SUMMARY.')
    return
  }
  await bestEffort(log, 'write the job summary', async () =>
    writeSummary(renderSummary(report, { catalogue: catalogueBase(env) })),
  )
}

/** Where the release that runs has its docs; null for an action that lies in the user's own repository. */
export function catalogueBase(env: Environment): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env
  return server && repository && ref ? `${server}/${repository}/blob/${ref}/` : null
}
