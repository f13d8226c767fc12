// The command `verify`: the module cache against go.sum.

import { asFlagProblem, type FlagValues, rawInputsOf } from '../options/flags.ts'
import { parseInputs } from '../options/inputs.ts'
import type { Inputs } from '../options/options.ts'
import { captureCommand } from '../platform/process.ts'
import type { World } from '../platform/world.ts'
import { loadProject } from '../project/load.ts'
import { oneLine } from '../text/sanitise.ts'
import { findGo } from '../toolchain/find-go.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printJson, printText } from './print.ts'
import { withTerminal } from './terminal.ts'
import { isNothingThere, verificationJson, verificationText } from './verification.ts'
import { verifyModuleCache } from './verify-module-cache.ts'

/** For all of `go env`, which takes a tenth of a second; a slow disk and a cold Windows some more. */
const goEnvLimitMs = 30_000

/**
 * Exit code 0 where all that is there is right, 1 where something isn't what go.sum names, 2 where nothing could be verified: no `go`,
 * no go.mod, not one needed file in the module cache. A file that is missing is told and is no difference: `go` fetches and checks it before it uses it.
 */
export async function verifyCommand(options: FlagValues, worker: URL): Promise<CommandResult> {
  const parsed = parseInputs({ cache: 'false', ...rawInputsOf(options) }, process.cwd())
  if (parsed.kind === 'invalid') return misuse(parsed.problems.map(asFlagProblem).join('\n'))
  return withTerminal({}, async (world) => {
    try {
      return await verify(parsed.inputs, { world, worker, json: options.json === true })
    } catch (error) {
      if (!world.signal.aborted) throw error
      return misuse('Stopped before everything was verified.')
    }
  })
}

async function verify(
  inputs: Inputs,
  { world, worker, json }: { readonly world: World; readonly worker: URL; readonly json: boolean },
): Promise<CommandResult> {
  const loaded = await load(inputs, world)
  if (typeof loaded === 'string') return misuse(world.redact(loaded))
  const { project } = loaded
  const verification = await verifyModuleCache(project, world, worker)
  if (json) printJson(world.redact(verificationJson(verification)))
  else printText(world.redact(verificationText(verification)))
  if (isNothingThere(verification))
    return misuse(
      `Nothing was verified: not one of the files that this project needs is in the module cache ${oneLine(project.env.GOMODCACHE)}. Run \`go mod download\` first, or set GOMODCACHE to the folder that is meant.`,
    )
  return { code: verification.mismatched.length > 0 ? 1 : 0 }
}

/** The project; a string says why there is nothing to verify. */
async function load({ workingDirectory, modules }: Inputs, { env, signal }: World) {
  const found = await findGo({ goVersion: null, mod: null, env })
  if (found.kind === 'none') return found.message
  const run = (question: Parameters<typeof captureCommand>[0]) =>
    captureCommand({ ...question, signal, limitMs: goEnvLimitMs })
  const loaded = await loadProject({ go: found.go, env, run, workingDirectory, modules })
  signal.throwIfAborted()
  if (loaded.kind === 'ok') return loaded
  return [loaded.message, ...(loaded.remedy ?? [])].map((line) => oneLine(line, 2_000)).join('\n')
}
