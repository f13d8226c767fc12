// The clock of the tests: __tests__/helpers/event-loop-clock.ts.

import { expect, test } from '@jest/globals'
import { eventLoopClock } from './event-loop-clock.ts'

test('a turn of the event loop that takes long counts for little', async () => {
  const clock = eventLoopClock()
  const asleep = clock.sleep(60_000, AbortSignal.timeout(500))
  const untilMs = performance.now() + 300
  while (performance.now() < untilMs);
  await expect(asleep).rejects.toThrow('timeout')
  // 200 ms of idle turns, and the long one.
  expect(clock.now()).toBeLessThanOrEqual(250)
  expect(clock.now()).toBeGreaterThan(0)
})

test('sleepers wake in the order of their times, and none before its own', async () => {
  const clock = eventLoopClock({ speed: 10 })
  const woken: string[] = []
  await Promise.all(
    [300, 100, 200].map(async (ms) => {
      await clock.sleep(ms)
      woken.push(`${ms}: ${clock.now() >= ms}`)
    }),
  )
  expect(woken).toEqual(['100: true', '200: true', '300: true'])
})

test('an aborted sleep rejects with the reason, at once where it was aborted before', async () => {
  const clock = eventLoopClock()
  await expect(clock.sleep(60_000, AbortSignal.abort('before'))).rejects.toBe('before')
  const over = new AbortController()
  const asleep = clock.sleep(60_000, over.signal)
  over.abort('meanwhile')
  await expect(asleep).rejects.toBe('meanwhile')
})
