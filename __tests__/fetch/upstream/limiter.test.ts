// Breaker, budget, window, hedges and gate: how many requests an upstream gets, and when.

import { setMaxListeners } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hedgeDelayMs, mayHedge, percentile } from '../../../src/fetch/file/hedge.ts'
import {
  admission,
  closedBreaker,
  onFailure,
  onSuccess,
  onTrialStarted,
} from '../../../src/fetch/upstream/breaker.ts'
import { createRetryBudget } from '../../../src/fetch/upstream/budget.ts'
import { type Conduct, createGate } from '../../../src/fetch/upstream/limiter.ts'
import { windowCap } from '../../../src/fetch/upstream/window.ts'

/** A clock that stands still until it is told to go on. */
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

describe('breaker', () => {
  const fail = (times: number) => {
    let breaker = closedBreaker
    for (let n = 0; n < times; n++) breaker = onFailure(breaker, 0, () => 0.5)
    return breaker
  }

  test('opens after three failures in a row, not before', () => {
    expect(admission(fail(2), 0).kind).toBe('ask')
    expect(admission(fail(3), 0).kind).toBe('wait')
    expect(
      admission(
        onFailure(onSuccess(fail(2)), 0, () => 0),
        0,
      ).kind,
    ).toBe('ask')
  })

  test('late failures of requests under way do not open it again', () => {
    expect(fail(50)).toMatchObject({ openings: 1, openedEver: 1 })
  })

  test('lets one request try after the cool-down, and closes when that succeeds', () => {
    const open = fail(3)
    const trial = onTrialStarted(open)
    expect([admission(open, 10_000).kind, admission(trial, 10_000).kind]).toEqual(['trial', 'wait'])
    expect(admission(onSuccess(trial), 10_000).kind).toBe('ask')
  })

  test('cool-downs double, never less than half of the ceiling, and five in a row end it', () => {
    let breaker = fail(3)
    const cooldowns: number[] = []
    for (let opening = 1; opening < 5; opening++) {
      cooldowns.push(breaker.openUntilMs ?? 0)
      breaker = onFailure(onTrialStarted(breaker), 0, () => 0)
    }
    expect(cooldowns).toEqual([375, 500, 1_000, 2_000])
    expect(admission(breaker, 1e9).kind).toBe('hopeless')
  })
})

test('the retry budget is a fifth of the plan, and at least ten', () => {
  const spend = (planned: number) => {
    const budget = createRetryBudget(() => planned)
    let taken = 0
    while (budget.take()) taken++
    return [taken, budget.spent()]
  }
  expect([0, 10, 100, 1_000].map(spend)).toEqual([
    [10, 10],
    [10, 10],
    [20, 20],
    [200, 200],
  ])
})

test('the window is a sixth of the plan, from ten to the width asked for', () => {
  expect([1, 60, 120, 10_000].map((planned) => windowCap(planned, 64))).toEqual([10, 10, 20, 64])
  expect(windowCap(10_000, 8)).toBe(8)
})

describe('hedges', () => {
  test('wait a second for an unknown upstream, three times its 95th percentile for a known one', () => {
    expect(hedgeDelayMs([5, 5], 10_000)).toBe(1_000)
    expect(
      hedgeDelayMs(
        Array.from({ length: 20 }, () => 5),
        10_000,
      ),
    ).toBe(200)
    expect(
      hedgeDelayMs(
        Array.from({ length: 20 }, () => 400),
        10_000,
      ),
    ).toBe(1_200)
    expect(hedgeDelayMs([], 300)).toBe(150)
  })

  test('are at most a twentieth of all requests, but for the first three', () => {
    expect([0, 2, 3].map((hedges) => mayHedge(5, hedges))).toEqual([true, true, false])
    expect([49, 50].map((hedges) => mayHedge(1_000, hedges))).toEqual([true, false])
  })

  test('a percentile is one of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          expect(values).toContain(percentile(values, share))
        },
      ),
    )
  })
})

describe('gate', () => {
  const open = () => {
    const { clock, advance } = standingClock()
    return { gate: createGate({ clock, random: () => 0, cap: () => 64 }), advance }
  }
  const badly: Conduct = { kind: 'badly' }

  test('lets in ten at first, second tries and small files before zips, and one more for each success', async () => {
    const { gate } = open()
    const order: number[] = []
    const tickets = [3, 3, 2, 1, 0, 3, 3, 3, 3, 3, 3, 1].map(async (rank) => {
      const ticket = await gate.enter(rank, signal)
      order.push(rank)
      return ticket
    })
    const first = await tickets[4]
    await tickets[0]
    expect(order).toEqual([0, 1, 1, 2, 3, 3, 3, 3, 3, 3])
    first?.leave({ kind: 'well' })
    await Promise.all(tickets)
    expect(order).toHaveLength(12)
  })

  test('sends everybody elsewhere when it opens', async () => {
    const { gate } = open()
    const under = await Promise.all(Array.from({ length: 10 }, () => gate.enter(1, signal)))
    const waiting = gate.enter(1, signal)
    for (const ticket of under.slice(0, 3)) ticket?.leave(badly)
    expect(await waiting).toBeNull()
    expect(gate.availability()).toEqual({ kind: 'resting', untilMs: 250 })
    expect(gate.squeezeIn()).toBeNull()
  })

  test('lets nobody else in after a failure, however much it has served within a small plan', async () => {
    const gate = createGate({ clock: standingClock().clock, random: () => 0, cap: () => 10 })
    for (let served = 0; served < 40; served++) (await gate.enter(1, signal))?.leave({ kind: 'well' })
    const under = await Promise.all(Array.from({ length: 10 }, () => gate.enter(1, signal)))
    const waiting = gate.enter(1, signal)
    for (const ticket of under.slice(0, 3)) {
      ticket?.leave(badly)
      await new Promise(setImmediate)
    }
    expect(await waiting).toBeNull()
  })

  test('honours up to 30 s of patience, and is gone for longer ones', async () => {
    const { gate, advance } = open()
    const [first, second] = [await gate.enter(1, signal), await gate.enter(1, signal)]
    first?.leave({ kind: 'throttled', retryAfterMs: 20_000 })
    expect(gate.availability()).toEqual({ kind: 'resting', untilMs: 20_000 })
    advance(20_000)
    expect(gate.availability()).toEqual({ kind: 'ready' })
    second?.leave({ kind: 'throttled', retryAfterMs: 86_400_000 })
    expect(gate.availability()).toEqual({ kind: 'gone' })
  })

  test('a ticket counts once', async () => {
    const { gate } = open()
    const ticket = await gate.enter(1, signal)
    for (let n = 0; n < 5; n++) ticket?.leave(badly)
    expect(gate.availability()).toEqual({ kind: 'ready' })
  })

  test('an upstream that can not be used is closed at once, unless it has served', async () => {
    const served = open().gate
    const ticket = await served.enter(1, signal)
    ticket?.leave({ kind: 'well' })
    const never = open().gate
    for (const gate of [served, never]) (await gate.enter(1, signal))?.leave({ kind: 'unusable' })
    expect([served, never].map((gate) => gate.availability().kind)).toEqual(['ready', 'gone'])
  })

  test('an upstream that does nothing but refuse is closed after ten refusals, one that serves never', async () => {
    const outcomes = []
    for (const first of ['refused', 'well'] as const) {
      const { gate } = open()
      ;(await gate.enter(1, signal))?.leave({ kind: first })
      for (let n = 0; n < 12; n++) (await gate.enter(1, signal))?.leave({ kind: 'refused' })
      outcomes.push(gate.availability().kind)
    }
    expect(outcomes).toEqual(['gone', 'ready'])
  })

  test('whatever happens, no more than the cap are under way, and everybody gets an answer', async () => {
    const conduct = fc.constantFrom<Conduct>(
      { kind: 'well' },
      badly,
      { kind: 'untold' },
      { kind: 'throttled', retryAfterMs: 50 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(conduct, { minLength: 1, maxLength: 60 }), async (conducts) => {
        const { clock, advance } = standingClock()
        const gate = createGate({ clock, random: () => 0, cap: () => 7 })
        let underWay = 0
        const seen = await Promise.all(
          conducts.map(async (how) => {
            const ticket = await gate.enter(1, signal)
            if (ticket === null) return 0
            underWay++
            const now = underWay
            await new Promise((resolve) => setImmediate(resolve))
            underWay--
            advance(20)
            ticket.leave(how)
            return now
          }),
        )
        expect(Math.max(...seen)).toBeLessThanOrEqual(7)
      }),
      { numRuns: 50 },
    )
  })
})
