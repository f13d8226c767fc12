// The report's parts about servers: what the probe found out about each proxy, and what the fetch did.

import * as v from 'valibot'
import { category } from './fault.ts'
import { count, duration, ordinal, text, texts } from './values.ts'

export const proxyVerdict = v.object({
  proxy: v.pipe(text, v.description('The GOPROXY entry, without credentials.')),
  group: v.pipe(count, v.description('Which group of the list, from 0.')),
  health: v.picklist(['healthy', 'slow', 'unhealthy', 'not-probed']),
  manners: v.pipe(
    v.picklist(['honest', 'policy', 'unknown']),
    v.description('How it answers for what it lacks.'),
  ),
  latencyMs: v.nullable(duration),
  coverage: v.object({ have: count, asked: count }),
  reason: text,
  failure: v.nullable(text),
  findings: texts,
  history: v.pipe(
    v.exactOptional(
      v.object({
        hours: v.pipe(ordinal, v.description('How many hours it looks back.')),
        runs: v.pipe(count, v.description('Runs that asked it, as far as they were kept.')),
        failed: v.pipe(count, v.description('Those of them in which it failed.')),
        latencyMs: v.nullable(duration),
        lastFault: v.nullable(category),
      }),
    ),
    v.description(
      'How it did in the runs before this one, as the shared store or the cache entry tells; nobody vouches for it.',
    ),
  ),
  wrongBytes: v.pipe(texts, v.description('Modules for which the probe saw bytes that go.sum contradicts.')),
})

const optionalCount = v.exactOptional(count)

/** How many requests ended in each way. */
const requestVerdicts = v.object({
  ok: optionalCount,
  'not-found': optionalCount,
  refused: optionalCount,
  error: optionalCount,
  stalled: optionalCount,
  'wrong-content': optionalCount,
  'too-large': optionalCount,
  abandoned: optionalCount,
})

const upstream = v.object({
  proxy: text,
  requests: count,
  ok: count,
  bytes: count,
  medianFirstByteMs: v.nullable(duration),
  breakerOpened: count,
  unanswered: v.pipe(
    optionalCount,
    v.description(
      'Requests that had got no answer for a second or longer when another one brought the file.',
    ),
  ),
  lastFault: v.pipe(
    v.exactOptional(category),
    v.description('Of its last request that failed; absent where none did.'),
  ),
  verdicts: requestVerdicts,
})

const witness = v.object({ module: text, proxy: text, host: text, url: text, category, id: text, text })

const untold = <Kind extends string>(kind: Kind) => v.object({ kind: v.literal(kind), reason: text })

export const fetch = v.variant('kind', [
  untold('off'),
  untold('stepped-aside'),
  untold('crashed'),
  v.object({
    kind: v.literal('ran'),
    planned: v.pipe(count, v.description('Files that were missing.')),
    fetched: count,
    missing: v.pipe(count, v.description('Files that no upstream gave.')),
    bytes: count,
    ms: duration,
    requests: count,
    retries: count,
    failures: v.pipe(
      count,
      v.description(
        'Requests that failed; a hedge that did is none of them, since its file was on its way already.',
      ),
    ),
    hedges: count,
    upstreams: v.array(upstream),
    slowest: v.array(v.object({ module: text, requests: count, bytes: count, ms: duration })),
    witnesses: v.pipe(v.array(witness), v.description('Files that no upstream gave, and why.')),
    wrongBytes: v.pipe(
      v.array(v.object({ module: text, proxy: text })),
      v.description('Upstreams whose bytes go.sum contradicted, each module once.'),
    ),
  }),
])
