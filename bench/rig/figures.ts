// Figures of repeated runs: medians with their spread, as text and in tables.

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** `1.23 (1.10–1.41)`; the median alone where there is one value. */
export function spread(values: readonly number[], digits: number): string {
  const shown = (value: number) => value.toFixed(digits)
  if (values.length < 2) return shown(median(values))
  return `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`
}

/** A Markdown table. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return (
    line(heads) + line(heads.map((_, column) => (column === 0 ? '---' : '---:'))) + rows.map(line).join('')
  )
}
