// Decides from how its requests ended whether a store is asked for more, and how many at once; an immutable value.

import type { StoreTrouble } from './trouble.ts'

export interface StoreHealth {
  readonly failuresInRow: number
  readonly busyInRow: number
  /** Refusals that may mean no more than that an object isn't there, before the first answer that means something. */
  readonly denials: number
  readonly hasAnswered: boolean
  /** How many requests may be under way. */
  readonly width: number
  /** Why no request is sent any more in this run; null while there is nothing against it. */
  readonly givenUp: StoreTrouble | null
}

/** As many connections as the run's HTTP client opens to one origin. */
const firstWidth = 64
const leastWidth = 4

/** The proxies have every file that the store has, so that it isn't waited for: fewer may be chance. */
const failuresToGiveUp = 3
/** The first comes at the end of seconds, the others soon after it where the whole store is silent. */
const silencesToGiveUp = 2
/** A whole width of requests that were under way when it began, and some more that were sent more slowly. */
const busyToGiveUp = 100
/** A bucket whose objects may not be listed says so of each one that isn't there. */
const denialsToGiveUp = 20

/** Of a store that wasn't asked yet. */
export const unknownHealth: StoreHealth = {
  failuresInRow: 0,
  busyInRow: 0,
  denials: 0,
  hasAnswered: false,
  width: firstWidth,
  givenUp: null,
}

/** It gave an object, or said that it has none. */
export function afterAnswer(health: StoreHealth): StoreHealth {
  return { ...health, hasAnswered: true, failuresInRow: 0, busyInRow: 0 }
}

export function afterTrouble(health: StoreHealth, trouble: StoreTrouble): StoreHealth {
  if (health.givenUp !== null) return health
  const givenUp = (isEnough: boolean): StoreTrouble | null => (isEnough ? trouble : null)
  const failuresInRow = health.failuresInRow + 1
  switch (trouble.kind) {
    case 'refused':
      return health
    case 'misconfigured':
      return { ...health, givenUp: trouble }
    case 'denied': {
      if (!trouble.mayBeAbsent) return { ...health, givenUp: trouble }
      if (health.hasAnswered) return health
      const denials = health.denials + 1
      return { ...health, denials, givenUp: givenUp(denials >= denialsToGiveUp) }
    }
    case 'busy': {
      const busyInRow = health.busyInRow + 1
      const width = Math.max(leastWidth, Math.floor(health.width / 2))
      return { ...health, busyInRow, width, givenUp: givenUp(busyInRow >= busyToGiveUp) }
    }
    case 'slow':
      return { ...health, failuresInRow, givenUp: givenUp(failuresInRow >= silencesToGiveUp) }
    case 'unavailable':
      return { ...health, failuresInRow, givenUp: givenUp(failuresInRow >= failuresToGiveUp) }
  }
}
