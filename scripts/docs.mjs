// Writes what is generated: action.yml's inputs, README's tables of inputs and outputs, the fault catalogue, the schemas of the report, of the fleet's and of a run in it.
// `--check` tells whether all is current instead.
import { readFileSync, writeFileSync } from 'node:fs'
import { toJsonSchema } from '@valibot/to-json-schema'
import { parse, stringify } from 'yaml'
import { loadSource } from './load-source.mjs'

const check = process.argv.includes('--check')
const { options } = await loadSource('src/options/options.ts')
const { report, definitions } = await loadSource('src/report/shape/report.ts')
const { faultCatalogue } = await loadSource('src/classify/catalogue.ts')

const action = withBlock(read('action.yml'), { name: 'inputs', start: '# ', end: '' }, inputsOfAction())
keep('action.yml', action)
const readme = [
  ['inputs', inputsTable()],
  ['outputs', outputsTable(parse(action).outputs)],
].reduce(
  (text, [name, block]) => withBlock(text, { name, start: '<!-- ', end: ' -->' }, `\n${block}\n`),
  read('README.md'),
)
keep('README.md', readme)
keep('docs/faults.md', faultCatalogue())
const schema = toJsonSchema(report, { target: 'draft-2020-12', definitions })
keep('docs/report.schema.json', `${JSON.stringify(schema, null, 2)}\n`)
const { fleet } = await loadSource('src/fleet/shape.ts')
const fleetSchema = toJsonSchema(fleet, { target: 'draft-2020-12' })
keep('docs/fleet.schema.json', `${JSON.stringify(fleetSchema, null, 2)}\n`)
const { runRow } = await loadSource('src/fleet/run-row.ts')
const rowSchema = toJsonSchema(runRow, { target: 'draft-2020-12' })
keep('docs/fleet-run.schema.json', `${JSON.stringify(rowSchema, null, 2)}\n`)

function read(name) {
  return readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
}

/** Writes the file, or says that it isn't current. */
function keep(name, text) {
  if (!check) writeFileSync(new URL(`../${name}`, import.meta.url), text)
  else if (read(name) !== text) {
    console.error(`${name} is not current: run \`npm run docs\`.`)
    process.exitCode = 1
  }
}

/** Replaces the lines between two comments, `<!-- name -->` and `<!-- /name -->` or `# name` and `# /name`. */
function withBlock(text, { name, start, end }, block) {
  const [first, last] = [`${start}${name}${end}\n`, `${start}/${name}${end}\n`]
  const [from, to] = [text.indexOf(first), text.indexOf(last)]
  if (from === -1 || to < from) throw new Error(`There is no block ${first.trim()} … ${last.trim()}`)
  return `${text.slice(0, from)}${first}${block}${text.slice(to)}`
}

function inputsOfAction() {
  const inputs = Object.values(options).map((option) => [
    option.input,
    { description: option.description, default: option.default },
  ])
  return stringify({ inputs: Object.fromEntries(inputs) }, { lineWidth: 0, defaultStringType: 'PLAIN' })
}

function inputsTable() {
  return table(
    ['Input', 'Default', 'What it does'],
    Object.values(options).map((option) => [
      code(option.input),
      option.default === '' ? '' : code(option.default),
      option.description,
    ]),
  )
}

function outputsTable(outputs) {
  return table(
    ['Output', 'What it says'],
    Object.entries(outputs).map(([name, output]) => [code(name), output.description]),
  )
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

function code(value) {
  return `\`${value}\``
}
