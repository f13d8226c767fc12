// Classifies a log line by line: what is remembered of the lines that have passed.

import { describe, expect, test } from '@jest/globals'
import { createLogClassifier } from '../../../src/classify/lines/stream.ts'

const failed =
  'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": dial tcp 1.2.3.4:443: i/o timeout'
const work = (count: number): string[] => Array.from({ length: count }, (_, index) => `building x${index}.o`)

function idsOf(lines: readonly string[]): readonly string[] {
  const classifier = createLogClassifier()
  for (const line of lines) classifier.push(line)
  return classifier.end().classification.faults.map(({ id }) => id)
}

describe('after a failed fetch', () => {
  const rows: readonly [string, readonly string[], readonly string[]][] = [
    ['nothing more', [failed], ['timeout/dial']],
    ['a retry, many lines later', [failed, ...work(100), 'Retrying in 3s', ...work(100)], []],
    [
      'a retry that is too late to be its own',
      [failed, ...work(400), 'Retrying in 3s', ...work(100)],
      ['timeout/dial'],
    ],
    ['success at the end of a long log', [failed, ...work(2_000), 'Finished: SUCCESS'], []],
    ['failure at the end of a long log', [failed, ...work(2_000), 'Finished: FAILURE'], ['timeout/dial']],
    ['success, and another failed fetch', [failed, 'Finished: SUCCESS', failed], ['timeout/dial']],
    ['a failed fetch, and then success', [failed, 'Finished: FAILURE', failed, 'Finished: SUCCESS'], []],
    [
      'success, and then the end of another download',
      [
        failed,
        'Finished: SUCCESS',
        'go: downloading a.b/d v1.0.0',
        'No output has been received in the last 10m0s',
      ],
      ['timeout/dial', 'killed/time-limit'],
    ],
    ['success behind a line without end', [failed, 'x'.repeat(1_000_000), 'Finished: SUCCESS'], []],
  ]

  test.each(rows)('%s', (_, lines, ids) => {
    expect(idsOf(lines)).toEqual(ids)
  })
})

describe('a line that was judged before', () => {
  const half =
    'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.mod": tls: failed to verify certificate'
  const rest = 'x509: certificate signed by unknown authority'

  test('is judged anew where its sentence goes on', () => {
    expect(idsOf([half, 'make: x', half, rest])).toEqual(['tls/other', 'tls/unknown-authority'])
  })

  test('is judged anew where its sentence ends', () => {
    expect(idsOf([half, rest, 'make: x', half])).toEqual(['tls/unknown-authority', 'tls/other'])
  })
})
