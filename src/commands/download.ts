// The command `download`: the Action's run on a terminal.

import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Inputs, parseInputs } from '../inputs/inputs.ts'
import { errorCode } from '../modcache/disk-failure.ts'
import { writeRequestedFile } from '../platform/write-file.ts'
import { reportJson } from '../report/json.ts'
import { redactReport } from '../report/redact-report.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'
import { renderText } from '../report/text.ts'
import { run } from '../run.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printText } from './print.ts'
import { withTerminal } from './terminal.ts'

interface DownloadOptions {
  readonly dir?: string
  readonly modules?: string
  readonly proxies?: string
  readonly 'cache-store'?: string
  readonly 'cache-prefix'?: string
  readonly 'no-cache'?: boolean
  readonly 'no-prefetch'?: boolean
  readonly 'strict-integrity'?: boolean
  readonly 'fail-on-change'?: boolean
  readonly attempts?: string
  readonly timeout?: string
  readonly 'stall-timeout'?: string
  readonly summary?: string
  readonly report?: string
  readonly verbose?: boolean
}

/** Exit code 0 when the module cache is complete, 1 when it isn't. */
export async function downloadCommand(options: DownloadOptions, transfer: URL): Promise<CommandResult> {
  if (options['cache-store'] === 'github')
    return misuse(
      'Option "--cache-store" must be directory: followed by a path; GitHub\'s cache is for the Action.',
    )
  const parsed = readOptions(options)
  if (parsed.kind === 'invalid') return misuse(parsed.problems.join('\n').replaceAll('Input "', 'Option "--'))
  return withTerminal(
    { transfer: fileURLToPath(transfer), verbose: options.verbose ?? false },
    async (world): Promise<CommandResult> => {
      const report = redactReport(await run(parsed.inputs, world), world.redact)
      for (const line of renderText(report)) printText(`${line}\n`)
      const unwritten = await writeFiles(options, parsed.inputs, report)
      if (unwritten.length > 0) return misuse(unwritten.join('\n'))
      return { code: report.result === 'failed' ? 1 : 0 }
    },
  )
}

function readOptions(options: DownloadOptions) {
  const store = options['cache-store']
  return parseInputs(
    {
      'working-directory': options.dir ?? '.',
      modules: options.modules ?? '',
      proxies: options.proxies ?? '',
      'cache-store': store ?? '',
      'cache-prefix': options['cache-prefix'] ?? '',
      cache: store === undefined || options['no-cache'] ? 'false' : 'true',
      prefetch: options['no-prefetch'] ? 'false' : 'true',
      'strict-integrity': String(options['strict-integrity'] ?? false),
      'fail-on-change': String(options['fail-on-change'] ?? false),
      attempts: options.attempts ?? '',
      timeout: options.timeout ?? '',
      'stall-timeout': options['stall-timeout'] ?? '',
      'report-path': options.report ?? '',
    },
    process.cwd(),
  )
}

/** Writes what was asked for; the answer tells each file that could not be written. */
async function writeFiles(
  { summary }: DownloadOptions,
  { reportPath }: Inputs,
  report: Report,
): Promise<readonly string[]> {
  const wanted = [
    ...(reportPath === null ? [] : [write(reportPath, reportJson(report))]),
    ...(summary === undefined ? [] : [write(resolve(summary), renderSummary(report))]),
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
