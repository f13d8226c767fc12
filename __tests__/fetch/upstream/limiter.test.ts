// Limits how many requests an upstream gets at once: src/fetch/upstream/limiter.ts, upstream-health.ts, waiting-requests.ts.

import { setMaxListeners } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createLimiter } from '../../../src/fetch/upstream/limiter.ts'
import type { HealthSignal } from '../../../src/fetch/upstream/upstream-health.ts'

/** A clock that stands still until it is advanced. */
function standingClock() {
  let now = 0
  const clock = { now: () => now, date: () => new Date(now), sleep: () => Promise.resolve() }
  return {
    clock,
    advance: (ms: number) => {
      now += ms
    },
  }
}

const { signal } = new AbortController()
setMaxListeners(0, signal)

describe('the limiter', () => {
  const open = () => {
    const { clock, advance } = standingClock()
    return { limiter: createLimiter({ clock, random: () => 0, cap: () => 64 }), advance }
  }
  const failure: HealthSignal = { kind: 'failure' }

  test('permits ten requests at first, by their priority, and one more for each success', async () => {
    const { limiter } = open()
    const order: number[] = []
    const permits = [3, 3, 2, 1, 0, 3, 3, 3, 3, 3, 3, 1].map(async (rank) => {
      const permit = await limiter.acquire(rank, signal)
      order.push(rank)
      return permit
    })
    const first = await permits[4]
    await permits[0]
    expect(order).toEqual([0, 1, 1, 2, 3, 3, 3, 3, 3, 3])
    first?.release({ kind: 'success' })
    await Promise.all(permits)
    expect(order).toHaveLength(12)
  })

  test('cancels those that wait when the breaker opens', async () => {
    const { limiter } = open()
    const under = await Promise.all(Array.from({ length: 10 }, () => limiter.acquire(1, signal)))
    const waiting = limiter.acquire(1, signal)
    for (const permit of under.slice(0, 3)) permit?.release(failure)
    expect(await waiting).toBeNull()
    expect(limiter.availability()).toEqual({ kind: 'paused', untilMs: 250 })
    expect(limiter.acquireForHedge()).toBeNull()
  })

  test('permits none after a failure, however often it has succeeded within a small plan', async () => {
    const limiter = createLimiter({ clock: standingClock().clock, random: () => 0, cap: () => 10 })
    for (let n = 0; n < 40; n++) (await limiter.acquire(1, signal))?.release({ kind: 'success' })
    const under = await Promise.all(Array.from({ length: 10 }, () => limiter.acquire(1, signal)))
    const waiting = limiter.acquire(1, signal)
    for (const permit of under.slice(0, 3)) {
      permit?.release(failure)
      await new Promise(setImmediate)
    }
    expect(await waiting).toBeNull()
  })

  test('pauses for up to 30 s when asked to, and gives up where it would be longer', async () => {
    const { limiter, advance } = open()
    const [first, second] = [await limiter.acquire(1, signal), await limiter.acquire(1, signal)]
    first?.release({ kind: 'throttled', retryAfterMs: 20_000 })
    expect(limiter.availability()).toEqual({ kind: 'paused', untilMs: 20_000 })
    advance(20_000)
    expect(limiter.availability()).toEqual({ kind: 'ready' })
    second?.release({ kind: 'throttled', retryAfterMs: 86_400_000 })
    expect(limiter.availability()).toEqual({ kind: 'given-up' })
  })

  test('a permit is released once', async () => {
    const { limiter } = open()
    const permit = await limiter.acquire(1, signal)
    for (let n = 0; n < 5; n++) permit?.release(failure)
    expect(limiter.availability()).toEqual({ kind: 'ready' })
  })

  test('an upstream that can not be used is given up at once, unless it has succeeded', async () => {
    const working = open().limiter
    const permit = await working.acquire(1, signal)
    permit?.release({ kind: 'success' })
    const unused = open().limiter
    for (const limiter of [working, unused]) (await limiter.acquire(1, signal))?.release({ kind: 'unusable' })
    expect([working, unused].map((limiter) => limiter.availability().kind)).toEqual(['ready', 'given-up'])
  })

  test('an upstream that does nothing but refuse is given up after ten refusals, one that gives files never', async () => {
    const outcomes = []
    for (const first of ['refused', 'success'] as const) {
      const { limiter } = open()
      ;(await limiter.acquire(1, signal))?.release({ kind: first })
      for (let n = 0; n < 12; n++) (await limiter.acquire(1, signal))?.release({ kind: 'refused' })
      outcomes.push(limiter.availability().kind)
    }
    expect(outcomes).toEqual(['given-up', 'ready'])
  })

  test('whatever happens, no more than the cap are under way, and every request gets an answer', async () => {
    const signals = fc.constantFrom<HealthSignal>(
      { kind: 'success' },
      failure,
      { kind: 'none' },
      { kind: 'throttled', retryAfterMs: 50 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(signals, { minLength: 1, maxLength: 60 }), async (given) => {
        const { clock, advance } = standingClock()
        const limiter = createLimiter({ clock, random: () => 0, cap: () => 7 })
        let underWay = 0
        const seen = await Promise.all(
          given.map(async (health) => {
            const permit = await limiter.acquire(1, signal)
            if (permit === null) return 0
            underWay++
            const now = underWay
            await new Promise((resolve) => setImmediate(resolve))
            underWay--
            advance(20)
            permit.release(health)
            return now
          }),
        )
        expect(Math.max(...seen)).toBeLessThanOrEqual(7)
      }),
      { numRuns: 50 },
    )
  })
})
