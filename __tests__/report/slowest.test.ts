// The modules that a slow run waited for.

import { expect, test } from '@jest/globals'
import type { FetchReport } from '../../src/report/report.ts'
import { slowestLine } from '../../src/report/slowest.ts'
import { fetched } from '../helpers/reports.ts'

const slow = (name: string, ms: number) => ({
  module: `example.com/${name}@v1.0.0`,
  requests: 3,
  bytes: 2e6,
  ms,
})
const slowest = [slow('a', 30_000), slow('b', 9_000), slow('c', 1_000), slow('d', 10)]

test.each<[name: string, fetch: FetchReport, sentence: string]>([
  [
    'the three slowest of a slow fetch',
    fetched({ ms: 61_000, slowest }),
    'The fetch took 1 min 1 s; longest for `example.com/a@v1.0.0` (30 s, 2.0 MB), `example.com/b@v1.0.0` (9.0 s, 2.0 MB), `example.com/c@v1.0.0` (1.0 s, 2.0 MB).',
  ],
  ['none of a quick one', fetched({ ms: 29_000, slowest }), ''],
  ['none where nothing was fetched', { kind: 'off', reason: 'prefetch is false' }, ''],
])('%s', (_, fetch, sentence) => {
  expect(slowestLine({ fetch })).toBe(sentence)
})
