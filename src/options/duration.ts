// A duration as people write it: `30s`, `10m`, `1h`.

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** Milliseconds of `500ms`, `30s`, `10m`, `1h`, or combined as in `1m30s`; null for anything else. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (!/^(?:\d{1,6}(?:ms|s|m|h))+$/.test(trimmed)) return null
  let total = 0
  for (const [, amount, unit] of trimmed.matchAll(/(\d{1,6})(ms|s|m|h)/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs]
  }
  return total
}
