// The options of the command line: what parseArgs accepts, the lines of the help, and the inputs that they stand for.

import type { ParseArgsConfig } from 'node:util'
import type { RawInputs } from './inputs.ts'
import type { Flag } from './option.ts'
import { type InputName, type Inputs, options } from './options.ts'

type Field = keyof Inputs

/** What parseArgs found, by the option's name. */
export type FlagValues = Readonly<Record<string, string | boolean | undefined>>

/** The options of these fields that the command line has. */
export function flagsOf(fields: readonly Field[]): readonly Flag[] {
  return fields.map((field) => withDefault(options[field])).filter((flag) => flag !== null)
}

function withDefault({ flag, default: text }: { readonly flag: Flag | null; readonly default: string }) {
  if (flag === null || flag.value === null) return flag
  const shownDefault = flag.shownDefault ?? text
  return shownDefault === '' ? flag : { ...flag, shownDefault }
}

/** For `parseArgs`. */
export function parseArgsOptions(flags: readonly Flag[]): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    flags.map(({ name, value }) => [name, { type: value === null ? 'boolean' : 'string' } as const]),
  )
}

/** One line for each option, in columns. */
export function helpLines(flags: readonly Flag[]): string {
  const usages = flags.map(({ name, value }) => (value === null ? `--${name}` : `--${name} ${value}`))
  const width = Math.max(...usages.map(({ length }) => length))
  const lines = flags.map(({ help, shownDefault }, index) => {
    const standard = shownDefault === undefined ? '' : ` (default: ${shownDefault})`
    return `  ${(usages[index] ?? '').padEnd(width)}  ${help}${standard}\n`
  })
  return lines.join('')
}

/** The inputs that were named on the command line. */
export function rawInputsOf(values: FlagValues): RawInputs {
  const raw: Partial<Record<InputName, string>> = {}
  for (const { input, flag } of Object.values(options)) {
    const value = flag === null ? undefined : values[flag.name]
    if (typeof value === 'string') raw[input] = value
    else if (value === true && flag?.sets !== undefined) raw[input] = flag.sets
  }
  return raw
}

/** The problem of an input, told by the name that the option has on the command line. */
export function asFlagProblem(problem: string): string {
  const input = /^Input "([a-z-]+)"/.exec(problem)?.[1]
  const flag = Object.values(options).find((option) => option.input === input)?.flag
  return problem.replace(/^Input "[a-z-]+"/, `Option "--${flag?.name ?? input}"`)
}
