// Everything that tells of the options says the same: action.yml, README, the help, the command line, the typed value.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { commandOptions, usage } from '../../src/commands/usage.ts'
import { asFlagProblem, rawInputsOf } from '../../src/options/flags.ts'
import { parseInputs } from '../../src/options/inputs.ts'
import { options } from '../../src/options/options.ts'
import { outputNames } from '../../src/report/outputs.ts'

const rows = Object.values(options)
const action = parse(readFileSync('action.yml', 'utf8'))

/** The lines of README between `<!-- name -->` and `<!-- /name -->`, without the head of the table. */
function readmeTable(name: string): string[][] {
  const readme = readFileSync('README.md', 'utf8')
  const block = readme.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? ''
  const lines = block.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(2, -2)
      .split(/ \| /)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}

describe('names, defaults and descriptions', () => {
  const told = rows.map(({ input, default: standard, description }) => [input, standard, description])

  test('in action.yml are those of the table, in its order', () => {
    const inputs = Object.entries<{ default: string; description: string }>(action.inputs)
    expect(inputs.map(([name, input]) => [name, input.default, input.description])).toEqual(told)
  })

  test('in the README too', () => {
    const plain = readmeTable('inputs').map(([name, standard, text]) => [
      name?.replaceAll('`', ''),
      standard?.replaceAll('`', ''),
      text,
    ])
    expect(plain).toEqual(told)
  })

  test('each is a sentence that ends, on one line', () => {
    for (const { description } of rows) expect(description).toMatch(/^[A-Z][^\n]{10,}\.$/)
  })
})

test('outputs of action.yml and README are those that are set', () => {
  expect(Object.keys(action.outputs)).toEqual(outputNames)
  expect(readmeTable('outputs').map(([name]) => name)).toEqual(outputNames.map((name) => `\`${name}\``))
})

describe('the command line', () => {
  const flags = rows.flatMap(({ flag, ...row }) => (flag === null ? [] : [{ ...row, ...flag }]))

  test.each(flags)('--$name is accepted by download, and in its help', ({ name, value, help, ...row }) => {
    expect(commandOptions('download')[name]?.type).toBe(value === null ? 'boolean' : 'string')
    const line = usage('download')
      .split('\n')
      .find((text) => text.trim().startsWith(`--${name} `))
    expect(line).toContain(help)
    if (value !== null && row.default !== '' && row.shownDefault === undefined)
      expect(line).toMatch(new RegExp(`\\(default: ${row.default}\\)$`))
  })

  test.each(['download', 'probe', 'classify'] as const)(
    'the help of %s tells each of its options',
    (command) => {
      const told = [...usage(command).matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name)
      expect([...told, 'help'].sort()).toEqual(Object.keys(commandOptions(command)).sort())
    },
  )

  test.each(flags)('--$name stands for the input $input', ({ name, value, sets, input }) => {
    expect(rawInputsOf({ [name]: value === null ? true : 'x' })).toEqual({ [input]: sets ?? 'x' })
    expect(rawInputsOf({ [name]: value === null ? false : undefined })).toEqual({})
    expect(asFlagProblem(`Input "${input}" is "x"`)).toBe(`Option "--${name}" is "x"`)
  })
})

test('every default is valid', () => {
  const parsed = parseInputs({}, '/workspace')
  expect(parsed.kind).toBe('ok')
  expect(parsed.kind === 'ok' && Object.keys(parsed.inputs)).toEqual(Object.keys(options))
})
