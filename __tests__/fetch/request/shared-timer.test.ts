// One timer for the time limits of hundreds of requests.

import { describe, expect, test } from '@jest/globals'
import { createSharedTimer } from '../../../src/fetch/request/shared-timer.ts'
import type { Clock } from '../../../src/platform/clock.ts'

/** A clock that stands still until it is advanced, and knows how many sleep by it. */
function playedClock() {
  let now = 0
  const sleepers = new Map<() => void, number>()
  const clock: Clock = {
    now: () => now,
    date: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.set(resolve, now + ms)
        const onAbort = () => {
          sleepers.delete(resolve)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
      }),
  }
  const advanceTo = async (ms: number): Promise<void> => {
    now = ms
    for (const [wake, untilMs] of sleepers) if (untilMs <= now && sleepers.delete(wake)) wake()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock, advanceTo, asleep: () => sleepers.size }
}

describe('callbacks', () => {
  test('are called once each, when their time has come, whatever their order', async () => {
    const { clock, advanceTo, asleep } = playedClock()
    const called: string[] = []
    const timer = createSharedTimer(clock)
    for (const ms of [300, 100, 200]) timer.schedule(ms, () => called.push(`${ms} at ${clock.now()}`))
    for (let ms = 50; ms <= 400; ms += 50) await advanceTo(ms)
    expect(called).toEqual(['100 at 100', '200 at 200', '300 at 300'])
    expect(asleep()).toBe(0)
  })

  test('are not called when cancelled, not even by one that is called at the same moment', async () => {
    const { clock, advanceTo } = playedClock()
    const called: string[] = []
    const timer = createSharedTimer(clock)
    const cancelEarly = timer.schedule(50, () => called.push('early'))
    timer.schedule(100, () => {
      called.push('first')
      cancelSecond()
    })
    const cancelSecond = timer.schedule(100, () => called.push('second'))
    cancelEarly()
    for (let ms = 50; ms <= 400; ms += 50) await advanceTo(ms)
    expect(called).toEqual(['first'])
  })

  test('leave no timer behind once the last is cancelled', () => {
    const { clock, asleep } = playedClock()
    const timer = createSharedTimer(clock)
    const cancels = [30_000, 200, 30_000].map((ms) => timer.schedule(ms, () => {}))
    expect(asleep()).toBe(1)
    for (const cancel of cancels) cancel()
    expect(asleep()).toBe(0)
  })
})
