// A circuit breaker over failures in a row.

import { describe, expect, test } from '@jest/globals'
import {
  breakerState,
  closedBreaker,
  onFailure,
  onSuccess,
  onTrialStarted,
} from '../../../src/fetch/upstream/breaker.ts'

describe('the breaker', () => {
  const fail = (times: number) => {
    let breaker = closedBreaker
    for (let n = 0; n < times; n++) breaker = onFailure(breaker, 0, () => 0.5)
    return breaker
  }

  test('opens after three failures in a row, not before', () => {
    expect(breakerState(fail(2), 0).kind).toBe('closed')
    expect(breakerState(fail(3), 0).kind).toBe('open')
    expect(
      breakerState(
        onFailure(onSuccess(fail(2)), 0, () => 0),
        0,
      ).kind,
    ).toBe('closed')
  })

  test('late failures of requests under way do not open it again', () => {
    expect(fail(50)).toMatchObject({ openings: 1, timesOpened: 1 })
  })

  test('lets one request try after the cool-down, and closes when that succeeds', () => {
    const open = fail(3)
    const trial = onTrialStarted(open)
    expect([breakerState(open, 10_000).kind, breakerState(trial, 10_000).kind]).toEqual(['half-open', 'open'])
    expect(breakerState(onSuccess(trial), 10_000).kind).toBe('closed')
  })

  test('cool-downs double, never less than half of the ceiling, and five in a row end it', () => {
    let breaker = fail(3)
    const cooldowns: number[] = []
    for (let opening = 1; opening < 5; opening++) {
      cooldowns.push(breaker.openUntilMs ?? 0)
      breaker = onFailure(onTrialStarted(breaker), 0, () => 0)
    }
    expect(cooldowns).toEqual([375, 500, 1_000, 2_000])
    expect(breakerState(breaker, 1e9).kind).toBe('given-up')
  })
})
