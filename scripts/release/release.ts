// Tells release.yml what it is to release: the tags as outputs of its step, the notes as a file. Takes the repository's tags on stdin.
//
//   git tag | npm run --silent release -- NOTES-FILE
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { version } from '../../src/version.ts'
import { planRelease } from './plan.ts'

const [notesFile = ''] = process.argv.slice(2)
if (notesFile === '') throw new Error('usage: git tag | npm run --silent release -- NOTES-FILE')
const plan = planRelease({
  version,
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
  docs: ['README.md', 'docs/recipes.md', 'docs/collecting.md']
    .map((page) => readFileSync(page, 'utf8'))
    .join('\n'),
  tags: (await text(process.stdin)).split(/\s+/),
})
if (plan.kind === 'refused') {
  console.error(plan.problem)
  process.exitCode = 1
} else {
  const [major, minor] = plan.moving
  writeFileSync(notesFile, `${plan.notes}\n`)
  const outputs = `tag=${plan.tag}\nmajor=${major}\nminor=${minor}\n`
  process.stdout.write(outputs)
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, outputs)
}
