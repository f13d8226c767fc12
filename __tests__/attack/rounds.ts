// Which attacks run in the gate, which only by `npm run attack` (they need long, root or another system), and which still succeed.

import { test } from '@jest/globals'
import { testIf } from '../helpers/skip.ts'
import { unmended } from './unmended.ts'

/** True under `npm run attack`. */
export const everything = process.env.ATTACK_FULL === '1'

type Row<T> = readonly [name: string, value: T]
type Run<T> = (name: string, value: T) => Promise<void>

/** A test of one attack; one that is known to succeed fails here as soon as it no longer does. */
export function attackTest(name: string, run: () => Promise<void>): void {
  if (unmended.some((known) => known === name)) test.failing(name, run)
  else test(name, run)
}

/**
 * Tests of rows, `%s` in their title stands for the row's name. The gate runs those that `inGate` names; how many stay for
 * `npm run attack` is said on stderr.
 */
export function rows<T>(
  subject: string,
  all: readonly Row<T>[],
  inGate: readonly string[],
): (title: string, run: Run<T>) => void {
  const unknown = inGate.filter((name) => all.length > 0 && !all.some(([known]) => known === name))
  if (unknown.length > 0) throw new Error(`${subject}: no row is named ${unknown.join(', ')}`)
  const chosen = everything ? all : all.filter(([name]) => inGate.includes(name))
  const left = all.length - chosen.length
  if (left > 0)
    say(`${subject}: ${left} of ${all.length} run only by \`npm run attack\`, which takes minutes`)
  return (title, run) => {
    if (all.length === 0) testIf(false, `this system has no ${subject}`)(title, () => {})
    for (const [name, value] of chosen)
      attackTest(
        title.replace('%s', () => name),
        () => run(name, value),
      )
  }
}

/** `test`, or a skipped one that says why: outside `npm run attack`, or where the machine lacks `needs`. */
export function onlyInFull(
  why: string,
  needs: { readonly root?: boolean; readonly system?: NodeJS.Platform } = {},
) {
  const lacks = [
    !everything && `it runs only by \`npm run attack\`: ${why}`,
    needs.root && process.getuid?.() !== 0 && `it needs root: ${why}`,
    needs.system && needs.system !== process.platform && `it needs ${needs.system}: ${why}`,
  ].filter((lack) => typeof lack === 'string')
  return testIf(lacks.length === 0, lacks.join('; '))
}

function say(text: string): void {
  process.stderr.write(`attack: ${text}\n`)
}
