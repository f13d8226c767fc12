// The report's part about one attempt: a round of fetching and `go mod download`.

import * as v from 'valibot'
import { classification, excerpt } from './fault.ts'
import { duration, ordinal, text } from './values.ts'

const decision = v.variant('kind', [
  v.object({ kind: v.literal('done') }),
  v.object({
    kind: v.literal('retry'),
    afterMs: duration,
    reason: text,
    http1: v.pipe(v.boolean(), v.description('Is the next attempt made over HTTP/1.1?')),
    drop: v.pipe(
      v.array(v.object({ path: text, version: text })),
      v.description('Modules whose damaged files are removed first.'),
    ),
  }),
  v.object({ kind: v.literal('stop'), reason: text }),
])

export const attempt = v.object({
  number: ordinal,
  ms: duration,
  goproxy: text,
  classification: v.pipe(
    classification,
    v.description(
      'Why it failed: `primary` decided whether there was another attempt, and stands first in `faults`.',
    ),
  ),
  decision,
  excerpt,
})
