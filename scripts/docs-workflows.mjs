// Writes the workflows that README, docs/recipes.md and docs/collecting.md show into a folder, as a repository of its own, so that actionlint
// checks them: their syntax, and by action.yml the inputs that they give to our step.
//
//   node scripts/docs-workflows.mjs FOLDER && cd FOLDER && actionlint
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

const [folder = ''] = process.argv.slice(2)
if (folder === '') throw new Error('usage: node scripts/docs-workflows.mjs FOLDER')
const root = new URL('../', import.meta.url)
const workflows = join(folder, '.github', 'workflows')
mkdirSync(workflows, { recursive: true })
copyFileSync(new URL('action.yml', root), join(folder, 'action.yml'))
// actionlint only looks whether it is there.
mkdirSync(join(folder, 'dist'))
writeFileSync(join(folder, 'dist', 'main.js'), '')
spawnSync('git', ['init', '--quiet', folder])

let count = 0
for (const page of ['README.md', 'docs/recipes.md', 'docs/collecting.md']) {
  const text = readFileSync(new URL(page, root), 'utf8')
  for (const { index, 1: block } of text.matchAll(/^```yaml\n(.*?)^```/gms)) {
    const workflow = workflowOf(parse(block))
    if (workflow === null) continue
    const line = text.slice(0, index).split('\n').length
    const name = `${page.replace(/\W/g, '-')}-line-${line}.yml`
    // As a local action, its inputs and outputs are known.
    const local = stringify(workflow).replaceAll(/resilient-go-modules\/resilient-go-modules@v1/g, './')
    writeFileSync(join(workflows, name), local)
    count++
  }
}
if (count === 0) throw new Error('the docs show no workflow at all')
console.log(`${count} workflows of the docs`)

/** A fragment is put where it belongs; null for what isn't meant for GitHub. */
function workflowOf(fragment) {
  const job = (rest) => ({ on: 'push', jobs: { example: { 'runs-on': 'ubuntu-latest', ...rest } } })
  if (Array.isArray(fragment)) return job({ steps: fragment })
  if (fragment.jobs !== undefined) return { on: 'push', ...fragment }
  const isGitHub =
    'steps' in fragment || 'env' in fragment || 'strategy' in fragment || 'permissions' in fragment
  return isGitHub ? job({ steps: [{ run: 'true' }], ...fragment }) : null
}
