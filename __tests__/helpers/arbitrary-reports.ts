// Any report that the types allow, with strings of a test's choice.

import fc from 'fast-check'
import { faultCategories } from '../../src/faults/category.ts'
import { privateQuestions } from '../../src/faults/fault.ts'
import type {
  Decision,
  FetchReport,
  Report,
  ReportedFault,
  RequestVerdict,
  RestoreOutcome,
  SaveOutcome,
} from '../../src/report/report.ts'

const verdicts: readonly RequestVerdict[] = [
  'ok',
  'not-found',
  'refused',
  'error',
  'stalled',
  'wrong-content',
  'too-large',
  'abandoned',
]

/** Reports of every kind; each string in them comes from `text`, each list has at most `most` items. */
export function reports(text: fc.Arbitrary<string>, most = 3): fc.Arbitrary<Report> {
  const count = fc.nat({ max: 5_000_000 })
  const ms = fc.double({ min: 0, max: 4e6, noNaN: true })
  const maybe = fc.option(text)
  const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: most })
  const kind = <K extends string>(name: K) => fc.constant(name)
  const reason = { reason: text }
  const category = fc.constantFrom(...faultCategories)
  const line = fc.nat({ max: 99_999 })

  const fault: fc.Arbitrary<ReportedFault> = fc.record({
    category,
    id: fc.oneof(text, fc.constantFrom('server-error/http-503', 'unknown')),
    transient: fc.boolean(),
    module: maybe,
    host: maybe,
    proxy: maybe,
    url: maybe,
    also: list(category),
    blocked: fc.nat({ max: 2000 }),
    evidence: list(fc.record({ line, text })),
    answers: list(fc.record({ question: fc.constantFrom(...privateQuestions), answer: text })),
    remedy: list(text),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const excerpt = fc.option(
    fc.record({
      lines: list(fc.record({ line, text, causal: fc.boolean(), repeats: fc.integer({ min: 1, max: 50 }) })),
      omitted: count,
    }),
  )
  const plainProxy = fc.record({
    proxy: text,
    group: fc.nat({ max: 5 }),
    health: fc.constantFrom('healthy', 'unhealthy', 'not-probed'),
    manners: fc.constantFrom('honest', 'policy', 'unknown'),
    latencyMs: fc.option(ms),
    coverage: fc.record({ have: fc.nat({ max: 3 }), asked: fc.nat({ max: 3 }) }),
    reason: text,
    failure: maybe,
    findings: list(text),
    wrongBytes: list(text),
  })
  const history = fc.record({
    hours: fc.integer({ min: 1, max: 48 }),
    runs: count,
    failed: count,
    latencyMs: fc.option(ms),
    lastFault: fc.option(fc.constantFrom(...faultCategories)),
  })
  const proxy = fc.oneof(
    plainProxy,
    fc.tuple(plainProxy, history).map(([plain, told]) => ({ ...plain, history: told })),
  )
  const decision: fc.Arbitrary<Decision> = fc.oneof(
    fc.record({ kind: kind('done') }),
    fc.record({
      kind: kind('retry'),
      afterMs: ms,
      reason: text,
      http1: fc.boolean(),
      drop: list(fc.record({ path: text, version: text })),
    }),
    fc.record({ kind: kind('stop'), ...reason }),
  )
  const attempt = fc.record({
    number: fc.integer({ min: 1, max: 9 }),
    ms,
    goproxy: text,
    classification: fc.record({ primary: fc.option(fault), faults: list(fault) }),
    decision,
    excerpt,
  })
  const fetch: fc.Arbitrary<FetchReport> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('off' as const, 'stepped-aside' as const, 'crashed' as const),
      ...reason,
    }),
    fc.record({
      kind: kind('ran'),
      planned: count,
      fetched: count,
      missing: count,
      bytes: count,
      ms,
      requests: count,
      retries: count,
      failures: count,
      hedges: count,
      upstreams: list(
        fc.record(
          {
            proxy: text,
            requests: count,
            ok: count,
            bytes: count,
            medianFirstByteMs: fc.option(ms),
            breakerOpened: count,
            unanswered: count,
            verdicts: fc.dictionary(fc.constantFrom(...verdicts), count),
          },
          {
            requiredKeys: [
              'proxy',
              'requests',
              'ok',
              'bytes',
              'medianFirstByteMs',
              'breakerOpened',
              'verdicts',
            ],
          },
        ),
      ),
      slowest: list(fc.record({ module: text, requests: count, bytes: count, ms })),
      witnesses: list(
        fc.record({ module: text, proxy: text, host: text, url: text, category, id: text, text }),
      ),
      wrongBytes: list(fc.record({ module: text, proxy: text })),
    }),
  )
  const entry = { key: text, files: count, bytes: count }
  const limit = { limitMs: ms }
  const restore: fc.Arbitrary<RestoreOutcome> = fc.oneof(
    fc.record({ kind: fc.constantFrom('exact' as const, 'partial' as const), ...entry }),
    fc.record({ kind: kind('miss') }),
    fc.record({
      kind: fc.constantFrom(
        ...(['not-needed', 'off', 'unavailable', 'denied', 'rate-limited', 'corrupt'] as const),
      ),
      ...reason,
    }),
    fc.record({ kind: kind('slow'), ...limit }),
  )
  const save: fc.Arbitrary<SaveOutcome> = fc.oneof(
    fc.record(
      { kind: kind('saved'), ...entry, unlisted: count, incomplete: fc.boolean() },
      { requiredKeys: ['kind', 'key', 'files', 'bytes'] },
    ),
    fc.record({ kind: kind('exists'), key: text }),
    fc.record({
      kind: fc.constantFrom(
        'skipped' as const,
        'unavailable' as const,
        'denied' as const,
        'rate-limited' as const,
        'failed' as const,
      ),
      ...reason,
    }),
    fc.record({ kind: kind('slow'), ...limit }),
  )
  const timelineStep = fc.record(
    {
      step: fc.constantFrom('restore', 'probe', 'fetch', 'go', 'pause', 'save'),
      attempt: fc.integer({ min: 1, max: 5 }),
      startMs: ms,
      ms,
      upstreams: list(fc.record({ proxy: text, startMs: ms, ms, requests: count, ok: count })),
    },
    { requiredKeys: ['step', 'startMs', 'ms'] },
  )
  return fc.record({
    version: fc.constant(1 as const),
    at: fc
      .date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    run: fc.option(
      fc.record({
        repository: text,
        workflow: text,
        job: text,
        id: text,
        attempt: fc.integer({ min: 1, max: 99 }),
        event: text,
        ref: text,
      }),
    ),
    runner: fc.record({ os: text, arch: text, hosted: fc.option(fc.boolean()) }),
    action: fc.record({ version: text }),
    result: fc.constantFrom('complete', 'recovered', 'failed', 'failed'),
    fault: fc.option(fault),
    faults: list(fault),
    source: fc.option(fc.record({ file: text, line: fc.integer({ min: 1, max: 900 }) })),
    requiredBy: fc.record({
      modules: list(
        fc.record({
          module: text,
          scope: text,
          chain: list(text),
          replacedBy: maybe,
          selected: maybe,
          versions: list(fc.record({ version: text, count, by: list(text) })),
        }),
      ),
      unread: count,
    }),
    go: fc.record(
      { version: text, goproxy: text, exported: fc.boolean(), sealed: fc.boolean(), requests: count },
      { requiredKeys: ['version', 'goproxy', 'exported', 'sealed'] },
    ),
    scopes: list(
      fc.record({
        name: text,
        kind: fc.constantFrom('module', 'workspace'),
        module: text,
        modules: count,
        complete: fc.boolean(),
      }),
    ),
    skipped: list(fc.record({ name: text, reason: text })),
    modules: fc.record({ total: count, fetched: fc.oneof(count, fc.constant(0)), bytes: count }),
    proxies: list(proxy),
    ranking: maybe,
    attempts: list(attempt),
    timeline: list(timelineStep),
    fetch,
    cache: fc.record(
      {
        key: maybe,
        store: text,
        restore,
        save,
        problems: list(
          fc.record({
            kind: fc.constantFrom('cache-corrupt', 'tampered', 'foreign', 'left-over'),
            what: text,
            reason: text,
          }),
        ),
        restoreMs: ms,
        saveMs: ms,
        shared: fc.record({
          read: fc.record({ files: count, bytes: count }),
          lacked: count,
          refused: count,
          failed: count,
          written: fc.record({ files: count, bytes: count }),
          existed: count,
          unwritten: count,
          troubles: list(text),
        }),
      },
      { requiredKeys: ['key', 'store', 'restore', 'save', 'problems', 'restoreMs', 'saveMs'] },
    ),
    findings: list(fc.record({ id: text, what: text, why: text })),
    changes: list(fc.record({ file: text, added: count, removed: count })),
    excerpt,
    reproduce: list(text),
    notices: list(text),
    seconds: fc.double({ min: 0, max: 4000, noNaN: true }),
  })
}
