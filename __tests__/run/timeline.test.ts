// When a run's steps began, and how long they took.

import { expect, test } from '@jest/globals'
import { createTimeline, unlessIdle } from '../../src/run/timeline.ts'

test('steps are told from the start of the run; one that had nothing to do, or threw, is none', async () => {
  let nowMs = 1_000
  const timeline = createTimeline({ now: () => nowMs })
  const takes = (ms: number) => async () => {
    nowMs += ms
    return ms
  }
  const upstreams = [{ proxy: 'https://a.example', startMs: 0, ms: 40, requests: 1, ok: 1 }]
  nowMs += 5
  expect(await timeline.measure({ step: 'restore' }, takes(0))).toBe(0)
  expect(await timeline.measure({ step: 'fetch', attempt: 1 }, takes(40), () => ({ upstreams }))).toBe(40)
  await expect(timeline.measure({ step: 'probe' }, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
  await timeline.measure({ step: 'go', attempt: 1 }, takes(2.6))
  const isOff = async () => ({ ms: await takes(12)().then(() => 0) })
  await timeline.measure({ step: 'save' }, isOff, unlessIdle)
  expect(timeline.steps()).toEqual([
    { step: 'fetch', attempt: 1, startMs: 5, ms: 40, upstreams },
    { step: 'go', attempt: 1, startMs: 45, ms: 3 },
  ])
})
