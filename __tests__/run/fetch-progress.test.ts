// What is told of a fetch under way, sample by sample.

import { expect, test } from '@jest/globals'
import { type FetchSample, fetchProgress, nextMeter, startMeter } from '../../src/run/fetch-progress.ts'

const host = 'proxy.golang.org'

/** `seconds` after the start: so many of 100 modules, and so many MB. */
function at(
  seconds: number,
  done: number,
  megabytes: number,
  changes: Partial<FetchSample> = {},
): FetchSample {
  return {
    nowMs: 500 + seconds * 1_000,
    modules: { done, total: 100 },
    files: { done: done * 3, total: 300 },
    bytes: megabytes * 1e6,
    hosts: [host],
    ...changes,
  }
}

const steady = Array.from({ length: 20 }, (_, i) => at(i + 1, i + 1, i + 1))
const noModules = { modules: { done: 0, total: 0 } }

const rows: readonly (readonly [name: string, samples: readonly FetchSample[], words: string])[] = [
  ['no rate after a second', [at(1, 3, 2)], '3 of 100 modules, 2.0 MB, from proxy.golang.org'],
  [
    'the rate and the time left, once they are no chance',
    [at(3, 3, 6)],
    '3 of 100 modules, 6.0 MB, 2.0 MB/s, 1 min 40 s left, from proxy.golang.org',
  ],
  [
    'a steady rate is told as it is',
    steady,
    '20 of 100 modules, 20.0 MB, 1.0 MB/s, 1 min 20 s left, from proxy.golang.org',
  ],
  [
    'a burst moves both a little',
    [...steady, at(21, 26, 30)],
    '26 of 100 modules, 30.0 MB, 2.1 MB/s, 1 min left, from proxy.golang.org',
  ],
  [
    'silence is told in place of them',
    [...steady, at(25, 20, 20, { hosts: [] })],
    '20 of 100 modules, 20.0 MB, nothing for 5 s',
  ],
  [
    'no time left without a module that came',
    [at(5, 0, 10)],
    '0 of 100 modules, 10.0 MB, 2.0 MB/s, from proxy.golang.org',
  ],
  [
    'no time left while a module takes far longer than those before',
    [...steady, at(24, 20, 30), at(26, 20, 40)],
    '20 of 100 modules, 40.0 MB, 2.4 MB/s, from proxy.golang.org',
  ],
  ['nothing left', [at(5, 100, 10)], '100 of 100 modules, 10.0 MB, 2.0 MB/s, from proxy.golang.org'],
  [
    'files, where no zip is missing',
    [at(1, 0, 0, { ...noModules, files: { done: 1, total: 12 } })],
    '1 of 12 files, 0 bytes, from proxy.golang.org',
  ],
  [
    'before anything is known',
    [at(1, 0, 0, { ...noModules, files: { done: 0, total: 0 } })],
    'reading what is missing',
  ],
  [
    'many hosts are counted',
    [at(1, 1, 1, { hosts: ['a.example', 'b.example', 'c.example', 'd.example'] })],
    '1 of 100 modules, 1.0 MB, from a.example and b.example and 2 more',
  ],
]

test.each(rows)('%s', (_, samples, words) => {
  const last = samples[samples.length - 1] ?? at(0, 0, 0)
  const meter = samples.reduce(nextMeter, startMeter(500))
  expect(fetchProgress(meter, last).parts.join(', ')).toBe(words)
})

test('two samples of one moment change no rate', () => {
  const meter = nextMeter(startMeter(500), at(5, 10, 10))
  expect(nextMeter(meter, at(5, 11, 11))).toBe(meter)
})
