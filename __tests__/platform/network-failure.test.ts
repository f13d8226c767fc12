// What network errors mean, by code and by phase.

import { describe, expect, test } from '@jest/globals'
import {
  NetworkError,
  type NetworkPhase,
  networkFailure,
  timeoutFailure,
} from '../../src/platform/network-failure.ts'

function fails(code: string, phase: NetworkPhase, more: object = {}): string {
  const error = Object.assign(new Error('x'), { code, ...more })
  const { id, phase: where } = networkFailure(error, { phase, host: 'a.example' })
  return `${id} in ${where}`
}

describe('codes', () => {
  test.each<[string, NetworkPhase, string]>([
    ['ENOTFOUND', 'dns', 'dns/no-such-host in dns'],
    ['EAI_AGAIN', 'dns', 'dns/temporary in dns'],
    ['ESOMETHING', 'dns', 'dns/other in dns'],
    ['ECONNREFUSED', 'connect', 'connect/refused in connect'],
    ['EHOSTUNREACH', 'connect', 'connect/unreachable in connect'],
    ['ENETUNREACH', 'connect', 'connect/unreachable in connect'],
    ['ECONNRESET', 'connect', 'connect/reset in connect'],
    ['ECONNRESET', 'tls', 'connect/reset in tls'],
    ['ECONNRESET', 'headers', 'interrupted/reset in headers'],
    ['ECONNRESET', 'body', 'interrupted/truncated in body'],
    ['EPIPE', 'headers', 'interrupted/reset in headers'],
    ['UND_ERR_SOCKET', 'headers', 'interrupted/server-closed in headers'],
    ['UND_ERR_SOCKET', 'body', 'interrupted/truncated in body'],
    ['ETIMEDOUT', 'connect', 'timeout/dial in connect'],
    ['ETIMEDOUT', 'dns', 'dns/timeout in dns'],
    ['ETIMEDOUT', 'tls', 'timeout/tls-handshake in tls'],
    ['UND_ERR_CONNECT_TIMEOUT', 'headers', 'timeout/dial in connect'],
    ['UND_ERR_HEADERS_TIMEOUT', 'connect', 'timeout/headers in headers'],
    ['UND_ERR_BODY_TIMEOUT', 'body', 'timeout/read in body'],
    ['CERT_HAS_EXPIRED', 'tls', 'tls/expired in tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'tls/wrong-name in tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'tls/unknown-authority in tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'tls/unknown-authority in tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'tls/unknown-authority in tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'tls/unknown-authority in tls'],
    ['EPROTO', 'tls', 'tls/other in tls'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls', 'tls/internal-error in tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'tls/protocol-version in tls'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', 'tls/refused-by-server in tls'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls', 'tls/refused-by-server in tls'],
    ['ERR_SSL_BAD_EXTENSION', 'tls', 'tls/other in tls'],
    ['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', 'body', 'tls/record-damaged in body'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls', 'tls/record-damaged in tls'],
    ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'tls', 'connect/reset in tls'],
    ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'body', 'interrupted/truncated in body'],
    ['EPROTO', 'body', 'tls/record-damaged in body'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'tls/not-tls in tls'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'body', 'interrupted/truncated in body'],
    ['HPE_INVALID_CONSTANT', 'headers', 'server-error/wrong-content in headers'],
    ['HPE_INVALID_EOF_STATE', 'body', 'interrupted/truncated in body'],
    ['UND_ERR_HEADERS_OVERFLOW', 'headers', 'server-error/too-large in headers'],
    ['Z_DATA_ERROR', 'body', 'server-error/damaged-content in body'],
    ['Z_BUF_ERROR', 'body', 'interrupted/truncated in body'],
    ['ABORT_ERR', 'headers', 'killed/cancelled in headers'],
    ['ECONNREFUSED', 'forward-proxy', 'connect/refused in forward-proxy'],
    ['UNHEARD_OF', 'headers', 'interrupted/reset in headers'],
  ])('%s while in %s', (code, phase, expected) => {
    expect(fails(code, phase)).toBe(expected)
  })

  test('the system call tells the phase', () => {
    expect(fails('EAI_AGAIN', 'connect', { syscall: 'getaddrinfo' })).toBe('dns/temporary in dns')
    expect(fails('ETIMEDOUT', 'headers', { syscall: 'connect' })).toBe('timeout/dial in connect')
  })

  test('EPROTO of a server without TLS', () => {
    expect(fails('EPROTO', 'tls', { message: 'write EPROTO …:wrong version number:…' })).toBe(
      'tls/not-tls in tls',
    )
  })

  test('several addresses that failed count as the first', () => {
    const errors = [
      Object.assign(new Error('a'), { code: 'ENETUNREACH' }),
      Object.assign(new Error('b'), { code: 'ECONNREFUSED' }),
    ]
    expect(networkFailure({ errors }, { phase: 'connect' }).id).toBe('connect/unreachable')
  })
})

describe('without a route for IPv6', () => {
  const sixth = Object.assign(new Error('a'), {
    code: 'ENETUNREACH',
    syscall: 'connect',
    address: '2001:db8::1',
  })
  const fourth = Object.assign(new Error('b'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    address: '192.0.2.1',
  })

  test.each(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])('%s', (code) => {
    expect(fails(code, 'connect', { address: '2001:db8::1' })).toBe('connect/no-ipv6-route in connect')
    expect(fails(code, 'connect', { address: '192.0.2.1' })).not.toContain('ipv6')
    expect(fails(code, 'connect')).not.toContain('ipv6')
  })

  test('a host that is there is no such', () => {
    expect(fails('ECONNREFUSED', 'connect', { address: '2001:db8::1' })).toBe('connect/refused in connect')
  })

  test('an address of IPv4 that was reached says more', () => {
    const both = Object.assign(new Error('x'), { code: 'ENETUNREACH', errors: [sixth, fourth] })
    expect(networkFailure(both, { phase: 'connect' }).id).toBe('connect/refused')
    const alone = Object.assign(new Error('x'), { code: 'ENETUNREACH', errors: [sixth] })
    expect(networkFailure(alone, { phase: 'connect' }).id).toBe('connect/no-ipv6-route')
  })
})

describe('other shapes', () => {
  test('a NetworkError carries its failure', () => {
    const failure = timeoutFailure('headers', 1500, 'a.example')
    expect(networkFailure(new NetworkError(failure))).toBe(failure)
    expect(failure.message).toBe('a.example: connected, but no answer within 1500 ms (ETIMEDOUT)')
  })

  test.each([null, undefined, 'text', 42, {}, new Error('bare')])(
    '%p is an interruption without a code',
    (error) => {
      expect(networkFailure(error)).toMatchObject({ id: 'interrupted/truncated', code: 'UNKNOWN' })
    },
  )

  test('a DOMException of AbortSignal.timeout is a time-out', () => {
    expect(networkFailure(new DOMException('x', 'TimeoutError'), { phase: 'headers' }).id).toBe(
      'timeout/headers',
    )
    expect(networkFailure(new DOMException('x', 'AbortError'), { phase: 'headers' }).id).toBe(
      'killed/cancelled',
    )
  })
})
