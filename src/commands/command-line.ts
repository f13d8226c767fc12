// Which command is meant, with which options; and the exit code of whatever happens.

import { parseArgs } from 'node:util'
import type { FlagValues } from '../options/flags.ts'
import type { ChildPrograms } from '../platform/world.ts'
import { errorCode, errorMessage, errorStack } from '../text/error.ts'
import { version } from '../version.ts'
import { type CommandResult, misuse, noTemporaryFolder } from './command-result.ts'
import { printError, printText } from './print.ts'
import { commandOptions, isCommand, usage } from './usage.ts'

/** Where the bundles lie that a command starts beside itself. */
interface CommandPrograms extends ChildPrograms {
  readonly verifyWorker: URL
}

/** Runs a command line and sets the exit code: 0 done, 1 failed, 2 wrong usage, 3 a bug of ours. */
export async function runCommandLine(args: readonly string[], programs: CommandPrograms): Promise<void> {
  const { code, message } = await dispatch(args, programs).catch(asBug)
  if (message !== undefined) printError(message)
  process.exitCode = code
}

async function dispatch(
  [name, ...rest]: readonly string[],
  programs: CommandPrograms,
): Promise<CommandResult> {
  if (name === undefined) return misuse(usage())
  if (name === '--version') return printed(`${version}\n`)
  if (name === '--help' || name === '-h' || name === 'help') return printed(usage())
  if (!isCommand(name)) return misuse(`There is no command "${name}".\n\n${usage()}`)
  if (rest.includes('--help') || rest.includes('-h')) return printed(usage(name))
  switch (name) {
    case 'download': {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) })
      return (await import('./download.ts')).downloadCommand(scalars(values), programs)
    }
    case 'probe': {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) })
      return (await import('./probe.ts')).probeCommand(scalars(values))
    }
    case 'verify': {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) })
      return (await import('./verify.ts')).verifyCommand(scalars(values), programs.verifyWorker)
    }
    case 'fleet': {
      const { values, positionals } = parseArgs({
        args: [...rest],
        options: commandOptions(name),
        allowPositionals: true,
      })
      return (await import('./fleet.ts')).fleetCommand(positionals, scalars(values))
    }
    case 'classify': {
      const { values, positionals } = parseArgs({
        args: [...rest],
        options: commandOptions(name),
        allowPositionals: true,
      })
      if (positionals.length > 1) return misuse(`classify reads one file, not ${positionals.length}.`)
      const file = positionals[0] ?? '-'
      return (await import('./classify.ts')).classifyCommand({ file, json: values.json === true })
    }
  }
}

function printed(text: string): CommandResult {
  printText(text)
  return { code: 0 }
}

/** No option may be given twice with both values kept, so none is a list. */
function scalars(values: ReturnType<typeof parseArgs>['values']): FlagValues {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ])
  return Object.fromEntries(entries)
}

function asBug(error: unknown): CommandResult {
  const code = errorCode(error)
  return code?.startsWith('ERR_PARSE_ARGS') || code === noTemporaryFolder
    ? misuse(errorMessage(error))
    : { code: 3, message: `A bug of Resilient Go Modules; please report it.\n${errorStack(error)}` }
}
