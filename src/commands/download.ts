// The command `download`: the Action's run on a terminal.

import { resolve } from 'node:path'
import { asFlagProblem, type FlagValues, rawInputsOf } from '../options/flags.ts'
import { parseInputs } from '../options/inputs.ts'
import type { Inputs } from '../options/options.ts'
import type { ChildPrograms } from '../platform/world.ts'
import { writeRequestedFile } from '../platform/write-file.ts'
import { reportJson } from '../report/json.ts'
import { redactReport } from '../report/redact-report.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'
import { renderText } from '../report/text.ts'
import { originOf } from '../run/origin.ts'
import { run } from '../run/run.ts'
import { errorCode } from '../text/error.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printText } from './print.ts'
import { withTerminal } from './terminal.ts'

/** Exit code 0 when the module cache is complete, 1 when it isn't. */
export async function downloadCommand(options: FlagValues, programs: ChildPrograms): Promise<CommandResult> {
  if (options['cache-store'] === 'github')
    return misuse(
      'Option "--cache-store" must be directory:PATH or s3://BUCKET/PREFIX; GitHub\'s cache is for the Action.',
    )
  const parsed = readOptions(options)
  if (parsed.kind === 'invalid') return misuse(parsed.problems.map(asFlagProblem).join('\n'))
  return withTerminal(
    { programs, verbose: options.verbose === true },
    async (world): Promise<CommandResult> => {
      const report = redactReport({ ...originOf(world), ...(await run(parsed.inputs, world)) }, world.redact)
      for (const line of renderText(report)) printText(`${line}\n`)
      const unwritten = await writeFiles(options, parsed.inputs, report)
      if (unwritten.length > 0) return misuse(unwritten.join('\n'))
      return { code: report.result === 'failed' ? 1 : 0 }
    },
  )
}

/** Where no store is named there is no cache: a terminal has no service of GitHub's. */
function readOptions(options: FlagValues) {
  const cache = options['cache-store'] === undefined ? 'false' : 'true'
  return parseInputs({ cache, ...rawInputsOf(options) }, process.cwd())
}

/** Writes what was asked for; the answer tells each file that could not be written. */
async function writeFiles(
  { summary }: FlagValues,
  { reportPath }: Inputs,
  report: Report,
): Promise<readonly string[]> {
  const wanted = [
    ...(reportPath === null ? [] : [write(reportPath, reportJson(report))]),
    ...(typeof summary !== 'string' ? [] : [write(resolve(summary), renderSummary(report))]),
  ]
  return (await Promise.all(wanted)).filter((problem) => problem !== null)
}

/** Says what is wrong with the path, where it can't be written. */
async function write(path: string, text: string): Promise<string | null> {
  try {
    await writeRequestedFile(path, text, { repository: process.cwd() })
    return null
  } catch (error) {
    return `${path} can't be written: ${errorCode(error) ?? String(error)}.`
  }
}
