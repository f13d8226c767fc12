// The line that states the cause is what is said of a fault, and what is marked in the excerpt.
// Maps to src/classify/collect/*, src/classify/excerpt.ts.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { excerptOf } from '../../src/classify/excerpt.ts'
import { createLogClassifier } from '../../src/classify/lines/stream.ts'
import { createRedactor } from '../../src/platform/redact.ts'

const refused =
  'Get "https://proxy.corp/k8s.io/api/@v/v0.18.0.mod": dial tcp 10.0.0.1:443: connect: connection refused'
const chain = (length: number) => [
  'go: k8s.io/kubectl@v0.18.0 requires',
  ...Array.from({ length }, (_, index) => `\texample.com/m${index}@v1.0.0 requires`),
  `\tk8s.io/api@v0.18.0: ${refused}`,
]

/** The line that is said, and those that are marked. */
function told(lines: readonly string[]) {
  const classification = classify({ lines })
  const marked = excerptOf(lines, classification).lines.filter(({ causal }) => causal)
  return { said: classification.primary?.evidence[0]?.line, marked: marked.map(({ line }) => line) }
}

describe('the line that states the cause is said and marked', () => {
  test.each<[name: string, lines: readonly string[], said: number, marked: readonly number[]]>([
    ['behind one requires', chain(0), 2, [2]],
    ['behind eight of them', chain(7), 9, [9]],
    [
      'behind imports',
      [
        'go: example.com/app imports',
        '\tgithub.com/acme/a tested by',
        '\tgithub.com/acme/a.test imports',
        '\tgithub.com/acme/b: no required module provides package github.com/acme/b; to add it:',
        '\tgo get github.com/acme/b',
      ],
      4,
      [4],
    ],
    [
      'from git behind its command',
      [
        'go: github.com/acme/secret@v1.0.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128:',
        "\tfatal: could not read Username for 'https://github.com': terminal prompts disabled",
      ],
      2,
      [1, 2],
    ],
    [
      'of a checksum before its hashes',
      [
        'verifying a.b/c@v1.0.0: checksum mismatch',
        '\tdownloaded: h1:AAAA',
        '\tgo.sum:     h1:BBBB',
        '',
        'SECURITY ERROR',
      ],
      1,
      [1, 2, 3, 5],
    ],
  ])('%s', (_, lines, said, marked) => {
    expect(told(lines)).toEqual({ said, marked })
  })

  test('also where an error of -json is all that there is', () => {
    const error = chain(3).join('\n').replace('go: ', '')
    const { primary } = classify({ modules: [{ path: 'k8s.io/kubectl', version: 'v0.18.0', error }] })
    expect(primary?.evidence).toEqual([{ line: 0, text: `k8s.io/api@v0.18.0: ${refused}` }])
  })
})

describe('no name is a part of a secret', () => {
  const secret = 'hunter22hunter22/rest?of=it'
  const redact = createRedactor([secret])
  test.each([
    ['a host', `go: a.b/c@v1.0.0: Get "https://${secret}/x": dial tcp: lookup h.example: no such host`],
    [
      'a host that is looked up',
      `go: a.b/c@v1.0.0: Get "https://h.example/x": dial tcp: lookup ${secret}: no such host`,
    ],
    ['a URL', `go: a.b/c@v1.0.0: Get "https://h.example/${encodeURIComponent(secret)}?x": unexpected EOF`],
    ['a module', `go: a.b/${secret}@v1.0.0: reading https://h.example/a.b/c/@v/v1.0.0.zip: 404 Not Found`],
  ])('%s', (_, line) => {
    const { classification } = classifyLog([line, 'exit status 1'], redact)
    expect(classification.faults.length).toBeGreaterThan(0)
    const names = classification.faults.map((fault) => ({ ...fault, evidence: [] }))
    expect(JSON.stringify(names)).not.toMatch(/hunter22|rest|of=it/)
  })
})

function classifyLog(lines: readonly string[], redact: (text: string) => string) {
  const classifier = createLogClassifier({ redact })
  for (const line of lines) classifier.push(line)
  return classifier.end()
}
