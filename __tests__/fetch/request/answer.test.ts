// Tells what an HTTP answer means for a module file, a row for each status and body.

import { describe, expect, test } from '@jest/globals'
import { faultCategories } from '../../../src/faults/category.ts'
import { readAnswer } from '../../../src/fetch/request/answer.ts'

describe('status', () => {
  const table: readonly (readonly [status: number, body: string, meaning: string])[] = [
    [200, '', 'content'],
    [404, '', 'absent'],
    [410, 'gone', 'absent'],
    [404, 'not found: example.com/x@v1.0.0: invalid version: unknown revision v1.0.0', 'absent'],
    [404, 'fatal: could not read Username for https://github.com: terminal prompts disabled', 'absent'],
    [404, 'not found: bad upstream', 'server-error/upstream transient upstream'],
    [404, 'not found: fetch timed out', 'server-error/upstream transient upstream'],
    [410, 'dial tcp 140.82.112.3:443: i/o timeout', 'server-error/upstream transient upstream'],
    [
      404,
      'fatal: unable to access: Failed to connect to github.com port 443',
      'server-error/upstream transient upstream',
    ],
    [
      404,
      '{"error":"go: git.example/x@v1.0.0: exit status 128\nfatal: unable to access: Could not resolve host: github.com"}',
      'server-error/upstream transient upstream',
    ],
    [404, 'fatal: early EOF', 'server-error/upstream transient upstream'],
    [
      404,
      'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: INTERNAL_ERROR',
      'server-error/upstream transient upstream',
    ],
    [404, 'The requested URL returned error: 502', 'server-error/upstream transient upstream'],
    [429, '', 'rate-limited/http-429 transient upstream'],
    [403, 'API rate limit exceeded for 1.2.3.4', 'rate-limited/response transient upstream'],
    [401, '', 'auth/http-401 lasting file'],
    [403, 'blocked by policy', 'auth/policy lasting file'],
    [403, '', 'auth/http-403 lasting file'],
    [400, 'bad request: Go module host not permitted', 'auth/policy lasting file'],
    [400, 'bad request', 'server-error/odd-status lasting file'],
    [407, '', 'http-proxy/auth-required lasting upstream'],
    [408, '', 'server-error/odd-status transient upstream'],
    [204, '', 'server-error/odd-status lasting file'],
    [206, '', 'server-error/odd-status lasting file'],
    [304, '', 'server-error/odd-status lasting file'],
    [500, '', 'server-error/http-500 transient upstream'],
    [501, '', 'server-error/http-5xx lasting upstream'],
    [503, '', 'server-error/http-503 transient upstream'],
    [504, '', 'server-error/http-504 transient upstream'],
    [511, '', 'server-error/http-5xx lasting upstream'],
    [520, '', 'server-error/http-5xx transient upstream'],
  ]
  test.each(table)('%d %j: %s', (status, body, meaning) => {
    const reply = readAnswer(status, body)
    const told =
      reply.kind === 'failed'
        ? `${reply.id} ${reply.transient ? 'transient' : 'lasting'} ${reply.blames}`
        : reply.kind
    expect(told).toBe(meaning)
  })
})

test('every status has a meaning in the field’s words', () => {
  for (let status = 200; status < 600; status++) {
    const reply = readAnswer(status, '')
    if (reply.kind === 'failed') expect(faultCategories).toContain(reply.category)
    expect(reply.kind === 'content').toBe(status === 200)
  }
})
