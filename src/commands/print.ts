// What a command says on stdout and stderr: in a CI system's log too, nothing in it may act as a command.

import { safeLines } from '../platform/console-log.ts'

/** Prints text that may hold foreign lines. */
export function printText(text: string): void {
  process.stdout.write(safeLines(text).join('\n'))
}

/** Prints what went wrong on stderr, which a CI system reads as well. */
export function printError(text: string): void {
  process.stderr.write(`${safeLines(text).join('\n')}\n`)
}

/** Prints JSON; `##[`, which acts anywhere in a line, is written with an escape that every parser takes back. */
export function printJson(text: string): void {
  process.stdout.write(`${text.replace(/#(?=#\w{0,20}\[)/g, '\\u0023')}\n`)
}
