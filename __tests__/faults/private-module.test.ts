// Network, credentials, existence: what a fault tells about a module that may be private.

import { expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import type { FaultContext } from '../../src/faults/witness.ts'

const secret = 'github.com/acme/secret@v1.2.0'
const git = (words: string) =>
  `go: ${secret}: invalid version: git ls-remote -q https://github.com/acme/secret in /m/cache/vcs/1: exit status 128:\n\t${words}`

const table: readonly (readonly [
  string,
  string,
  FaultContext,
  readonly [network: string, credentials: string, existence: string] | null,
])[] = [
  [
    'no credentials',
    git("fatal: could not read Username for 'https://github.com': terminal prompts disabled"),
    {},
    ['github.com answered', 'none were offered', "can't be told before credentials are offered"],
  ],
  [
    'wrong credentials',
    git("fatal: Authentication failed for 'https://github.com/acme/secret/'"),
    {},
    ['github.com answered', 'refused, or without the right', "can't be told before credentials are accepted"],
  ],
  [
    'nothing to be seen',
    git("fatal: repository 'https://github.com/acme/secret/' not found"),
    {},
    [
      'github.com answered',
      'not asked for, or not enough to see it',
      'absent, or hidden from these credentials',
    ],
  ],
  [
    'a host that was not reached, of a private module',
    git("fatal: unable to access 'https://github.com/acme/secret/': Could not resolve host: github.com"),
    { goprivate: 'github.com/acme' },
    ['github.com was not reached', 'not asked for yet', 'not asked yet'],
  ],
  [
    'a host that was not reached, of a public module',
    git("fatal: unable to access 'https://github.com/acme/secret/': Could not resolve host: github.com"),
    {},
    null,
  ],
  ['another kind of fault', `go: ${secret}: unknown revision v1.2.0`, {}, null],
]

test.each(table)('%s', (_, text, context, expected) => {
  const answers = classify({ lines: text.split('\n'), context }).primary?.answers
  const questions = ['network', 'credentials', 'existence'] as const
  expect(answers).toEqual(
    expected === null ? [] : questions.map((question, index) => ({ question, answer: expected[index] })),
  )
})
