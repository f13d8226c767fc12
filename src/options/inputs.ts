// What the user asked for: texts by the names of action.yml's inputs, all checked at once.

import { type InputName, type Inputs, options } from './options.ts'

/** Inputs as text, by name; what is missing or blank takes its default. */
export type RawInputs = Readonly<Partial<Record<InputName, string>>>

type ParsedInputs =
  | { readonly kind: 'ok'; readonly inputs: Inputs }
  | {
      readonly kind: 'invalid'
      readonly problems: readonly string[]
      /** Where to tell them; defaults where these are wrong themselves. */
      readonly publishing: Publishing
    }

/** When and where a report is published. */
export type Publishing = Pick<Inputs, 'summary' | 'reportPath'>

export const inputNames: readonly InputName[] = Object.values(options).map(({ input }) => input)

/**
 * Checks all inputs and reports every problem at once. A problem names the input, its value and what is allowed;
 * the value of `proxies` is left out, since it may hold a password.
 *
 * @param raw inputs as the user wrote them
 * @param workspace absolute path that relative paths start from (GITHUB_WORKSPACE, or the current folder)
 */
export function parseInputs(raw: RawInputs, workspace: string): ParsedInputs {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [field, { input, parse, default: standard }] of Object.entries(options)) {
    const text = raw[input]?.trim() || standard
    const read = parse(text, workspace)
    if ('allowed' in read) problems.push(problem(input, text, read.allowed))
    const usable = 'allowed' in read ? parse(standard, workspace) : read
    if ('value' in usable) values[field] = usable.value
  }
  // Each field of the table has the value that its own parser gave; every default is valid.
  const inputs = values as unknown as Inputs
  const { summary, reportPath } = inputs
  return problems.length > 0
    ? { kind: 'invalid', problems, publishing: { summary, reportPath } }
    : { kind: 'ok', inputs }
}

function problem(name: InputName, text: string, allowed: string): string {
  if (name === 'proxies') return `Input "proxies": ${allowed}`
  const line = text.replace(/\s+/g, ' ')
  const shown = line.length > 80 ? `${line.slice(0, 80)}…` : line
  return `Input "${name}" is "${shown}"; it must be ${allowed}.`
}
