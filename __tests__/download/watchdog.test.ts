// Alive or stalled: the watchdog's judgement, given samples and times.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type ActivitySample,
  afterSample,
  beginWatch,
  isStalled,
  leastCpuMs,
  type Watch,
} from '../../src/download/watchdog.ts'

const limits = { stallMs: 60_000, maxStepMs: 2_000 }
const silent: ActivitySample = { lines: 0, files: '', search: null, cpuMs: null }

/** The watch after these samples, one a second. */
function watched(samples: readonly Partial<ActivitySample>[]): Watch {
  return samples.reduce<Watch>(
    (watch, sample, index) => afterSample(watch, { ...silent, ...sample }, (index + 1) * 1_000, limits),
    beginWatch(0),
  )
}

const times = <T>(count: number, sample: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => sample(index))

describe('a silent go', () => {
  test('is stalled after the time allowed, not before', () => {
    expect(isStalled(watched(times(59, () => silent)), limits)).toBe(false)
    expect(isStalled(watched(times(60, () => silent)), limits)).toBe(true)
  })

  test.each([
    ['prints a line', (n: number) => ({ lines: n === 40 ? 1 : n > 40 ? 1 : 0 })],
    ['writes', (n: number) => ({ files: n >= 40 ? 'a.tmp\t2' : '' })],
    ['finishes a file', (n: number) => ({ files: n >= 40 ? '' : 'a.tmp\t2' })],
    [
      'writes where a search finds it',
      (n: number) => ({ search: n === 30 ? 'a 1' : n === 40 ? 'a 2' : null }),
    ],
    ['works', (n: number) => ({ cpuMs: n >= 40 ? 1_000 : 0 })],
  ])('lives when it %s once', (_, sample) => {
    expect(watched(times(60, (index) => sample(index + 1))).idleMs).toBe(20_000)
  })

  test('that uses a little processor time all along lives: it may unpack onto a slow disk', () => {
    expect(isStalled(watched(times(600, (n) => ({ cpuMs: n * 5 }))), limits)).toBe(false)
  })

  test('that only wakes up now and then is stalled: a git that waits for a dead connection', () => {
    expect(isStalled(watched(times(61, (n) => ({ cpuMs: n * 2 }))), limits)).toBe(true)
  })

  test('is not blamed for a machine that slept', () => {
    const before = watched(times(10, () => silent))
    expect(afterSample(before, silent, 10_000_000, limits).idleMs).toBe(before.idleMs + limits.maxStepMs)
  })

  test('is not blamed for a clock that went back', () => {
    const before = watched(times(10, () => silent))
    expect(afterSample(before, silent, 0, limits).idleMs).toBe(before.idleMs)
  })
})

test('the first search is no sign of life, nor is a look that was not taken', () => {
  expect(watched([{ search: 'a 1' }, { search: null }, { search: 'a 1' }]).idleMs).toBe(3_000)
})

test('the least processor time grows with the time allowed', () => {
  expect([leastCpuMs(1_000), leastCpuMs(60_000)]).toEqual([20, 200])
})

test('something new in every sample is life for ever; nothing new is a stall, in exactly as many samples as it takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.boolean(), (count, moves) => {
      const watch = watched(times(count, (n) => ({ lines: moves ? n + 1 : 0 })))
      expect(isStalled(watch, limits)).toBe(!moves && count >= 60)
    }),
  )
})
