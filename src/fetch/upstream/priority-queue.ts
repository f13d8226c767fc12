// Who is next of many who wait? The lowest rank, the oldest among equals, however long the line.

export interface WaitingLine<T> {
  readonly isEmpty: () => boolean
  readonly add: (rank: number, who: T) => void
  /** Removes the next one; null where nobody waits. */
  readonly takeFirst: () => T | null
  /** Removes those that `isMeant` says, in their order; all unless told. */
  readonly takeAll: (isMeant?: (who: T) => boolean) => readonly T[]
}

/** A line for few ranks and thousands who wait. */
export function createWaitingLine<T>(): WaitingLine<T> {
  const byRank = new Map<number, Set<T>>()
  let ranks: readonly number[] = []
  let length = 0
  const take = (waiting: Set<T>, who: T): T => {
    waiting.delete(who)
    length--
    return who
  }
  return {
    isEmpty: () => length === 0,
    add: (rank, who) => {
      const waiting = byRank.get(rank) ?? new Set<T>()
      byRank.set(rank, waiting.add(who))
      if (byRank.size > ranks.length) ranks = [...byRank.keys()].sort((a, b) => a - b)
      length++
    },
    takeFirst: () => {
      for (const rank of ranks) {
        const waiting = byRank.get(rank) ?? new Set<T>()
        for (const who of waiting) return take(waiting, who)
      }
      return null
    },
    takeAll: (isMeant = () => true) =>
      ranks.flatMap((rank) => {
        const waiting = byRank.get(rank) ?? new Set<T>()
        return [...waiting].filter(isMeant).map((who) => take(waiting, who))
      }),
  }
}
