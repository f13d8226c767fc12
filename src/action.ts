// The Action's frame: builds the world from the runner's environment, runs, publishes, sets the exit code.

import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { statedFault } from './fault/stated.ts'
import { type Inputs, parseInputs } from './inputs/inputs.ts'
import { systemClock } from './platform/clock.ts'
import { type ConsoleLog, createLog } from './platform/console-log.ts'
import { addToPath, exportVariable, maskSecrets, readInputs } from './platform/github.ts'
import { createSecrets } from './platform/secrets.ts'
import { stopSignal } from './platform/stop-signal.ts'
import type { World } from './platform/world.ts'
import { catalogueBase, publish } from './publish.ts'
import { redactReport } from './report/redact-report.ts'
import type { Report } from './report/report.ts'
import { renderText } from './report/text.ts'
import { run } from './run.ts'
import { unpreparedReport } from './steps/unprepared.ts'

/** Runs the step. Never throws: whatever happens is told, and exit code 1 says that the module cache isn't complete. */
export async function runAction(transfer: URL): Promise<void> {
  const { env } = process
  const secrets = createSecrets(env, maskSecrets)
  const log = createLog({
    format: 'github',
    write: (text) => process.stdout.write(text),
    redact: secrets.redact,
  })
  const temporary = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'resilient-go-modules-'))
  const world = {
    env,
    log,
    clock: systemClock,
    random: Math.random,
    signal: stopSignal(),
    redact: secrets.redact,
    mask: secrets.mask,
    exportVariable,
    addToPath,
    progress: () => {},
    root: await realpath(env.GITHUB_WORKSPACE || process.cwd()),
    temporary,
    transfer: fileURLToPath(transfer),
  }
  try {
    process.exitCode = (await story(world)).result === 'failed' ? 1 : 0
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function story(world: World & { readonly log: ConsoleLog }): Promise<Report> {
  const raw = await readInputs()
  const parsed = parseInputs(raw, world.root)
  // Where and when to publish is known even if another input is wrong.
  const publishing = parsed.kind === 'ok' ? parsed.inputs : parsed.publishing
  const report =
    parsed.kind === 'ok'
      ? await guarded(parsed.inputs, world)
      : unpreparedReport(inputFault(parsed.problems), 0)
  const safe = redactReport(report, world.redact)
  try {
    for (const line of renderText(safe, { catalogue: catalogueBase(world.env) })) world.log.info(line)
  } finally {
    await publish(safe, publishing, world)
  }
  return safe
}

async function guarded(inputs: Inputs, world: World): Promise<Report> {
  const startedMs = world.clock.now()
  try {
    return await run(inputs, world)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const fault = statedFault({
      category: 'unknown',
      id: 'unknown/internal',
      message: world.redact(text),
      remedy: ['This is a bug of Resilient Go Modules. Report it with the lines above.'],
    })
    return unpreparedReport(fault, (world.clock.now() - startedMs) / 1_000)
  }
}

function inputFault(problems: readonly string[]) {
  return statedFault({
    category: 'proxy-config',
    id: 'proxy-config/bad-input',
    message: problems.join('\n'),
    remedy: problems,
  })
}
