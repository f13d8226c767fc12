// A priority queue: the lowest number first, the oldest among equals.

interface PriorityQueue<T> {
  readonly isEmpty: () => boolean
  readonly add: (priority: number, item: T) => void
  /** Removes the next one; null where the queue is empty. */
  readonly takeFirst: () => T | null
  /** Removes those that `isMeant` says, in their order; all by default. */
  readonly takeAll: (isMeant?: (item: T) => boolean) => readonly T[]
}

/** Fast for few priorities and thousands of items. */
export function createPriorityQueue<T>(): PriorityQueue<T> {
  const byPriority = new Map<number, Set<T>>()
  let priorities: readonly number[] = []
  let length = 0
  const itemsOf = (priority: number): Set<T> => byPriority.get(priority) ?? new Set()
  const take = (items: Set<T>, item: T): T => {
    items.delete(item)
    length--
    return item
  }
  return {
    isEmpty: () => length === 0,
    add: (priority, item) => {
      byPriority.set(priority, itemsOf(priority).add(item))
      if (byPriority.size > priorities.length) priorities = [...byPriority.keys()].sort((a, b) => a - b)
      length++
    },
    takeFirst: () => {
      for (const priority of priorities) {
        const items = itemsOf(priority)
        for (const item of items) return take(items, item)
      }
      return null
    },
    takeAll: (isMeant = () => true) =>
      priorities.flatMap((priority) => {
        const items = itemsOf(priority)
        return [...items].filter(isMeant).map((item) => take(items, item))
      }),
  }
}
