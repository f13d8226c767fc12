// What a worker gets at once.

import { expect, test } from '@jest/globals'
import { createTaskQueue, roomBeside, weightOf } from '../../../src/modcache/unpack/task-queue.ts'

const module = { path: 'example.com/a', version: 'v1.0.0' }

function queueOf(weights: readonly number[]) {
  const queue = createTaskQueue()
  for (const [index, weight] of weights.entries())
    void queue.add({ file: { ...module, kind: 'mod' }, path: String(index) }, weight)
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
  expect(queue.take(workers, Number.POSITIVE_INFINITY).map(({ weight }) => weight)).toEqual(taken)
  const sum = (of: readonly number[]) => of.reduce((total, weight) => total + weight, 0)
  expect(queue.weight()).toBe(sum(weights) - sum(taken))
  expect(queue.takeAll()).toHaveLength(weights.length - taken.length)
  expect(queue.weight()).toBe(0)
})

test('what is too heavy for the room that is left keeps its turn, and others get what lies behind it', () => {
  const queue = queueOf([20_000_000, 10, 30_000_000, 10])
  const weights = (room: number) => queue.take(2, room).map(({ weight }) => weight)
  expect(weights(25_000_000)).toEqual([20_000_000])
  expect(weights(25_000_000)).toEqual([10])
  expect(weights(25_000_000)).toEqual([10])
  expect(weights(25_000_000)).toEqual([])
  expect(weights(Number.POSITIVE_INFINITY)).toEqual([30_000_000])
  expect(weights(Number.POSITIVE_INFINITY)).toEqual([])
})

test('any zip may be begun alone, and beside others as much as memory holds', () => {
  const [large, small] = queueOf([100_000_000, 1_000]).takeAll()
  if (large === undefined || small === undefined) throw new Error('two wait')
  expect(roomBeside([])).toBeGreaterThan(large.weight)
  expect(roomBeside([large])).toBeLessThan(small.weight)
  expect(roomBeside([small])).toBeGreaterThan(40_000_000)
})

test('a zip weighs more than its bytes, and a file that is only linked less', () => {
  const sums = ['h1:x=']
  const bytes = new Uint8Array(100)
  const zip = weightOf({ module, source: { kind: 'bytes', bytes }, sums })
  expect(zip).toBeGreaterThan(100)
  expect(weightOf({ module, source: { kind: 'file', path: 'x', sizeBytes: 100 }, sums })).toBe(zip)
  expect(weightOf({ file: { ...module, kind: 'mod' }, path: 'x' })).toBeLessThan(zip)
})
