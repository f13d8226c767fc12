// Which redirects are followed, with which credentials, and to which addresses.

import { describe, expect, test } from '@jest/globals'
import { type AddressKind, addressKinds } from '../../src/platform/address.ts'
import { createDialer } from '../../src/platform/dial.ts'
import { networkFailure } from '../../src/platform/network-failure.ts'
import { nextHop } from '../../src/platform/redirect.ts'
import { startServer } from '../helpers/plain-server.ts'

const kinds = addressKinds()

function follow(
  start: string,
  location: string,
  startKind: AddressKind = 'public',
  authorization = 'Basic eA==',
) {
  const url = new URL(start)
  return nextHop({
    start: url,
    from: { url, authorization, allowed: null },
    location,
    followed: 0,
    startKind,
    kinds,
  })
}

function outcome(start: string, location: string, startKind?: AddressKind): string {
  const next = follow(start, location, startKind)
  return 'kind' in next
    ? next.code
    : `${next.url.href} ${next.authorization === null ? 'without' : 'with'} credentials`
}

describe('credentials', () => {
  test.each([
    ['the same host', 'https://a.example/x', '/y', 'https://a.example/y with credentials'],
    ['another host', 'https://a.example/x', 'https://b.example/y', 'https://b.example/y without credentials'],
    [
      'a subdomain',
      'https://a.example/x',
      'https://s.a.example/y',
      'https://s.a.example/y without credentials',
    ],
    [
      'another port',
      'https://a.example/x',
      'https://a.example:8443/y',
      'https://a.example:8443/y without credentials',
    ],
    [
      'those of the target itself',
      'https://a.example/x',
      'https://u:p@b.example/y',
      'https://b.example/y with credentials',
    ],
    ['http to https', 'http://a.example/x', 'https://a.example/x', 'https://a.example/x without credentials'],
    ['https to http', 'https://a.example/x', 'http://a.example/x', 'INSECURE_REDIRECT'],
  ])('%s', (_, start, location, expected) => {
    expect(outcome(start, location)).toBe(expected)
  })
})

describe('addresses', () => {
  test.each<[string, AddressKind, string, string | null]>([
    ['public to public', 'public', 'https://142.250.1.1/', null],
    ['public to this machine', 'public', 'https://127.0.0.1/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['public to this machine by name', 'public', 'https://localhost/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['public to this machine in disguise', 'public', 'https://0x7f.1/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    [
      'public to a mapped address',
      'public',
      'https://[::ffff:169.254.169.254]/',
      'REDIRECT_TO_PRIVATE_ADDRESS',
    ],
    ['public to a private network', 'public', 'https://10.1.1.1/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['public to cloud metadata', 'public', 'https://169.254.169.254/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['private to private', 'private', 'https://10.1.1.1/', null],
    ['private to this machine', 'private', 'https://127.0.0.1/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['private to cloud metadata', 'private', 'https://169.254.169.254/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
    ['this machine to this machine', 'loopback', 'https://127.0.0.1/', null],
    ['this machine to cloud metadata', 'loopback', 'https://169.254.169.254/', 'REDIRECT_TO_PRIVATE_ADDRESS'],
  ])('%s', (_, startKind, location, code) => {
    const next = follow('https://a.example/', location, startKind)
    expect('kind' in next ? next.code : null).toBe(code)
  })

  test('an address is judged before the credentials beside it', () => {
    expect(outcome('http://a.example/', 'http://u:p@127.0.0.1/')).toBe('REDIRECT_TO_PRIVATE_ADDRESS')
  })

  test('a name is judged by the address that it leads to, when it is dialled', async () => {
    const server = await startServer((_, response) => response.end())
    const dialer = createDialer({
      tunnel: null,
      originIsForwardProxy: false,
      timeoutMs: 5_000,
      secureContext: () => Promise.reject(new Error('not needed')),
      addressKinds: kinds,
      allowed: new Set<AddressKind>(['public']),
      onAddress: () => {},
    })
    // `localhost` is refused by its name already; as a target of the dialer it is only a name that resolves to loopback.
    const failure = await dialer
      .dial({ protocol: 'http:', hostname: 'localhost', port: server.port })
      .then(() => null, networkFailure)
    await server.close()
    expect([failure?.code, server.connections()]).toEqual(['REDIRECT_TO_PRIVATE_ADDRESS', 0])
  })
})
