// What a run tells of a shared store, and whether it writes to it.

import { describe, expect, test } from '@jest/globals'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { restoreOutcome, saveOutcome, sharedReport, whyNotWrite } from '../../src/run/shared-store-report.ts'
import type { StoreSummary } from '../../src/store/session.ts'
import type { WrittenFiles } from '../../src/store/write-missing.ts'

const file: ModuleFile = { path: 'example.com/a', version: 'v1.0.0', kind: 'zip' }
const nothing: StoreSummary = {
  wasAsked: true,
  read: { files: 0, bytes: 0 },
  lacking: [],
  refused: [],
  failed: {},
  givenUp: null,
  ms: 10,
}
const some = { files: 3, bytes: 300 }
const at = { key: 'k', isWhole: false, limitMs: 1_000 }

describe('reading', () => {
  test.each<[string, Partial<StoreSummary>, Partial<typeof at>, object]>([
    ['all of it', { read: some }, { isWhole: true }, { kind: 'exact', key: 'k', files: 3, bytes: 300 }],
    ['a part', { read: some, lacking: [file] }, {}, { kind: 'partial', key: 'k', files: 3, bytes: 300 }],
    ['none of it', { lacking: [file] }, {}, { kind: 'miss' }],
    ['denied', { givenUp: { kind: 'denied', reason: 'no' } }, {}, { kind: 'denied', reason: 'no' }],
    [
      'another region',
      { givenUp: { kind: 'misconfigured', reason: 'x' } },
      {},
      { kind: 'unavailable', reason: 'x' },
    ],
    ['silent', { givenUp: { kind: 'slow', reason: 'x' } }, {}, { kind: 'slow', limitMs: 1_000 }],
    ['busy', { givenUp: { kind: 'busy', reason: 'x' } }, {}, { kind: 'rate-limited', reason: 'x' }],
    [
      'wrong bytes only',
      { refused: [{ file, kind: 'tampered', reason: 'x' }] },
      {},
      { kind: 'corrupt', reason: 'example.com/a@v1.0.0: x' },
    ],
    [
      'failures only',
      { failed: { unavailable: 2 } },
      {},
      { kind: 'unavailable', reason: 'some requests failed' },
    ],
  ])('%s', (_, summary, how, outcome) => {
    expect(restoreOutcome({ ...nothing, ...summary }, { ...at, ...how })).toEqual(outcome)
  })
})

describe('writing', () => {
  const policy = { restore: true, save: true, reason: 'a push' }
  const ended = {
    policy,
    isCancelled: false,
    isComplete: true,
    restored: { outcome: { kind: 'miss' }, problems: [], entry: null, ms: 0 },
    summary: { ...nothing, lacking: [file] },
  } as const

  test.each<[string, Partial<Parameters<typeof whyNotWrite>[0]>, string | null]>([
    ['what it lacked', {}, null],
    [
      'where refusals may mean absence',
      {
        summary: { ...nothing, lacking: [file], givenUp: { kind: 'denied', reason: 'x', mayBeAbsent: true } },
      },
      null,
    ],
    ['nothing: the policy', { policy: { ...policy, save: false, reason: 'a fork' } }, 'a fork'],
    ['nothing: cancelled', { isCancelled: true }, 'the run was cancelled'],
    ['nothing: incomplete', { isComplete: false }, 'the module cache is not complete'],
    ['nothing: it has all', { summary: nothing }, 'the store has everything'],
    [
      'nothing: there was nothing to ask',
      { summary: { ...nothing, wasAsked: false } },
      'go.sum names nothing that was missing and may be shared',
    ],
    [
      'nothing: it was not needed',
      {
        summary: { ...nothing, wasAsked: false },
        restored: { ...ended.restored, outcome: { kind: 'not-needed', reason: 'nothing was missing' } },
      },
      'nothing was missing',
    ],
    [
      'nothing: given up',
      { summary: { ...nothing, lacking: [file], givenUp: { kind: 'slow', reason: 'x' } } },
      'the store was given up: x',
    ],
  ])('%s', (_, changes, why) => {
    expect(whyNotWrite({ ...ended, ...changes })).toBe(why)
  })

  const written: WrittenFiles = { files: 0, bytes: 0, existed: 0, trouble: null, left: 0 }

  test.each<[string, Partial<WrittenFiles>, object]>([
    ['some', { ...some, existed: 1 }, { kind: 'saved', key: 'k', ...some }],
    ['others were faster', { existed: 3 }, { kind: 'exists', key: 'k' }],
    ['denied', { trouble: { kind: 'denied', reason: 'x' }, left: 3 }, { kind: 'denied', reason: 'x' }],
    ['too slow', { trouble: { kind: 'slow', reason: 'x' }, left: 3 }, { kind: 'slow', limitMs: 5 }],
    ['nothing', {}, { kind: 'skipped', reason: 'the store has everything' }],
  ])('%s', (_, changes, outcome) => {
    expect(saveOutcome({ ...written, ...changes }, { key: 'k', limitMs: 5 })).toEqual(outcome)
  })

  test('refusals that meant absence are no trouble once something was written', () => {
    const givenUp = { kind: 'denied', reason: 'x', mayBeAbsent: true } as const
    expect(sharedReport({ ...nothing, givenUp }, null).troubles).toEqual(['x'])
    expect(sharedReport({ ...nothing, givenUp }, { ...written, ...some }).troubles).toEqual([])
  })
})
