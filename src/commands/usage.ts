// How the command line is used: its help, and what each command accepts.

import type { ParseArgsConfig } from 'node:util'
import { flagsOf, helpLines, parseArgsOptions } from '../options/flags.ts'
import type { Flag } from '../options/option.ts'

const json: Flag = { name: 'json', value: null, help: 'one JSON object instead of text' }

/** Options by command: those of the table of options, then those of the command line alone. */
const commandFlags = {
  download: [
    ...flagsOf([
      'workingDirectory',
      'modules',
      'proxies',
      'cacheStore',
      'sharePrivate',
      'cachePrefix',
      'cache',
      'prefetch',
      'strictIntegrity',
      'failOnChange',
      'attempts',
      'timeoutMs',
      'stallTimeoutMs',
      'reportPath',
    ]),
    { name: 'summary', value: 'FILE', help: 'write the summary as Markdown' },
    { name: 'verbose', value: null, help: 'show details' },
  ],
  probe: [...flagsOf(['workingDirectory', 'proxies']), json],
  classify: [json],
  fleet: [
    { name: 'since', value: 'AGE', help: 'only runs of the last 12h, 30d, 8w …', shownDefault: 'all' },
    { name: 'html', value: 'FILE', help: 'write a page, which needs no network' },
    { name: 'metrics', value: 'FILE', help: 'write OpenMetrics, for Prometheus' },
    { name: 'incidents', value: 'FILE', help: 'write open incidents as Markdown; empty where none is open' },
    { name: 'runs', value: 'FILE', help: 'write a line of JSON for each run, to be queried or read again' },
    json,
  ],
  verify: [...flagsOf(['workingDirectory', 'modules']), json],
} as const satisfies Record<string, readonly Flag[]>

type CommandName = keyof typeof commandFlags

/** For `parseArgs`. */
export function commandOptions(command: CommandName): NonNullable<ParseArgsConfig['options']> {
  return { help: { type: 'boolean', short: 'h' }, ...parseArgsOptions(commandFlags[command]) }
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandFlags, name)
}

const general = `Usage: cli.js <command> [options]

Commands:
  download   Make the module cache complete, with retries, failover and a report.
  probe      Ask every GOPROXY candidate and say which is healthy, and why.
  classify   Read a log and name the fault in its module downloads.
  verify     Hold the module cache against go.sum: zips, .mod files, unpacked modules.
  fleet      Read the reports of many runs and say what broke them, when and where.

cli.js <command> --help tells more.
Exit codes: 0 done, 1 the download failed, no proxy is healthy or verify found a difference,
2 wrong usage, 3 a bug of ours.
`

const introductions = {
  download: 'Usage: cli.js download [options]\n',
  probe: 'Usage: cli.js probe [options]\n',
  classify: `Usage: cli.js classify [FILE | -] [options]

Reads a log from FILE, or from standard input, and names the fault in its Go module downloads.
`,
  fleet: `Usage: cli.js fleet PATH… [options]

Reads reports: files, folders and zips (the .json, .ndjson and .jsonl files in them, gzipped or not), globs, or - for
one report a line on standard input. A report that comes twice counts once; what can't be read is counted and named.
A file that --runs wrote is read like the reports that it was made of.
`,
  verify: `Usage: cli.js verify [options]

Hashes the zips, .mod files and unpacked modules of the module cache anew, and holds them against go.sum and
go.work.sum. It trusts no .ziphash, changes nothing, and needs no network.
Exit codes: 0 all that is there is right (what is missing is told), 1 a difference, 2 nothing could be verified.
`,
} as const satisfies Record<CommandName, string>

/** The help of a command, or of the whole. */
export function usage(command?: CommandName): string {
  return command === undefined ? general : `${introductions[command]}\n${helpLines(commandFlags[command])}`
}
