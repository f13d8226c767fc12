// The first and the last lines of an output that may be endless.

/** Keeps lines in bounded memory. */
interface BoundedLines {
  readonly push: (line: string) => void
  /** The lines kept, with one in the middle that says how many are missing, if any are. */
  readonly lines: () => readonly string[]
}

/** Keeps the `first` and the `last` lines: a cause is told early, its consequences late. */
export function createBoundedLines(limits: { readonly first: number; readonly last: number }): BoundedLines {
  const head: string[] = []
  // A ring: the oldest line is at `next` once it is full.
  const tail: string[] = []
  let next = 0
  let total = 0
  return {
    push: (line) => {
      total++
      if (head.length < limits.first) head.push(line)
      else {
        tail[next] = line
        next = (next + 1) % limits.last
      }
    },
    lines: () => {
      const missing = total - head.length - tail.length
      if (missing === 0) return [...head, ...tail]
      return [...head, `… ${missing} lines left out …`, ...tail.slice(next), ...tail.slice(0, next)]
    },
  }
}
