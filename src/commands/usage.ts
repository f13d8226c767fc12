// How the command line is used: its help, and what it accepts.

import type { ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

const help = { help: { type: 'boolean', short: 'h' } } as const satisfies Options

/** Options by command, for `parseArgs`. */
export const commandOptions = {
  download: {
    ...help,
    dir: { type: 'string' },
    modules: { type: 'string' },
    proxies: { type: 'string' },
    'cache-store': { type: 'string' },
    'cache-prefix': { type: 'string' },
    'no-cache': { type: 'boolean' },
    'no-prefetch': { type: 'boolean' },
    'strict-integrity': { type: 'boolean' },
    'fail-on-change': { type: 'boolean' },
    attempts: { type: 'string' },
    timeout: { type: 'string' },
    'stall-timeout': { type: 'string' },
    summary: { type: 'string' },
    report: { type: 'string' },
    verbose: { type: 'boolean' },
  },
  probe: { ...help, dir: { type: 'string' }, proxies: { type: 'string' }, json: { type: 'boolean' } },
  classify: { ...help, json: { type: 'boolean' } },
} as const satisfies Record<string, Options>

export type CommandName = keyof typeof commandOptions

const general = `Usage: cli.js <command> [options]

Commands:
  download   Make the module cache complete, with retries, failover and a report.
  probe      Ask every GOPROXY candidate and say which is healthy, and why.
  classify   Read a log and name the fault in its module downloads.

cli.js <command> --help tells more.
Exit codes: 0 done, 1 the download failed or no proxy is healthy, 2 wrong usage, 3 a bug of ours.
`

const texts = {
  download: `Usage: cli.js download [options]

  --dir DIR             where to look for go.mod and go.work (default: the current folder)
  --modules LIST        folders or globs below it (default: all modules)
  --proxies LIST        GOPROXY candidates (default: the list that go env GOPROXY tells)
  --cache-store STORE   keep the module cache in directory:PATH (default: no cache)
  --cache-prefix TEXT   part of the cache key
  --no-cache            neither restore nor save, even if a store is given
  --no-prefetch         leave all fetching to go
  --strict-integrity    fail when a proxy sent bytes that go.sum contradicts
  --fail-on-change      fail when go.mod or go.sum had to be changed
  --attempts N          runs of go mod download at most (default: 4)
  --timeout T           limit for the whole run, such as 10m (default: 10m)
  --stall-timeout T     cut off a request without a byte for this long (default: 10s)
  --summary FILE        write the summary as Markdown
  --report FILE         write the report as JSON
  --verbose             show details
`,
  probe: `Usage: cli.js probe [options]

  --dir DIR        where to look for go.mod and go.work (default: the current folder)
  --proxies LIST   GOPROXY candidates (default: the list that go env GOPROXY tells)
  --json           one JSON object instead of a table
`,
  classify: `Usage: cli.js classify [FILE | -] [--json]

Reads a log from FILE, or from standard input, and names the fault in its Go module downloads.
`,
} as const satisfies Record<CommandName, string>

/** The help of a command, or of the whole. */
export function usage(command?: CommandName): string {
  return command === undefined ? general : texts[command]
}
