// What a worker gets at once.

import { expect, test } from '@jest/globals'
import { createTaskQueue, weightOf } from '../../../src/modcache/unpack/task-queue.ts'

const module = { path: 'example.com/a', version: 'v1.0.0' }

function queueOf(weights: readonly number[]) {
  const queue = createTaskQueue()
  for (const [index, weight] of weights.entries())
    queue.add({
      task: { file: { ...module, kind: 'mod' }, path: String(index) },
      weight,
      resolve: () => {},
      reject: () => {},
    })
  return queue
}

test.each<[string, readonly number[], number, readonly number[]]>([
  ['nothing of nothing', [], 2, []],
  ['one, however large', [5_000_000, 1], 2, [5_000_000]],
  ['several small ones', [1_000, 2_000, 3_000, 100_000], 2, [1_000, 2_000, 3_000]],
  ['no more than a share', [10, 10, 10, 10], 2, [10, 10]],
  ['no more than a request holds', [200_000, 50_000, 50_000, 900_000], 1, [200_000, 50_000]],
])('%s', (_, weights, workers, taken) => {
  const queue = queueOf(weights)
  expect(queue.take(workers, true).map(({ weight }) => weight)).toEqual(taken)
  const sum = (of: readonly number[]) => of.reduce((total, weight) => total + weight, 0)
  expect(queue.weight()).toBe(sum(weights) - sum(taken))
  expect(queue.takeAll()).toHaveLength(weights.length - taken.length)
  expect(queue.weight()).toBe(0)
})

test('one large zip at a time: while it is at work, others get what lies behind the next one', () => {
  const queue = queueOf([20_000_000, 10, 30_000_000, 10])
  const weights = (mayBeLarge: boolean) => queue.take(2, mayBeLarge).map(({ weight }) => weight)
  expect(weights(true)).toEqual([20_000_000])
  expect(weights(false)).toEqual([10])
  expect(weights(false)).toEqual([10])
  expect(weights(false)).toEqual([])
  expect(weights(true)).toEqual([30_000_000])
  expect(weights(true)).toEqual([])
})

test('a zip weighs more than its bytes, and a file of unknown size as much as starting a worker', () => {
  const sums = ['h1:x=']
  const bytes = new Uint8Array(100)
  const zip = weightOf({ module, source: { kind: 'bytes', bytes }, sums })
  expect(zip).toBeGreaterThan(100)
  expect(weightOf({ module, source: { kind: 'file', path: 'x', sizeBytes: 100 }, sums })).toBe(zip)
  expect(weightOf({ module, source: { kind: 'file', path: 'x' }, sums })).toBeGreaterThan(1_000_000)
  expect(weightOf({ file: { ...module, kind: 'mod' }, path: 'x' })).toBeLessThan(zip)
})
