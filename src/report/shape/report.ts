// The shape of a report: its type, its parser and docs/report.schema.json are made from this definition.

import * as v from 'valibot'
import { attempt } from './attempt.ts'
import { cache } from './cache.ts'
import { category, evidenceLine, excerpt, fault } from './fault.ts'
import { fetch, proxyVerdict } from './network.ts'
import { action, at, runner, workflowRun } from './origin.ts'
import { requiredBy } from './required-by.ts'
import { timeline } from './timeline.ts'
import { count, duration, ordinal, text, texts } from './values.ts'

/** What a run found out. */
const runReport = {
  result: v.pipe(
    v.picklist(['complete', 'recovered', 'failed']),
    v.description('`recovered`: complete, though something failed on the way.'),
  ),
  fault: v.pipe(
    v.nullable(fault),
    v.description(
      'The fault that decided, on failure; the one that was overcome, after recovery; else null.',
    ),
  ),
  faults: v.pipe(
    v.array(fault),
    v.description('All faults: the one that decided, then each cause before its consequences.'),
  ),
  source: v.pipe(
    v.nullable(v.object({ file: text, line: ordinal })),
    v.description('Where a go.mod requires the module at fault; relative to the repository.'),
  ),
  requiredBy,
  go: v.object({
    version: text,
    goproxy: v.pipe(text, v.description('The GOPROXY list in force, without credentials.')),
    exported: v.pipe(v.boolean(), v.description('Whether later steps were given this list.')),
    sealed: v.pipe(v.boolean(), v.description('Whether later steps were given `GOPROXY=off`.')),
    requests: v.pipe(v.exactOptional(count), v.description('Sent by `go` itself, where counted.')),
  }),
  scopes: v.array(
    v.object({
      name: text,
      kind: v.picklist(['module', 'workspace']),
      module: v.pipe(text, v.description('The module path, or `go.work`.')),
      modules: v.pipe(count, v.description('Modules that it downloads.')),
      complete: v.boolean(),
    }),
  ),
  skipped: v.array(v.object({ name: text, reason: text })),
  modules: v.object({ total: count, fetched: count, bytes: count }),
  proxies: v.pipe(
    v.array(proxyVerdict),
    v.description('Empty where nothing was missing, so nothing was probed.'),
  ),
  ranking: v.nullable(text),
  attempts: v.array(attempt),
  timeline: v.pipe(
    v.exactOptional(timeline),
    v.description('The steps of the run that took time, in the order of their ends.'),
  ),
  fetch,
  cache,
  findings: v.pipe(
    v.array(v.object({ id: text, what: text, why: text })),
    v.description('Settings that will hurt, though they are no fault of this run.'),
  ),
  changes: v.pipe(
    v.array(v.object({ file: text, added: count, removed: count })),
    v.description('Files that the download changed, with lines added and removed.'),
  ),
  excerpt,
  reproduce: v.pipe(texts, v.description('Commands to see the same.')),
  notices: v.pipe(texts, v.description('Problems that did not decide the result, one sentence each.')),
  seconds: duration,
}

export const report = v.pipe(
  v.object({
    version: v.pipe(v.literal(1), v.description('Of this schema.')),
    at,
    run: workflowRun,
    runner,
    action,
    ...runReport,
  }),
  v.title('Report of Resilient Go Modules'),
  v.description(
    'What one run found out: the file behind the output `report` and the option `--report`. Within a version, fields may be added and none is changed or removed, so a reader passes by fields that it does not know. No value holds a credential; any string may hold text from outside.',
  ),
)

/** What the JSON Schema says once and refers to. */
export const definitions = {
  category,
  evidenceLine,
  fault,
  excerpt,
  proxyVerdict,
  attempt,
  fetch,
  cache,
}
