// A failed request: whether its upstream is asked again follows the registry.

import { describe, expect, test } from '@jest/globals'
import { categoryOf, faultIds, faultKind } from '../../../src/faults/registry.ts'
import { contentFault, networkFault } from '../../../src/fetch/request/failure.ts'
import { failureAt } from '../../../src/platform/network-failure.ts'

const network = ['dns', 'connect', 'timeout', 'tls', 'http-proxy', 'interrupted'] as const
const ids = faultIds.filter((id) => network.some((category) => category === categoryOf(id)))

describe('what stands between us and an upstream', () => {
  test.each(ids)('%s', (id) => {
    const { health } = networkFault(failureAt({ id, code: 'X', phase: 'tls', text: 'x' }), null)
    expect(health.kind).toBe(faultKind(id).transient ? 'failure' : 'unusable')
  })

  test.each([
    'tls/other',
    'tls/protocol-version',
    'tls/refused-by-server',
    'http-proxy/tls',
    'connect/forbidden',
  ] as const)('%s stays there', (id) => {
    expect(networkFault(failureAt({ id, code: 'X', phase: 'tls', text: 'x' }), null).health.kind).toBe(
      'unusable',
    )
  })
})

test('a limit of our own machine says nothing of the upstream', () => {
  const failure = failureAt({ id: 'disk/too-many-open-files', code: 'EMFILE', phase: 'connect', text: 'x' })
  expect(networkFault(failure, null)).toMatchObject({ local: true, health: { kind: 'none' } })
})

test.each([
  ['server-error/wrong-content', 'failure'],
  ['server-error/damaged-content', 'failure'],
  ['checksum-mismatch/go-sum', 'none'],
] as const)('%s counts as a %s of its upstream', (id, kind) => {
  expect(contentFault({ id, reason: 'x' }).health.kind).toBe(kind)
})
