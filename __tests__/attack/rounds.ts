// Which attacks run in the gate, and which only by `npm run attack`: those that need long, root or another system.

import { test } from '@jest/globals'

/** True under `npm run attack`. */
export const everything = process.env.ATTACK_FULL === '1'

export const isRoot = process.getuid?.() === 0

type Row<T> = readonly [name: string, value: T]

/** Rows of which the gate runs those that `inGate` names; how many stay for `npm run attack` is said on stderr. */
export function rows<T>(subject: string, all: readonly Row<T>[], inGate: readonly string[]): [string, T][] {
  const chosen = everything ? all : all.filter(([name]) => inGate.includes(name))
  const left = all.length - chosen.length
  if (left > 0)
    say(`${subject}: ${left} of ${all.length} run only by \`npm run attack\`, which takes minutes`)
  return chosen.map(([name, value]) => [name, value])
}

/** `test`, or a skipped one that says why: outside `npm run attack`, or where the machine lacks `needs`. */
export function onlyInFull(
  why: string,
  needs: { readonly root?: boolean; readonly system?: NodeJS.Platform } = {},
) {
  const lacks = [
    !everything && `it runs only by \`npm run attack\`: ${why}`,
    needs.root && !isRoot && `it needs root: ${why}`,
    needs.system && needs.system !== process.platform && `it needs ${needs.system}: ${why}`,
  ].filter((lack) => typeof lack === 'string')
  if (lacks.length === 0) return test
  say(`skipped, since ${lacks.join('; ')}`)
  return test.skip
}

function say(text: string): void {
  process.stderr.write(`attack: ${text}\n`)
}
