// Chance that does not depend on the order of events: a number from a seed and what it is about.

import { createHash } from 'node:crypto'

/** Gives, for the seed, a function to [0, 1): the same arguments give the same number. */
export function chanceOf(seed: number): (...about: readonly (string | number)[]) => number {
  return (...about) =>
    createHash('sha256')
      .update([seed, ...about].join('\0'))
      .digest()
      .readUInt32LE() / 4_294_967_296
}

/** One of `choices`, evenly; `share` is in [0, 1). */
export function pick<T>(choices: readonly [T, ...T[]], share: number): T {
  return choices[Math.floor(share * choices.length)] ?? choices[0]
}
