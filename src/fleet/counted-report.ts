// What `fleet` reads of a report: no more than it counts, so that reports of older and newer releases are read alike.
// docs/report.schema.json: within a version fields are only added.

import * as v from 'valibot'
import { faultCategories } from '../faults/category.ts'
import { at } from '../report/shape/origin.ts'
import { count, duration, text } from '../report/shape/values.ts'
import type { Shaped } from '../text/json.ts'

const upstream = v.object({
  proxy: text,
  requests: count,
  ok: count,
  medianFirstByteMs: v.nullable(duration),
  verdicts: v.record(text, count),
})

export const countedReport = v.object({
  version: v.literal(1),
  at,
  run: v.nullable(v.object({ repository: text, id: text, attempt: count, job: text })),
  runner: v.object({ os: text, arch: text }),
  result: v.picklist(['complete', 'recovered', 'failed']),
  fault: v.nullable(
    v.object({
      // A later release may know more of them.
      category: v.fallback(v.picklist(faultCategories), 'unknown'),
      id: text,
      transient: v.boolean(),
      module: v.nullable(text),
      host: v.nullable(text),
      proxy: v.nullable(text),
    }),
  ),
  modules: v.object({ fetched: count, bytes: count }),
  attempts: v.array(
    v.object({ ms: duration, decision: v.object({ kind: text, afterMs: v.optional(duration, 0) }) }),
  ),
  fetch: v.object({
    kind: text,
    bytes: v.optional(count, 0),
    ms: v.optional(duration, 0),
    upstreams: v.optional(v.array(upstream), []),
  }),
  cache: v.object({ restore: v.object({ kind: text, bytes: v.optional(count, 0) }), restoreMs: duration }),
  seconds: duration,
})

/** Every string may hold anything. */
export type CountedReport = Shaped<typeof countedReport>
