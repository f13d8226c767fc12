// How a history is written down. Whoever can write to the store can write anything there: what doesn't fit is no history.

import * as v from 'valibot'
import { faultCategories } from '../../faults/category.ts'
import { parseJson } from '../../text/json.ts'
import { type History, isKept, keptHours, maxRunsPerHour, maxUpstreams } from './history.ts'

/** More than the largest history has. */
export const maxHistoryBytes = 128 << 10

/** No answer of a proxy takes longer: then it was cut off. */
const longestLatencyMs = 600_000

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

const hour = v.pipe(
  v.object({
    hour: count(Number.MAX_SAFE_INTEGER),
    runs: v.pipe(count(maxRunsPerHour), v.minValue(1)),
    failed: count(maxRunsPerHour),
    latencyMs: v.nullable(count(longestLatencyMs)),
    // A category that this release doesn't know is no reason to forget the rest.
    lastFault: v.fallback(v.nullable(v.picklist(faultCategories)), null),
  }),
  v.check(({ runs, failed }) => failed <= runs),
)

const shape = v.object({
  version: v.literal(1),
  upstreams: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
        hours: v.pipe(v.array(hour), v.maxLength(keptHours)),
      }),
    ),
    v.maxLength(maxUpstreams),
  ),
})

export function formatHistory(history: History): string {
  const upstreams = [...history].map(([id, hours]) => ({ id, hours }))
  return `${JSON.stringify({ version: 1, upstreams })}\n`
}

/** What of it is of the last hours, none of the future; empty where it can't be read. */
export function parseHistory(text: string, { now }: { readonly now: number }): History {
  if (text.length > maxHistoryBytes) return new Map()
  const parsed = parseJson(shape, text)
  if (parsed.kind === 'unreadable') return new Map()
  return new Map(
    parsed.value.upstreams.map(({ id, hours }) => {
      const byHour = new Map(hours.filter((each) => isKept(each, now)).map((each) => [each.hour, each]))
      return [id, [...byHour.values()]]
    }),
  )
}
