// A message is read alike whatever build system printed it: src/classify/lines/normalise.ts, unwrap-json.ts, split.ts.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'

const lines = [
  'go: example.com/app@v1.0.0 requires',
  '\tgithub.com/Azure/go-autorest@v14.2.0+incompatible: reading https://proxy.golang.org/github.com/%21azure/go-autorest/@v/v14.2.0+incompatible.mod: 404 Not Found',
  '\tserver response:',
  '\tnot found: github.com/Azure/go-autorest@v14.2.0+incompatible: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128:',
  "\t\tfatal: could not read Username for 'https://github.com': terminal prompts disabled",
]

const systems: readonly [string, (line: string, index: number) => string][] = [
  ['nothing', (line) => line],
  ['GitHub', (line) => `2024-05-01T10:00:00.1234567Z ${line}`],
  ['gh run view --log', (line) => `build\tRun go mod download\t2024-05-01T10:00:00.1234567Z ${line}`],
  ['GitLab', (line) => `2024-05-01T10:00:00.123456Z 01E ${line}`],
  ['Jenkins', (line) => `[2024-05-01T10:00:00.123Z] ${line}`],
  ['Jenkins, time of day', (line) => `10:00:00  ${line}`],
  ['Azure', (line) => `2024-05-01T10:00:00.1234567Z ##[error]${line}`],
  ['BuildKit', (line, index) => `#12 ${34 + index}.56 ${line}`],
  ['BuildKit, closing summary', (line, index) => `${34 + index}.56 ${line}`],
  ['docker compose', (line) => `web_1  | ${line}`],
  ['Cloud Build', (line) => `Step #3 - "build": ${line}`],
  ['Drone', (line, index) => `[build:L${index}:12s] ${line}`],
  ['klog', (line) => `I0102 15:04:05.123456    1234 run.go:12] ${line}`],
  ["Go's log", (line) => `2024/05/01 10:00:00 ${line}`],
  ['colours', (line) => `\u001b[31m${line}\u001b[0m`],
  ['colours without the escape', (line) => `[91m${line}[0m`],
  ['carriage returns', (line) => `downloading 3%\r${line}\r`],
  ['a quotation', (line) => `> ${line}`],
  ['a box', (line) => `│ ${line}`],
  ['bitbake', (line) => `| ${line}`],
  [
    'GitHub through Docker with colours',
    (line) => `2024-05-01T10:00:00.1234567Z #9 1.23 \u001b[91m${line}\u001b[0m`,
  ],
]

describe('a message printed through', () => {
  test.each(systems)('%s', (_, frame) => {
    const { primary } = classify({ lines: lines.map(frame) })
    expect(primary).toMatchObject({
      id: 'not-found/private-upstream',
      module: 'github.com/Azure/go-autorest@v14.2.0+incompatible',
      host: 'proxy.golang.org',
      proxy: 'https://proxy.golang.org',
    })
    expect(primary?.evidence.map(({ line }) => line)).toEqual([5, 2, 3, 4])
  })

  test('a mail tool that wraps lines', () => {
    const { primary } = classify({
      lines: [
        'go: github.com/pkg/errors@v0.9.9: reading',
        'github.com/pkg/errors/go.mod at',
        'revision v0.9.9: unknown',
        'revision v0.9.9',
      ],
    })
    expect(primary).toMatchObject({ category: 'version-unavailable', module: 'github.com/pkg/errors@v0.9.9' })
  })

  test('golangci-lint, which quotes it inside a log field', () => {
    const text =
      'level=error msg="Running error: context loading failed: failed to load packages: err: exit status 1: stderr: go: downloading a.b/c v1.0.0\\ngo: a.b/c@v1.0.0: Get \\"https://proxy.golang.org/a.b/c/@v/v1.0.0.mod\\": dial tcp: lookup proxy.golang.org: no such host\\n"'
    expect(classify({ lines: [text] }).primary).toMatchObject({
      category: 'dns',
      module: 'a.b/c@v1.0.0',
      host: 'proxy.golang.org',
    })
  })

  test('go mod download -json', () => {
    const lines = [
      '{',
      '\t"Path": "a.b/c",',
      '\t"Version": "v1.0.0",',
      '\t"Error": "a.b/c@v1.0.0: reading https://proxy.golang.org/a.b/c/@v/v1.0.0.zip: 502 Bad Gateway"',
      '}',
    ]
    expect(classify({ lines }).primary).toMatchObject({ id: 'server-error/http-502', module: 'a.b/c@v1.0.0' })
  })
})
