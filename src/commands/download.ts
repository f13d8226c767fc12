// The command `download`: the Action's run on a terminal.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Inputs, parseInputs } from '../inputs/inputs.ts'
import { reportJson } from '../report/json.ts'
import { redactReport } from '../report/redact-report.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'
import { renderText } from '../report/text.ts'
import { run } from '../run.ts'
import { type CommandResult, misuse } from './command-result.ts'
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
  const parsed = readOptions(options)
  if (parsed.kind === 'invalid') return misuse(parsed.problems.join('\n').replaceAll('Input "', 'Option "--'))
  return withTerminal(
    { transfer: fileURLToPath(transfer), verbose: options.verbose ?? false },
    async (world): Promise<CommandResult> => {
      const report = redactReport(await run(parsed.inputs, world), world.redact)
      for (const line of renderText(report)) process.stdout.write(`${line}\n`)
      await writeFiles(options, parsed.inputs, report)
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

async function writeFiles(
  { summary }: DownloadOptions,
  { reportPath }: Inputs,
  report: Report,
): Promise<void> {
  if (reportPath !== null) await write(reportPath, reportJson(report))
  if (summary !== undefined) await write(resolve(summary), renderSummary(report))
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
