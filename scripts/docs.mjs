// Writes what is generated in the docs: the fault catalogue, and README's tables of inputs and outputs from action.yml.
// `--check` tells whether they are current instead.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const check = process.argv.includes('--check')
const readme = new URL('../README.md', import.meta.url)
const action = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'))

const text = readFileSync(readme, 'utf8')
const current = withBlock(withBlock(text, 'inputs', inputsTable()), 'outputs', outputsTable())
if (!check) writeFileSync(readme, current)
else if (text !== current) {
  console.error('README.md is not current: run `npm run docs`.')
  process.exitCode = 1
}

const catalogue = fileURLToPath(new URL('./fault-catalogue.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [catalogue, ...(check ? ['--check'] : [])], {
  stdio: 'inherit',
})
if (status !== 0) process.exitCode = 1

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function withBlock(markdown, name, block) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [markdown.indexOf(start), markdown.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`README.md has no block ${start} … ${end}`)
  return `${markdown.slice(0, from)}${start}\n\n${block}\n${markdown.slice(to)}`
}

function inputsTable() {
  return table(
    ['Input', 'Default', 'What it does'],
    Object.entries(action.inputs).map(([name, input]) => [
      code(name),
      input.default === '' ? '' : code(input.default),
      input.description,
    ]),
  )
}

function outputsTable() {
  return table(
    ['Output', 'What it says'],
    Object.entries(action.outputs).map(([name, output]) => [code(name), output.description]),
  )
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

function code(value) {
  return `\`${value}\``
}
