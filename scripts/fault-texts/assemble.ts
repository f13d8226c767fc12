// From raw texts to the two halves that are stored: duplicates out, surroundings put on, families split.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inText } from './label.ts'
import type { RawSample } from './produce.ts'
import type { Sample } from './sample.ts'
import { seededNumber } from './seeded.ts'
import { wrap } from './wrappers.ts'

type Half = 'tune' | 'held-out'
type Split = Record<string, Half>

const longest = 6_000

/** The split of earlier runs stays; a new family goes to the half that has fewer of its category. */
function splitFamilies(samples: readonly RawSample[], known: Readonly<Split>): Split {
  const split: Split = { ...known }
  const families = new Map(samples.map(({ family, category }) => [family, category]))
  const inOrder = [...families].sort(([a], [b]) => seededNumber(`${a} half`) - seededNumber(`${b} half`))
  for (const [family, category] of inOrder) {
    const count = (half: Half): number =>
      inOrder.filter(([other, of]) => of === category && split[other] === half).length
    split[family] ??=
      count('tune') > count('held-out')
        ? 'held-out'
        : count('tune') < count('held-out')
          ? 'tune'
          : seededNumber(family) % 2 === 0
            ? 'tune'
            : 'held-out'
  }
  return Object.fromEntries(Object.entries(split).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const shape = (text: string): string =>
  text.replace(/:\d{4,5}\b/g, ':port').replace(/\b\d+(\.\d+)?m?s\b/g, 'time')

function withoutRepeats(samples: readonly RawSample[]): RawSample[] {
  const seen = new Set<string>()
  return samples.filter(({ family, text }) => {
    const key = `${family}\n${shape(text)}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function stored({ layout, text, ...rest }: RawSample): Sample {
  const wrapped = wrap(text, { layout, command: rest.command, seed: rest.id })
  const fits = wrapped.text.length <= longest && wrapped.text.includes(rest.cause)
  const short = fits
    ? wrapped
    : {
        wrapper: 'plain',
        text: text.length <= longest ? text : `${text.slice(0, text.lastIndexOf('\n', longest))}\n`,
      }
  return { ...inText(rest, short.text), ...short }
}

/** Writes `tune.jsonl`, `held-out.jsonl` and `split.json` below `output`. */
export function assemble(output: string, raw: readonly RawSample[]): void {
  const splitFile = join(output, 'split.json')
  const known: Split = existsSync(splitFile) ? JSON.parse(readFileSync(splitFile, 'utf8')) : {}
  const split = splitFamilies(raw, known)
  const samples = withoutRepeats(raw)
    .map(stored)
    .filter((sample) => sample.text.includes(sample.cause))
  writeFileSync(splitFile, `${JSON.stringify(split, null, 2)}\n`)
  for (const half of ['tune', 'held-out'] as const) {
    const chosen = samples.filter(({ family }) => split[family] === half)
    writeFileSync(
      join(output, `${half}.jsonl`),
      chosen.map((sample) => `${JSON.stringify(sample)}\n`).join(''),
    )
    console.log(
      `${half}: ${chosen.length} texts, ${chosen.filter(({ origin }) => origin === 'real').length} of real runs, ${new Set(chosen.map(({ family }) => family)).size} families, ${new Set(chosen.map(({ category }) => category)).size} categories`,
    )
  }
}
