// A line that a log cut, or a terminal broke in the middle of a word, is read to its end; one that may end in several ways is not.
// Maps to src/classify/message/sentences.ts, src/classify/collect/read-message.ts.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { completed } from '../../src/classify/message/sentences.ts'

const get = 'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.mod": dial tcp 142.250.1.1:443: '
const git = 'go: a.b/c@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128:\n\t'

const idOf = (text: string) => classify({ lines: text.split('\n') }).primary?.id

describe('completed', () => {
  test.each([
    ['a: i/o ti', 'a: i/o timeout'],
    ['a: i/o ti...', 'a: i/o timeout'],
    ['a: zip: not a val', 'a: zip: not a valid zip file'],
    // Where the beginning is one of several sentences, or of any.
    ['a: x509: certificate ', null],
    ['a: no ', null],
    ['i/o ti', null],
    ['a: i/o timeout', null],
    ['a: i/o trouble', null],
  ])('%s', (text, expected) => expect(completed(text)).toBe(expected))
})

test.each([
  ['timeout/dial', `${get}i/o ti`],
  ['timeout/dial', `${get}i/o ti…`],
  ['timeout/dial', `${get}connectex: A connection attempt failed beca`],
  ['connect/refused', `${get}connectex: No connection could be ma`],
  ['interrupted/git-cut', `${git}error: RPC fa`],
  ['auth/git-no-credentials', `${git}fatal: could not read User`],
  ['checksum-mismatch/sumdb', 'go: a.b/c@v1.0.0: verifying module: checksum mism'],
  ['disk/full', 'go: a.b/c@v1.0.0: write /go/pkg/mod/cache/download/a.b/c.zip: no space left on dev'],
  // What a terminal broke.
  ['timeout/dial', `${get}i/o tim\neout`],
  [
    'timeout/dial',
    `${get}connectex: A connection a\n    ttempt failed because the connected party did not properly respond after a period of time`,
  ],
  ['connect/refused', `${get}connect: connection ref\nused`],
  // Too little to tell, or another thing.
  ['connect/other', `${get}connect: con`],
  ['connect/other', `${get}connect: protocol not avail\nExit code 1`],
])('%s: %j', (id, text) => expect(idOf(text)).toBe(id))

test('what is shown is what the log has', () => {
  const { primary } = classify({ lines: [`${get}i/o ti`] })
  expect(primary?.evidence).toEqual([{ line: 1, text: `${get}i/o ti` }])
})
