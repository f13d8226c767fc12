// A priority queue: the lowest number first, the oldest among equals.

import { expect, test } from '@jest/globals'
import { createPriorityQueue } from '../../../src/fetch/upstream/priority-queue.ts'

test('the lowest number goes first, the oldest among equals; those that are meant leave at once', () => {
  const queue = createPriorityQueue<string>()
  for (const [priority, item] of [
    [3, 'zip 1'],
    [1, 'mod 1'],
    [3, 'zip 2'],
    [0, 'retry'],
    [1, 'mod 2'],
  ] as const)
    queue.add(priority, item)
  expect(queue.takeAll((item) => item === 'mod 1')).toEqual(['mod 1'])
  expect([queue.takeFirst(), queue.takeFirst()]).toEqual(['retry', 'mod 2'])
  expect(queue.takeAll()).toEqual(['zip 1', 'zip 2'])
  expect([queue.isEmpty(), queue.takeFirst()]).toEqual([true, null])
})
