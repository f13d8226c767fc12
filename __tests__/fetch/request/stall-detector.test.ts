// Cuts off a request that falls silent, that is too slow, or that uses up its share of the fetch's time.

import { expect, test } from '@jest/globals'
import {
  type CutOffReason,
  startStallDetector,
  trickleBytesPerSecond,
  trickleStalls,
} from '../../../src/fetch/request/stall-detector.ts'
import type { Clock } from '../../../src/platform/clock.ts'

/** Plays arrivals of bytes at their times, and tells why and when the detector cuts the request off; null for never. */
async function play(
  arrivals: readonly (readonly [atMs: number, bytes: number | 'end'])[],
  limits: { readonly stallMs: number; readonly limitMs: number; readonly mayAnswerLate?: () => boolean },
): Promise<readonly [CutOffReason, number] | null> {
  let now = 0
  let cutOff: readonly [CutOffReason, number] | null = null
  let sleeper: { readonly untilMs: number; readonly wake: () => void } | null = null
  const clock: Clock = {
    now: () => now,
    date: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleeper = { untilMs: now + ms, wake: resolve }
        signal?.addEventListener('abort', reject, { once: true })
      }),
  }
  const advanceTo = async (ms: number): Promise<void> => {
    for (let next = sleeper; next !== null && next.untilMs <= ms; next = sleeper) {
      now = next.untilMs
      sleeper = null
      next.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    now = ms
  }
  const detector = startStallDetector({
    clock,
    ...limits,
    cutOff: (why) => {
      cutOff = [why, now]
    },
  })
  for (const [atMs, bytes] of arrivals) {
    await advanceTo(atMs)
    if (bytes === 'end') detector.stop()
    else detector.onBytes(bytes)
  }
  await advanceTo(2 * limits.limitMs)
  detector.stop()
  return cutOff
}

const limits = { stallMs: 10_000, limitMs: 600_000 }
const every = (ms: number, bytes: number, until: number) =>
  Array.from({ length: Math.floor(until / ms) }, (_, index) => [(index + 1) * ms, bytes] as const)

test('silence from the start is cut off after the stall limit', async () => {
  expect(await play([], limits)).toEqual(['silent', 10_000])
})

test('a first byte that is worth patience may take three times as long, or 30 s', async () => {
  const mayAnswerLate = () => true
  expect(await play([], { ...limits, mayAnswerLate })).toEqual(['silent', 30_000])
  expect(await play([], { ...limits, stallMs: 2_000, mayAnswerLate })).toEqual(['silent', 6_000])
  expect(await play([], { ...limits, stallMs: 45_000, mayAnswerLate })).toEqual(['silent', 45_000])
  expect(await play([[4_000, 50_000]], { ...limits, mayAnswerLate })).toEqual(['silent', 14_000])
})

test('patience ends when it is no longer worth it', async () => {
  let times = 0
  expect(await play([], { ...limits, mayAnswerLate: () => times++ === 0 })).toEqual(['silent', 20_000])
})

test('silence counts from the last byte', async () => {
  expect(
    await play(
      [
        [4_000, 50_000],
        [9_000, 50_000],
      ],
      limits,
    ),
  ).toEqual(['silent', 19_000])
})

test('a trickle is cut off, though it never falls silent', async () => {
  const half = every(1_000, trickleBytesPerSecond / 2, 100_000)
  expect(await play(half, limits)).toEqual(['trickle', 1_000 + trickleStalls * limits.stallMs])
  expect(await play(half, { ...limits, stallMs: 2_000 })).toEqual(['trickle', 1_000 + trickleStalls * 2_000])
})

test('enough is enough: a steady stream goes on until its slice is used up', async () => {
  expect(
    await play(every(1_000, trickleBytesPerSecond * 1.5, 100_000), { stallMs: 10_000, limitMs: 60_000 }),
  ).toEqual(['slice', 60_000])
})

test('a request that is over is not cut off', async () => {
  expect(
    await play(
      [
        [3_000, 10],
        [3_001, 'end'],
      ],
      limits,
    ),
  ).toBeNull()
})
