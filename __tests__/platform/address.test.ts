// Where an address leads, and what a redirect from there may reach.

import { describe, expect, test } from '@jest/globals'
import { type AddressKind, addressKinds, literalKind, reachableFrom } from '../../src/platform/address.ts'

const kinds = addressKinds()

describe('addressKinds', () => {
  test.each<[string, AddressKind]>([
    ['142.250.1.1', 'public'],
    ['2a00:1450:4001::1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.0.3', 'loopback'],
    ['0.0.0.0', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd00::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a00:1', 'private'],
    ['64:ff9b::a00:1', 'private'],
    ['169.254.169.254', 'reserved'],
    ['fe80::1%eth0', 'reserved'],
    ['::ffff:169.254.169.254', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
  ])('%s is %s', (address, kind) => {
    expect(kinds(address)).toBe(kind)
  })
})

test.each<[string, AddressKind | null]>([
  ['localhost', 'loopback'],
  ['go.localhost', 'loopback'],
  ['[::1]', 'loopback'],
  ['10.0.0.1', 'private'],
  ['proxy.golang.org', null],
])('the host %s shows %s', (host, kind) => {
  expect(literalKind(kinds, host)).toBe(kind)
})

test.each<[AddressKind, readonly AddressKind[]]>([
  ['public', ['public']],
  ['private', ['public', 'private']],
  ['loopback', ['public', 'private', 'loopback']],
  ['reserved', ['public', 'private', 'reserved']],
])('from %s one may be sent to %j', (kind, reachable) => {
  expect([...reachableFrom(kind)]).toEqual(reachable)
})
