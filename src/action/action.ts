// The Action's frame: builds the world from the runner's environment, runs, publishes, sets the exit code.

import { mkdir, mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'
import { inputNames, parseInputs } from '../options/inputs.ts'
import type { Inputs } from '../options/options.ts'
import { systemClock } from '../platform/clock.ts'
import { type ConsoleLog, createLog } from '../platform/console-log.ts'
import { endProcess } from '../platform/end-process.ts'
import { addToPath, exportVariable, maskSecrets, readInputs } from '../platform/github.ts'
import { processWorld } from '../platform/process-world.ts'
import { removeTemporary } from '../platform/remove.ts'
import { createSecrets } from '../platform/secrets.ts'
import { createProgressDisplay } from '../platform/show-progress.ts'
import type { ChildPrograms, World } from '../platform/world.ts'
import { reportWithoutDownload } from '../report/build/report-without-download.ts'
import { redactReport } from '../report/redact-report.ts'
import type { Report, RunReport } from '../report/report.ts'
import { renderText } from '../report/text.ts'
import { originOf } from '../run/origin.ts'
import { run } from '../run/run.ts'
import type { Environment } from '../text/environment.ts'
import { errorStack } from '../text/error.ts'
import { bestEffort } from './best-effort.ts'
import { catalogueBase, publish } from './publish.ts'

/** Runs the step. Never throws: whatever happens is told, and exit code 1 says that the module cache isn't complete. */
export async function runAction(programs: ChildPrograms): Promise<void> {
  const { env } = process
  const secrets = createSecrets(env, maskSecrets)
  const log = createLog({
    format: 'github',
    write: (text) => process.stdout.write(text),
    redact: secrets.redact,
  })
  const { temporary, root, problem, isOurs } = await findFolders(env)
  const world = processWorld({
    log,
    secrets,
    programs,
    exportVariable: (name: string, value: string) =>
      bestEffort(log, `set ${name} for later steps`, async () => exportVariable(name, value)),
    addToPath: (folder: string) =>
      bestEffort(log, `put ${folder} on PATH for later steps`, async () => addToPath(folder)),
    progress: createProgressDisplay({ clock: systemClock, terminal: null, print: log.info }),
    root,
    temporary,
  })
  let code = 1
  try {
    code = (await runAndPublish(world, problem)).result === 'failed' ? 1 : 0
  } finally {
    if (isOurs) await removeTemporary(temporary)
  }
  await endProcess(code)
}

interface Folders {
  readonly root: string
  readonly temporary: string
  /** Was `temporary` made by us? */
  readonly isOurs: boolean
  /** What is wrong with one of them; nothing can be downloaded then. */
  readonly problem: Fault | null
}

async function findFolders(env: Environment): Promise<Folders> {
  const workspace = env.GITHUB_WORKSPACE || process.cwd()
  const parent = env.RUNNER_TEMP || tmpdir()
  const root = await realpath(workspace).catch(() => null)
  const made = await mkdir(parent, { recursive: true })
    .then(() => mkdtemp(join(parent, 'resilient-go-modules-')))
    .catch(() => null)
  const problem =
    made === null
      ? folderFault(
          env.RUNNER_TEMP
            ? `RUNNER_TEMP names ${parent}, where no folder can be made`
            : `RUNNER_TEMP is not set, and in ${parent}, which takes its place, no folder can be made`,
        )
      : root === null
        ? folderFault(`GITHUB_WORKSPACE names ${workspace}, which is not there`)
        : null
  return { root: root ?? workspace, temporary: made ?? parent, isOurs: made !== null, problem }
}

function folderFault(message: string): Fault {
  return statedFault({ id: 'proxy-config/runner-folder', message })
}

async function runAndPublish(
  world: World & { readonly log: ConsoleLog },
  problem: Fault | null,
): Promise<Report> {
  const origin = originOf(world)
  const raw = await readInputs(inputNames)
  const parsed = parseInputs(raw, world.root)
  // Where and when to publish is known even if another input is wrong.
  const publishing = parsed.kind === 'ok' ? parsed.inputs : parsed.publishing
  const report =
    parsed.kind !== 'ok'
      ? reportWithoutDownload(inputFault(parsed.problems), 0)
      : problem !== null
        ? reportWithoutDownload(problem, 0)
        : await runToReport(parsed.inputs, world)
  const safe = redactReport({ ...origin, ...report }, world.redact)
  try {
    for (const line of renderText(safe, { catalogue: catalogueBase(world.env) })) world.log.info(line)
  } finally {
    await publish(safe, publishing, world)
  }
  return safe
}

/** A crash of our own is a report, too. */
async function runToReport(inputs: Inputs, world: World): Promise<RunReport> {
  const startedMs = world.clock.now()
  try {
    return await run(inputs, world)
  } catch (error) {
    const fault = statedFault({ id: 'unknown/internal', message: world.redact(errorStack(error)) })
    return reportWithoutDownload(fault, (world.clock.now() - startedMs) / 1_000)
  }
}

function inputFault(problems: readonly string[]) {
  return statedFault({
    id: 'proxy-config/bad-input',
    message: problems.join('\n'),
    remedy: problems,
  })
}
