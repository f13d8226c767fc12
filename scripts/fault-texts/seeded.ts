// Choices that look arbitrary but are the same in every run.

import { createHash } from 'node:crypto'

/** A number from 0 to 2^32-1 that depends on `seed` alone. */
export function seededNumber(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0)
}

/** One of `items`, chosen by `seed`. */
export function seededPick<T>(seed: string, items: readonly T[]): T {
  const item = items[seededNumber(seed) % items.length]
  if (item === undefined) throw new RangeError(`nothing to pick from for ${seed}`)
  return item
}
