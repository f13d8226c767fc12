// Measures how good the classification is, on labelled texts; prints a table, or JSON with --json.
//
//   node bench/run.mjs bench/classify.ts [--json] [--mistakes] [tune held-out blind negatives logs]

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judge, judgeNegative } from './classify/judge.ts'
import { readNegatives, readPublicLogs, readSamples } from './classify/labelled.ts'
import { measure, measureNegatives } from './classify/measure.ts'
import { printMistakes, printNegatives, printSet } from './classify/print.ts'

const args = process.argv.slice(2)
const fixtures = join(process.cwd(), '__tests__/fixtures/faults')
const publicLogs = join(process.cwd(), '../shared/logs')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const has = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

const sets = [
  ...['tune', 'held-out', 'blind']
    .filter((name) => has(name) && existsSync(join(fixtures, `${name}.jsonl`)))
    .map((name) => ({ name, samples: readSamples(join(fixtures, `${name}.jsonl`)) })),
  ...(has('logs') && existsSync(publicLogs)
    ? [{ name: '../shared/logs', samples: readPublicLogs(join(publicLogs, 'failures.jsonl')) }]
    : []),
]
const negativeSets = [
  ...(has('negatives') && existsSync(join(fixtures, 'negatives.jsonl'))
    ? [{ name: 'negatives', samples: readNegatives(join(fixtures, 'negatives.jsonl')) }]
    : []),
  ...(has('logs') && existsSync(publicLogs)
    ? [
        {
          name: '../shared/logs without a module fault',
          samples: readNegatives(join(publicLogs, 'no-module-fault.jsonl')),
        },
      ]
    : []),
]

const judged = sets.map(({ name, samples }) => ({ name, judged: samples.map(judge) }))
const judgedNegatives = negativeSets.map(({ name, samples }) => ({
  name,
  judged: samples.map(judgeNegative),
}))

if (args.includes('--json')) {
  const figures = judged.map((set) => ({ set: set.name, ...measure(set.judged) }))
  const negatives = judgedNegatives.map((set) => ({ set: set.name, ...measureNegatives(set.judged) }))
  console.log(JSON.stringify({ figures, negatives }, null, 2))
} else {
  for (const set of judged) printSet(set.name, measure(set.judged))
  for (const set of judgedNegatives) printNegatives(set.name, measureNegatives(set.judged))
  if (args.includes('--mistakes'))
    printMistakes(
      judged.flatMap((set) => set.judged),
      judgedNegatives.flatMap((set) => set.judged),
    )
}
