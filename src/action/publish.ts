// A report, told to GitHub: summary, annotations, outputs, the JSON file, the list for later steps.

import { join } from 'node:path'
import type { Publishing } from '../options/inputs.ts'
import type { ConsoleLog } from '../platform/console-log.ts'
import { setOutputs, writeSummary } from '../platform/github.ts'
import { withinLimit } from '../platform/limit.ts'
import type { Env, World } from '../platform/world.ts'
import { writeRequestedFile } from '../platform/write-file.ts'
import { renderAnnotations } from '../report/annotations.ts'
import { reportJson } from '../report/json.ts'
import { reportOutputs } from '../report/outputs.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'

/**
 * Publishes everything that can be published of a redacted report: what fails is warned about, and fails nothing. Outputs come first, since later steps decide by them.
 */
export async function publish(
  report: Report,
  { summary: when, reportPath }: Publishing,
  world: Pick<World, 'env' | 'temporary' | 'root'> & { readonly log: Pick<ConsoleLog, 'warn' | 'annotate'> },
): Promise<void> {
  const { env, log } = world
  const path = reportPath ?? join(env.RUNNER_TEMP ?? world.temporary, 'resilient-go-modules', 'report.json')
  const written = await attempt(log, `write the report to ${path}`, async () =>
    writeRequestedFile(path, reportJson(report), { repository: world.root }),
  )
  await attempt(log, 'set the outputs', async () => setOutputs(reportOutputs(report, written ? path : '')))
  await attempt(log, 'put a message on the page of the run', async () => {
    for (const annotation of renderAnnotations(report)) log.annotate(annotation)
  })
  const wanted = when === 'always' || (when === 'on-failure' && report.result === 'failed')
  if (!wanted) return
  await attempt(log, 'write the job summary', async () =>
    writeSummary(renderSummary(report, { catalogue: catalogueBase(env) })),
  )
}

/** Where the release that runs has its docs; null for an action that lies in the user's own repository. */
export function catalogueBase(env: Env): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env
  return server && repository && ref ? `${server}/${repository}/blob/${ref}/` : null
}

/** `action` is an async function, so that what its renderer throws is a rejection too. */
async function attempt(
  log: Pick<ConsoleLog, 'warn'>,
  what: string,
  action: () => Promise<void>,
): Promise<boolean> {
  return within(action).then(
    () => true,
    (error: unknown) => {
      log.warn(`Could not ${what}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    },
  )
}

/** A file of this size is written in far less; a disk that hangs, or a pipe that nobody reads, must not hold the end of the step. */
const writeLimitMs = 2_000

async function within(action: () => Promise<void>): Promise<void> {
  const isWritten = await withinLimit({
    limitMs: writeLimitMs,
    afterAbortMs: writeLimitMs,
    signal: new AbortController().signal,
    late: () => false,
    body: () => action().then(() => true),
  })
  if (!isWritten)
    throw new Error(`no answer within ${writeLimitMs / 1_000} s; look at the disk that it is on`)
}
