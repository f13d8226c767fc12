// Limits that share one timer, and those who wait in one line.

import { describe, expect, test } from '@jest/globals'
import { createAlarms } from '../../../src/fetch/request/shared-timer.ts'
import { createWaitingLine } from '../../../src/fetch/upstream/priority-queue.ts'
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

describe('alarms', () => {
  test('ring once each, when their time has come, whatever their order', async () => {
    const { clock, advanceTo, asleep } = playedClock()
    const rung: string[] = []
    const alarms = createAlarms(clock)
    for (const ms of [300, 100, 200]) alarms.set(ms, () => rung.push(`${ms} at ${clock.now()}`))
    for (let ms = 50; ms <= 400; ms += 50) await advanceTo(ms)
    expect(rung).toEqual(['100 at 100', '200 at 200', '300 at 300'])
    expect(asleep()).toBe(0)
  })

  test('do not ring when given up, not even by one that rings at the same moment', async () => {
    const { clock, advanceTo } = playedClock()
    const rung: string[] = []
    const alarms = createAlarms(clock)
    const early = alarms.set(50, () => rung.push('early'))
    alarms.set(100, () => {
      rung.push('first')
      second()
    })
    const second = alarms.set(100, () => rung.push('second'))
    early()
    for (let ms = 50; ms <= 400; ms += 50) await advanceTo(ms)
    expect(rung).toEqual(['first'])
  })

  test('leave no timer behind once the last is given up', () => {
    const { clock, asleep } = playedClock()
    const alarms = createAlarms(clock)
    const all = [30_000, 200, 30_000].map((ms) => alarms.set(ms, () => {}))
    expect(asleep()).toBe(1)
    for (const giveUp of all) giveUp()
    expect(asleep()).toBe(0)
  })
})

test('a line lets the lowest rank go first, the oldest among equals, and those leave who are meant', () => {
  const line = createWaitingLine<string>()
  for (const [rank, who] of [
    [3, 'zip 1'],
    [1, 'mod 1'],
    [3, 'zip 2'],
    [0, 'again'],
    [1, 'mod 2'],
  ] as const)
    line.add(rank, who)
  expect(line.takeAll((who) => who === 'mod 1')).toEqual(['mod 1'])
  expect([line.takeFirst(), line.takeFirst()]).toEqual(['again', 'mod 2'])
  expect(line.takeAll()).toEqual(['zip 1', 'zip 2'])
  expect([line.isEmpty(), line.takeFirst()]).toEqual([true, null])
})
