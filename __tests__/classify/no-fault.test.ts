// A log without a failed fetch has no fault: src/classify/lines/prefilter.ts, src/classify/message/parse-message.ts.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { describeIf } from '../helpers/skip.ts'

const faults = (text: string) => classify({ lines: text.split('\n') }).faults.map(({ id }) => id)
const failed =
  'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": dial tcp 1.2.3.4:443: i/o timeout'

describe('no fault is told of', () => {
  test.each([
    ['a successful build', 'go: downloading a.b/c v1.0.0\nok  \texample.com/x\t0.1s'],
    [
      'a test named after a fault',
      '=== RUN   TestTimeout\n--- PASS: TestTimeout (0.00s)\nPASS\nok  \texample.com/x\t0.1s',
    ],
    [
      'network words in a unit test',
      '--- FAIL: TestDial (0.00s)\n    dial_test.go:9: Get "https://proxy.golang.org/a.b/c/@v/list": dial tcp 127.0.0.1:1: connect: connection refused\nFAIL\nFAIL\texample.com/x\t0.1s',
    ],
    ['what a program under test prints', `=== RUN   TestFetch\n${failed}\n--- FAIL: TestFetch (0.00s)\nFAIL`],
    [
      'a test event of go test -json',
      JSON.stringify({ Action: 'output', Package: 'x', Test: 'TestFetch', Output: `${failed}\n` }),
    ],
    ['a compile error', '# example.com/x\n./main.go:3:2: undefined: foo'],
    ['a compile error in a dependency', '# a.b/c\n/go/pkg/mod/a.b/c@v1.0.0/c.go:3:2: invalid operation: x'],
    ['a lint finding', 'main.go:3:2: Error return value of `resp.Body.Close` is not checked (errcheck)'],
    [
      'a stack trace through the module cache',
      'panic: boom\n\ngoroutine 1 [running]:\na.b/c@v1.0.0/c.go:3 +0x1c',
    ],
    [
      'docker pull',
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
    ],
    ['npm', 'npm ERR! network request to https://registry.npmjs.org/x failed, reason: connect ECONNREFUSED'],
    ['curl', 'curl: (6) Could not resolve host: example.com'],
    [
      'git without go',
      "fatal: unable to access 'https://github.com/x/y.git/': Could not resolve host: github.com",
    ],
    [
      'a retried fetch that succeeded',
      `${failed}\nRetrying in 5s\ngo: downloading a.b/c v1.0.0\nok  \texample.com/x\t0.1s`,
    ],
    [
      'a retried fetch, then a failing test',
      `${failed}\nattempt 2 of 3\n--- FAIL: TestX (0.00s)\n    x_test.go:3: no\nFAIL\nFAIL\texample.com/x\t0.1s`,
    ],
    [
      'progress and deprecation',
      'go: module a.b/c is deprecated: use a.b/d\ngo: upgraded a.b/c v1.0.0 => v1.1.0\ngo: a.b/e@v1.0.0 requires go >= 1.22; switching to go1.22.4',
    ],
  ])('by %s', (_, text) => {
    expect(faults(text)).toEqual([])
  })

  test('after a failure that stays', () => {
    expect(faults(`${failed}\nok  \texample.com/y\t0.1s\nFAIL\texample.com/x [setup failed]\nFAIL`)).toEqual([
      'timeout/dial',
    ])
  })
})

const shared = join(import.meta.dirname, '../../../shared/logs')
const describeReal = describeIf(
  existsSync(shared),
  'no public logs lie beside this checkout (../shared/logs)',
)
const readLogs = (name: string) =>
  readFileSync(join(shared, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describeReal('real logs', () => {
  test('without a module fault are given none', () => {
    const wrong = readLogs('no-module-fault.jsonl').filter(({ text }) => faults(text).length > 0)
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('of failures are judged as people judged them', () => {
    const wrong = readLogs('failures.jsonl').flatMap(({ id, text, category, module, host }) => {
      const { primary } = classify({ lines: text.split('\n') })
      const got = { category: primary?.category, module: primary?.module, host: primary?.host }
      return got.category === category && got.module === module && got.host === host
        ? []
        : [{ id, category, module, host, got }]
    })
    expect(wrong).toEqual([])
  })
})
