// Tells what an HTTP answer means for a module file, a row for each status and body.

import { describe, expect, test } from '@jest/globals'
import { faultKind } from '../../../src/faults/registry.ts'
import { readAnswer } from '../../../src/fetch/request/answer.ts'

const asked = {
  file: { path: 'example.com/x', version: 'v1.0.0', kind: 'info' },
  url: 'https://goproxy.example/example.com/x/@v/v1.0.0.info',
} as const

describe('status', () => {
  const table: readonly (readonly [status: number, body: string, meaning: string])[] = [
    [404, '', 'version-unavailable/not-on-proxy absent'],
    [410, 'gone', 'version-unavailable/not-on-proxy absent'],
    [
      404,
      'not found: example.com/x@v1.0.0: invalid version: unknown revision v1.0.0',
      'version-unavailable/unknown-revision-upstream absent',
    ],
    [
      404,
      'fatal: could not read Username for https://github.com: terminal prompts disabled',
      'not-found/private-upstream absent',
    ],
    [404, 'not found: bad upstream', 'server-error/upstream transient, blames upstream'],
    [404, 'not found: fetch timed out', 'server-error/upstream transient, blames upstream'],
    [410, 'dial tcp 140.82.112.3:443: i/o timeout', 'server-error/upstream transient, blames upstream'],
    [
      404,
      'fatal: unable to access: Failed to connect to github.com port 443',
      'server-error/upstream transient, blames upstream',
    ],
    [
      404,
      '{"error":"go: git.example/x@v1.0.0: exit status 128\nfatal: unable to access: Could not resolve host: github.com"}',
      'server-error/upstream transient, blames upstream',
    ],
    [404, 'fatal: early EOF', 'server-error/upstream transient, blames upstream'],
    [
      404,
      'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: INTERNAL_ERROR',
      'server-error/upstream transient, blames upstream',
    ],
    [404, 'The requested URL returned error: 502', 'server-error/upstream transient, blames upstream'],
    // go moves on after it, whatever it tells.
    [404, 'module host not permitted', 'auth/policy absent'],
    [404, 'API rate limit exceeded', 'rate-limited/response transient, blames upstream'],
    [403, 'bad upstream', 'server-error/upstream transient, blames upstream'],
    [429, '', 'rate-limited/http-429 transient, blames upstream'],
    [403, 'API rate limit exceeded for 1.2.3.4', 'rate-limited/response transient, blames upstream'],
    [401, '', 'auth/http-401 lasting, blames access'],
    [403, 'blocked by policy', 'auth/policy lasting, blames access'],
    [403, '', 'auth/http-403 lasting, blames access'],
    [400, 'bad request: Go module host not permitted', 'auth/policy lasting, blames access'],
    [400, 'bad request', 'server-error/odd-status lasting, blames file'],
    [407, '', 'http-proxy/auth-required lasting, blames upstream'],
    [408, '', 'server-error/try-again transient, blames upstream'],
    [204, '', 'server-error/damaged-content transient, blames upstream'],
    [206, '', 'server-error/damaged-content transient, blames upstream'],
    [304, '', 'server-error/odd-status lasting, blames file'],
    [500, '', 'server-error/http-500 transient, blames upstream'],
    [501, '', 'server-error/not-supported lasting, blames upstream'],
    [503, '', 'server-error/http-503 transient, blames upstream'],
    [504, '', 'server-error/http-504 transient, blames upstream'],
    [511, '', 'server-error/network-login lasting, blames upstream'],
    [520, '', 'server-error/http-5xx transient, blames upstream'],
  ]
  test.each(table)('%d %j: %s', (status, body, meaning) => {
    const reply = readAnswer({ ...asked, status, body })
    const lasts = faultKind(reply.id).transient ? 'transient' : 'lasting'
    const how = reply.kind === 'failed' ? `${lasts}, blames ${reply.blames}` : 'absent'
    expect(`${reply.id} ${how}`).toBe(meaning)
  })
})
