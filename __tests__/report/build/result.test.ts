// Tests of the verdict on a run: whether it succeeded, and which faults decide that.

import { expect, test } from '@jest/globals'
import { judgeRun } from '../../../src/report/build/result.ts'
import type { DownloadFacts, RunFacts } from '../../../src/report/build/run-facts.ts'
import type { Result } from '../../../src/report/report.ts'
import { attempt, fault, fetched, proxy, retry } from '../../helpers/reports.ts'
import { download, facts } from './facts.ts'

const first = fault()
const wrongBytes = [{ module: 'example.com/two@v1.0.0', proxy: 'https://a.example' }]
const twoAttempts = [attempt(1, first, retry(10)), attempt(2, null, { kind: 'done' })]
const changes = [{ file: 'go.sum', added: 1, removed: 0 }]
const problems = [{ kind: 'foreign', what: 'x', reason: '' }] as const
const strict = { strictIntegrity: true, failOnChange: true }
const unanswered = (count: number) => ({
  proxy: 'https://a.example',
  requests: 9,
  ok: 8,
  bytes: 80,
  medianFirstByteMs: 5,
  breakerOpened: 0,
  unanswered: count,
  verdicts: { ok: 8, abandoned: 1 },
})

type Row = readonly [
  name: string,
  changed: Partial<DownloadFacts>,
  rest: Partial<RunFacts>,
  result: Result,
  ids: readonly string[],
]

const rows: readonly Row[] = [
  ['nothing failed', {}, {}, 'complete', []],
  ['a second attempt', { attempts: twoAttempts, faults: [first] }, {}, 'recovered', [first.id]],
  ['requests that failed', { fetch: fetched({ failures: 1 }) }, {}, 'recovered', []],
  [
    'a request without an answer, whose file a second one brought',
    { fetch: fetched({ upstreams: [unanswered(1)] }) },
    {},
    'recovered',
    [],
  ],
  [
    'a hedge that lost, or brought its file sooner',
    { fetch: fetched({ hedges: 1, upstreams: [unanswered(0)] }) },
    {},
    'complete',
    [],
  ],
  ['wrong bytes', { fetch: fetched({ wrongBytes }) }, {}, 'recovered', []],
  ['a file of the entry that was refused', {}, { problems }, 'recovered', []],
  ['changed files', {}, { changes }, 'complete', []],
  [
    'incomplete',
    { complete: false, faults: [first, fault({ id: 'dns/timeout' })] },
    {},
    'failed',
    [first.id, 'dns/timeout'],
  ],
  ['incomplete, and nobody knows why', { complete: false }, {}, 'failed', []],
  [
    'incomplete, and strict about more',
    { complete: false, faults: [first], fetch: fetched({ wrongBytes }) },
    { inputs: strict, changes },
    'failed',
    [first.id],
  ],
  [
    'strict about wrong bytes that the fetch saw',
    { fetch: fetched({ wrongBytes }) },
    { inputs: strict },
    'failed',
    ['checksum-mismatch/wrong-bytes'],
  ],
  [
    'strict about wrong bytes that the probe saw',
    { verdicts: [proxy({ wrongBytes: ['example.com/two@v1.0.0'] })] },
    { inputs: strict },
    'failed',
    ['checksum-mismatch/wrong-bytes'],
  ],
  [
    'strict about both',
    { fetch: fetched({ wrongBytes }), attempts: twoAttempts, faults: [first] },
    { inputs: strict, changes },
    'failed',
    ['checksum-mismatch/wrong-bytes', 'go-sum-missing/changed-by-download'],
  ],
]

test.each(rows)('%s', (_, changed, rest, result, ids) => {
  const judged = judgeRun(facts({ ...rest, download: download(changed) }))
  expect(judged.result).toBe(result)
  expect(judged.faults.map(({ id }) => id)).toEqual(ids)
  expect(judged.fault).toBe(judged.faults[0] ?? null)
})
