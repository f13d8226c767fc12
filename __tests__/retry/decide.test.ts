// The decision about another attempt.
// Maps to src/retry/*.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type FaultCategory, faultCategories } from '../../src/faults/category.ts'
import type { Fault } from '../../src/faults/fault.ts'
import { categoryOf, faultIds } from '../../src/faults/registry.ts'
import { decide, leastAttemptMs, leastPatienceMs, type Situation } from '../../src/retry/decide.ts'
import { retryPolicy } from '../../src/retry/retry-policy.ts'
import { seededRandom } from '../helpers/synthetic-modules.ts'

function fault(category: FaultCategory, rest: Partial<Fault> = {}): Fault {
  return {
    category,
    // HTTP/2 faults are retried in a way of their own.
    id: faultIds.find((id) => categoryOf(id) === category && !id.includes('http2')) ?? 'unknown/fetch',
    transient: true,
    module: null,
    host: null,
    proxy: null,
    url: null,
    also: [],
    blocked: 1,
    evidence: [],
    answers: [],
    remedy: [],
    confidence: 1,
    ...rest,
  }
}

function situation(faults: readonly Fault[], rest: Partial<Situation> = {}): Situation {
  return {
    complete: false,
    classification: { primary: faults[0] ?? null, faults },
    attempt: 1,
    maxAttempts: 4,
    remainingMs: 600_000,
    retryAfterMs: null,
    otherUpstream: false,
    godebug: '',
    dropped: [],
    random: () => 0.5,
    ...rest,
  }
}

const broken = { path: 'example.com/broken', version: 'v1.0.0' }
const brokenFault = fault('cache-corrupt', { transient: false, module: 'example.com/broken@v1.0.0' })
const mismatch = fault('checksum-mismatch', { transient: false, module: 'example.com/broken@v1.0.0/go.mod' })
const http1Required = fault('interrupted', { id: 'interrupted/http2-http1-required', transient: false })
const http2Fault = fault('interrupted', { id: 'interrupted/http2-stream' })

describe('decide', () => {
  test('a complete download is done, whatever failed on the way', () => {
    expect(decide(situation([fault('server-error')], { complete: true }))).toEqual({ kind: 'done' })
  })

  test.each([
    ['nothing recognised', [], {}, 'without saying why'],
    ['access refused, even if it might pass', [fault('auth')], {}, 'access was refused'],
    ['a setting of Go', [fault('proxy-config')], {}, 'Go setting'],
    ['an incomplete go.sum', [fault('go-sum-missing')], {}, 'go.sum'],
    ['a module that is not there', [fault('not-found', { transient: false })], {}, 'not visible to this job'],
    ['a certificate that is wrong', [fault('tls', { transient: false })], {}, 'nothing suggests'],
    ['bytes that go.sum contradicts', [mismatch], {}, 'does not match its checksum'],
    ['a damaged file again', [brokenFault], { dropped: [broken], attempt: 2 }, 'also after a new download'],
    ['damage in no named module', [fault('cache-corrupt')], {}, 'damaged'],
    ['HTTP/1.1 demanded where it was spoken', [http1Required], { godebug: 'http2client=0' }, 'broke off'],
    ['the last attempt', [fault('server-error')], { attempt: 4 }, 'all 4 attempts are used up'],
    ['only one attempt allowed', [fault('server-error')], { maxAttempts: 1 }, 'one attempt'],
    ['damage in the last attempt', [brokenFault], { attempt: 4 }, 'all 4 attempts'],
    ['no time left', [fault('timeout')], { remainingMs: 900 }, 'time limit is reached'],
    [
      'a wait beyond the time limit',
      [fault('rate-limited')],
      { remainingMs: 30_000 },
      '30 s of the time limit are left',
    ],
    ['patience beyond the time limit', [fault('rate-limited')], { retryAfterMs: 3_600_000 }, '3600 s'],
  ] as const)('stops for %s, and says why', (_, faults, rest, reason) => {
    const decision = decide(situation(faults, rest))
    expect(decision).toEqual({ kind: 'stop', reason: expect.stringContaining(reason) })
  })

  test.each([
    ['a server error', [fault('server-error')], {}, { afterMs: 250 }],
    ['the third server error', [fault('server-error')], { attempt: 3 }, { afterMs: 1_000 }],
    ['a stall', [fault('timeout')], {}, { afterMs: 250 }],
    [
      'a server error with a wish for patience',
      [fault('server-error')],
      { retryAfterMs: 7_000 },
      { afterMs: 7_000 },
    ],
    ['a rate limit with a wish', [fault('rate-limited')], { retryAfterMs: 12_000 }, { afterMs: 12_000 }],
    ['a rate limit with a wish that is over', [fault('rate-limited')], { retryAfterMs: 0 }, { afterMs: 250 }],
    ['a rate limit without one', [fault('rate-limited')], {}, { afterMs: 30_250 }],
    ['a rate limit where another proxy is', [fault('rate-limited')], { otherUpstream: true }, { afterMs: 0 }],
    [
      'a rate limit of the checksum database',
      [fault('sumdb', { also: ['rate-limited'] })],
      {},
      { afterMs: 30_250 },
    ],
    ['a broken HTTP/2 stream', [http2Fault], {}, { afterMs: 250, http1: true }],
    [
      'a broken HTTP/2 stream told only by the log',
      [
        fault('sumdb', {
          also: ['interrupted'],
          evidence: [{ line: 1, text: 'stream error: stream ID 7; INTERNAL_ERROR' }],
        }),
      ],
      {},
      { http1: true },
    ],
    [
      'a broken stream although HTTP/2 was off',
      [http2Fault],
      { godebug: 'http2client=0' },
      { http1: true, afterMs: 250 },
    ],
    [
      'a server error after HTTP/2 was switched off',
      [fault('server-error')],
      { godebug: 'a=b,http2client=0' },
      { http1: true },
    ],
    [
      'a plain broken transfer',
      [fault('interrupted', { id: 'interrupted/truncated' })],
      {},
      { http1: false },
    ],
    ['a damaged file', [brokenFault], {}, { afterMs: 0, drop: [broken] }],
    [
      'a damaged file beside a server error',
      [fault('server-error'), brokenFault],
      {},
      { afterMs: 250, drop: [broken] },
    ],
  ] as const)('tries again after %s', (_, faults, rest, expected) => {
    expect(decide(situation(faults, rest))).toMatchObject({ kind: 'retry', ...expected })
  })

  test('the reason is a sentence', () => {
    expect(decide(situation([fault('server-error', { id: 'server-error/http-503' })]))).toMatchObject({
      reason: 'a server did not answer properly, which often passes',
    })
    expect(decide(situation([fault('auth', { id: 'auth/http-401' })]))).toMatchObject({
      reason: 'access was refused, and will be until credentials or permissions change',
    })
  })

  const anySituation = fc
    .record({
      category: fc.constantFrom(...faultCategories),
      transient: fc.boolean(),
      module: fc.constantFrom(null, 'example.com/broken@v1.0.0'),
      attempt: fc.integer({ min: 1, max: 12 }),
      maxAttempts: fc.integer({ min: 1, max: 10 }),
      remainingMs: fc.integer({ min: -1_000, max: 700_000 }),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
      otherUpstream: fc.boolean(),
      seed: fc.integer(),
    })
    .map(({ category, transient, module, seed, ...rest }) => ({
      seed,
      ...situation([fault(category, { transient, module })], { ...rest, random: seededRandom(seed) }),
    }))

  test('never waits beyond the time limit, nor begins more attempts than allowed', () => {
    fc.assert(
      fc.property(anySituation, (given) => {
        const decision = decide(given)
        if (decision.kind !== 'retry') return
        expect(given.attempt).toBeLessThan(given.maxAttempts)
        expect(decision.afterMs).toBeGreaterThanOrEqual(0)
        expect(decision.afterMs + leastAttemptMs).toBeLessThanOrEqual(given.remainingMs)
        expect(decision.afterMs).toBeLessThanOrEqual(
          Math.max(given.retryAfterMs ?? 0, leastPatienceMs + 10_000),
        )
        expect(decision.afterMs).toBeGreaterThanOrEqual(
          retryPolicy[given.classification.faults[0]?.category ?? 'unknown'].retry === 'if-transient'
            ? (given.retryAfterMs ?? 0)
            : 0,
        )
      }),
    )
  })

  test('what never passes by itself never gets another attempt', () => {
    fc.assert(
      fc.property(anySituation, (given) => {
        const [only] = given.classification.faults
        if (only === undefined || (only.transient && retryPolicy[only.category].retry === 'if-transient'))
          return
        if (only.category === 'cache-corrupt') return
        expect(decide(given).kind).toBe('stop')
      }),
    )
  })

  test('the same seed gives the same schedule', () => {
    const schedule = (seed: number) => {
      const random = seededRandom(seed)
      return [1, 2, 3].map((attempt) => decide(situation([fault('connect')], { attempt, random })))
    }
    fc.assert(fc.property(fc.integer(), (seed) => expect(schedule(seed)).toEqual(schedule(seed))))
  })
})
