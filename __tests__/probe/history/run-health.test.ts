// What a run tells of an upstream's health: what is about the upstream counts, what is about the job doesn't.

import { expect, test } from '@jest/globals'
import { runHealth, type UpstreamRequests } from '../../../src/probe/history/run-health.ts'
import type { ProxyVerdict } from '../../../src/probe/verdict.ts'

const proxy = 'https://a.example'
const healthy: ProxyVerdict = {
  proxy,
  group: 0,
  health: 'healthy',
  manners: 'honest',
  latencyMs: 40,
  coverage: { have: 3, asked: 3 },
  reason: 'Right content',
  failure: null,
  findings: [],
  wrongBytes: [],
}
const unhealthy = (failure: string | null): ProxyVerdict => ({
  ...healthy,
  health: 'unhealthy',
  latencyMs: null,
  failure,
})
const notProbed: ProxyVerdict = { ...healthy, health: 'not-probed', latencyMs: null }
const fetched: UpstreamRequests = {
  proxy,
  requests: 100,
  medianFirstByteMs: 25,
  breakerOpened: 0,
  verdicts: {},
}
const failed = (count: number): UpstreamRequests => ({
  ...fetched,
  verdicts: { error: count },
  lastFault: 'server-error',
})

test.each<[string, ProxyVerdict, readonly UpstreamRequests[], ReturnType<typeof runHealth>]>([
  ['healthy', healthy, [], [{ proxy, fault: null, latencyMs: 40 }]],
  ['healthy, and the fetch too', healthy, [fetched], [{ proxy, fault: null, latencyMs: 40 }]],
  ['refused the connection', unhealthy('ECONNREFUSED'), [], [{ proxy, fault: 'connect', latencyMs: null }]],
  ['no such name', unhealthy('ENOTFOUND'), [], [{ proxy, fault: 'dns', latencyMs: null }]],
  ['an expired certificate', unhealthy('CERT_HAS_EXPIRED'), [], [{ proxy, fault: 'tls', latencyMs: null }]],
  ['503', unhealthy('503'), [], [{ proxy, fault: 'server-error', latencyMs: null }]],
  ['429', unhealthy('429'), [], [{ proxy, fault: 'rate-limited', latencyMs: null }]],
  ['200 for everything', unhealthy('200'), [], [{ proxy, fault: 'server-error', latencyMs: null }]],
  ['wrong content', unhealthy('wrong-content'), [], [{ proxy, fault: 'server-error', latencyMs: null }]],
  ['wants credentials: the job has none', unhealthy('401'), [], []],
  ['forbids: a policy', unhealthy('403'), [], []],
  ['has nothing of this project', unhealthy('404'), [], []],
  ['not probed, not asked', notProbed, [], []],
  ['not probed, and not asked for a file', notProbed, [{ ...fetched, requests: 0 }], []],
  ['only fetched from', notProbed, [fetched], [{ proxy, fault: null, latencyMs: 25 }]],
  ['another one was fetched from', notProbed, [{ ...fetched, proxy: 'https://b.example' }], []],
  ['few requests failed', healthy, [failed(4)], [{ proxy, fault: null, latencyMs: 40 }]],
  ['one in twenty failed', healthy, [failed(5)], [{ proxy, fault: 'server-error', latencyMs: 40 }]],
  [
    'given up for a while',
    healthy,
    [{ ...failed(3), breakerOpened: 1 }],
    [{ proxy, fault: 'server-error', latencyMs: 40 }],
  ],
  [
    'the disk was full',
    healthy,
    [{ ...failed(50), lastFault: 'disk' }],
    [{ proxy, fault: null, latencyMs: 40 }],
  ],
  [
    'wrong bytes',
    healthy,
    [{ ...fetched, verdicts: { 'wrong-content': 9 }, lastFault: 'checksum-mismatch' }],
    [{ proxy, fault: 'checksum-mismatch', latencyMs: 40 }],
  ],
])('%s', (_, verdict, upstreams, expected) => {
  expect(runHealth([verdict], upstreams)).toEqual(expected)
})
