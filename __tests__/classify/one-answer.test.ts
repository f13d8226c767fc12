// An answer of a server has one id, whether the fetch got it or `go` prints it: every status, and every body that the rules know.
// Maps to src/faults/server-answer.ts, src/fetch/request/answer.ts, src/classify/rules/*.

import { STATUS_CODES } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { faultKind } from '../../src/faults/registry.ts'
import { bodyPatterns } from '../../src/faults/server-answer.ts'
import { readAnswer } from '../../src/fetch/request/answer.ts'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { moduleFileUrl } from '../../src/go/proxy-url.ts'

const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)
const files: readonly ModuleFile[] = ['a.b/c', 'git.corp.example/team/lib'].flatMap((path) =>
  (['info', 'mod', 'zip'] as const).map((kind) => ({ path, version: 'v1.0.0', kind })),
)
const proxies = ['https://goproxy.example', 'https://proxy.golang.org', 'https://nexus.example/repository/go']

const bodies: Readonly<Record<keyof typeof bodyPatterns, readonly string[]>> = {
  'not-found/private-upstream': [
    "fatal: could not read Username for 'https://a.b': No such device",
    'terminal prompts disabled',
    'remote: Authentication failed',
    'git@a.b: Permission denied (publickey).',
    'remote: Invalid username or token.',
    'Confirm the import path was entered correctly.',
    'Host key verification failed.',
    'fatal: Could not read from remote repository.',
  ],
  'server-error/upstream': [
    'bad upstream',
    'fetch timed out',
    'Service temporarily unavailable',
    'dial tcp 140.82.112.3:443: connect: network is unreachable',
    'read tcp 10.0.0.5:1->140.82.112.3:443: i/o timeout',
    'net/http: timeout awaiting response headers',
    'net/http: TLS handshake timeout',
    'context deadline exceeded',
    'ssh: connect to host github.com port 22: Connection timed out',
    'fatal: unable to access: Operation timed out after 300000 milliseconds',
    'read: connection reset by peer',
    'connect: connection refused',
    'lookup git.corp.example on 10.0.0.2:53: server misbehaving',
    'Temporary failure in name resolution',
    "fatal: unable to access 'https://github.com/b/c/': Could not resolve host: github.com",
    'dial tcp: lookup gopkg.in on 10.0.0.2:53: no such host',
    'Failed to connect to github.com port 443',
    "Couldn't connect to server",
    'could not connect to the origin',
    'unable to connect',
    'unexpected EOF',
    'fatal: early EOF',
    'fetch-pack: unexpected disconnect while reading sideband packet',
    'fatal: the remote end hung up unexpectedly',
    'error: RPC failed; curl 92',
    'error: inflate: data stream error',
    'stream error: stream ID 5; CANCEL',
    'HTTP/2 stream 5 was not closed cleanly: INTERNAL_ERROR',
    'http2: server sent GOAWAY',
    'The requested URL returned error: 429',
    'The requested URL returned error: 502',
    'error: 503 Service Unavailable',
    '429 Too Many Requests',
    '500 Internal Server Error',
    '502 Bad Gateway',
    '503 Service Unavailable',
    '504 Gateway Timeout',
    'write /tmp/x: no space left on device',
    'fork/exec /usr/bin/git: cannot allocate memory',
    'out of memory',
    'open /tmp/x: too many open files',
    'fork: Resource temporarily unavailable',
    'signal: killed',
    'exit status 137',
  ],
  'not-found/private-host': [
    'dial tcp: lookup git.corp.example on 10.0.0.2:53: no such host',
    'Could not resolve host: git.corp.example',
    'git.corp.example: no such host',
  ],
  'not-found/repository-upstream': [
    "remote: Repository not found.\nfatal: repository 'https://a.b/c/' not found",
    "fatal: repository 'https://a.b/c/' not found",
    'not found: repository a.b/c',
    'not found: unrecognized import path "a.b/c"',
    'The requested URL returned error: 404',
    "fatal: '/srv/c' does not appear to be a git repository",
    'unrecognized import path "a.b/c"',
    'a.b/c: no go-import meta tags ()',
  ],
  'version-unavailable/unknown-revision-upstream': [
    'not found: a.b/c@v1.0.0: invalid version: unknown revision v1.0.0',
    'unknown revision v1.0.0',
    'invalid version: v1',
    'no matching versions for query "v9"',
    'invalid pseudo-version: does not match',
    'not found: a.b/c@v1.0.0',
  ],
  'rate-limited/response': [
    'API rate limit exceeded for 1.2.3.4',
    'Rate limit',
    'too many requests',
    'error 429',
    'Quota exceeded',
  ],
  'auth/policy': [
    'refused by policy CVE-2024-1',
    'JFrog Packages Curation service',
    'blocked',
    'not allowed here',
    'Forbidden by your administrator',
    'The component is in quarantine.',
    'Go module host not permitted',
    'access denied',
  ],
}
const unknownBodies = [
  '',
  'gone',
  'not found',
  '<html><h1>Sign in</h1></html>',
  '{"errors":[{"status":404}]}',
]

/** What `go` prints of it: cmd/go/internal/web, HTTPError. */
function printed(status: number, body: string, file: ModuleFile, url: string): readonly string[] {
  const reason = STATUS_CODES[status] ?? ''
  const first = `go: ${file.path}@${file.version}: reading ${url}: ${`${status} ${reason}`.trim()}`
  return body === '' ? [first] : [first, '\tserver response:', ...body.split('\n').map((line) => `\t${line}`)]
}

function told(status: number, body: string, proxy: string, file: ModuleFile) {
  const url = moduleFileUrl(proxy, file)
  const reply = readAnswer({ status, body, file, url })
  const { primary } = classify({ lines: printed(status, body, file, url) })
  return {
    answer: `${status} ${body} to ${url}`,
    fetched: { id: reply.id, transient: faultKind(reply.id).transient },
    printed: { id: primary?.id, transient: primary?.transient },
  }
}

function differences(body: string) {
  return statuses.flatMap((status) =>
    proxies.flatMap((proxy) =>
      files
        .map((file) => told(status, body, proxy, file))
        .filter(({ fetched, printed }) => {
          return fetched.id !== printed.id || fetched.transient !== printed.transient
        }),
    ),
  )
}

describe('every status, with a body that tells of nothing', () => {
  test.each(unknownBodies)('%j', (body) => {
    expect(differences(body)).toEqual([])
  })
})

describe.each(Object.entries(bodies))('every status, with a body that tells of %s', (id, texts) => {
  test.each(texts)('%s', (body) => {
    expect(
      readAnswer({ status: 404, body, file: { path: 'a.b/c', version: 'v1.0.0', kind: 'info' }, url: '' }).id,
    ).toBe(id)
    expect(differences(body)).toEqual([])
  })
})

/** The alternatives of a pattern, outside of parentheses and classes. */
function alternatives({ source, flags }: RegExp): readonly RegExp[] {
  const parts = ['']
  let depth = 0
  for (const [token] of source.matchAll(/\\.|./g)) {
    if (token === '(' || token === '[') depth++
    if (token === ')' || token === ']') depth--
    if (token === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts.map((part) => new RegExp(part, flags))
}

test.each(Object.entries(bodyPatterns))(
  'the bodies above have one for each alternative of %s',
  (id, pattern) => {
    const texts = Object.entries(bodies).find(([name]) => name === id)?.[1] ?? []
    const flat = texts.map((text) => text.replace(/\s+/g, ' '))
    expect(alternatives(pattern).filter((part) => !flat.some((text) => part.test(text)))).toEqual([])
  },
)
