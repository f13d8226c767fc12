// When a store is given up, and how many requests it gets at once.

import { describe, expect, test } from '@jest/globals'
import { afterAnswer, afterTrouble, type StoreHealth, unknownHealth } from '../../src/store/health.ts'
import type { StoreTrouble, StoreTroubleKind } from '../../src/store/trouble.ts'

type Signal = StoreTroubleKind | 'answer' | 'denied, or absent'

function told(signals: readonly Signal[]): StoreHealth {
  return signals.reduce<StoreHealth>((health, signal) => {
    if (signal === 'answer') return afterAnswer(health)
    const trouble: StoreTrouble =
      signal === 'denied, or absent'
        ? { kind: 'denied', reason: signal, mayBeAbsent: true }
        : { kind: signal, reason: signal }
    return afterTrouble(health, trouble)
  }, unknownHealth)
}

const times = (count: number, ...signals: readonly Signal[]): readonly Signal[] =>
  Array.from({ length: count }, () => signals).flat()

describe('a store is', () => {
  test.each([
    ['asked on after an answer', ['answer'], null],
    ['asked on after two failures', times(2, 'unavailable'), null],
    ['given up after three in a row', times(3, 'unavailable'), 'unavailable'],
    ['asked on where answers come between them', times(10, 'unavailable', 'unavailable', 'answer'), null],
    ['asked on after one silence', ['slow'], null],
    ['given up after two', ['slow', 'slow'], 'slow'],
    ['given up at once for a wrong key', ['denied'], 'denied'],
    ['given up at once even after answers', ['answer', 'denied'], 'denied'],
    ['given up at once for another region', ['misconfigured'], 'misconfigured'],
    ['asked on after objects that are no plain files', times(200, 'refused'), null],
    ['asked on after 19 refusals that may mean absence', times(19, 'denied, or absent'), null],
    ['given up after 20 of them', times(20, 'denied, or absent'), 'denied'],
    [
      'asked on after any number, once it gave something',
      ['answer', ...times(200, 'denied, or absent')],
      null,
    ],
    [
      'asked on after a burst that was too much for it',
      [...times(64, 'busy'), 'answer', ...times(64, 'busy')],
      null,
    ],
    ['given up where it never has time', times(100, 'busy'), 'busy'],
  ] as const)('%s', (_, signals, givenUp) => {
    expect(told(signals as readonly Signal[]).givenUp?.kind ?? null).toBe(givenUp)
  })
})

test('one that asks for fewer requests gets half as many, and never less than four', () => {
  expect(told([]).width).toBe(64)
  expect(told(['busy']).width).toBe(32)
  expect(told(times(50, 'busy')).width).toBe(4)
})

test('the first reason stays', () => {
  expect(told(['denied', 'misconfigured']).givenUp?.kind).toBe('denied')
})
