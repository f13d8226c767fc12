// Under which key a run keeps what it has, by what it found and how it ended.

import { describe, expect, test } from '@jest/globals'
import { cacheKey } from '../../src/cache/key.ts'
import { addsEnough, type FoundEntry, nextEntry } from '../../src/cache/next-entry.ts'
import type { RestoreOutcome } from '../../src/cache/outcome.ts'

const made = cacheKey({ prefix: 'p', scopes: [] })
if ('problem' in made) throw new Error(made.problem)
const { key } = made
const day = '2026-03-04'
const date = new Date(`${day}T12:00:00Z`)
const held = new Set(['a.mod'])
const trusted = { restore: true, save: true, reason: 'a push' }

const found = (name: string): FoundEntry => ({ key: name, held })
const exact = (name: string): RestoreOutcome => ({ kind: 'exact', key: name, files: 1, bytes: 1 })
const partial = (name: string): RestoreOutcome => ({ kind: 'partial', key: name, files: 1, bytes: 1 })
const corrupt: RestoreOutcome = { kind: 'corrupt', reason: 'damaged' }
const miss: RestoreOutcome = { kind: 'miss' }

interface Given {
  readonly outcome: RestoreOutcome
  readonly entry?: FoundEntry
  readonly isComplete?: boolean
  readonly isCancelled?: boolean
}

const next = ({ outcome, entry, isComplete = true, isCancelled = false }: Given, policy = trusted) => {
  const restored = { outcome, entry: entry ?? null }
  return nextEntry({ key: made, policy, restored, isComplete, isCancelled, date })
}

describe('a complete module cache', () => {
  test.each<[string, Given, string]>([
    ['nothing was found', { outcome: miss }, key],
    ['the service was in trouble', { outcome: { kind: 'unavailable', reason: 'down' } }, key],
    ['nobody was asked', { outcome: { kind: 'off', reason: 'write-only' } }, key],
    ['an entry of other files', { outcome: partial('other'), entry: found('other') }, key],
    ['a damaged entry of other files', { outcome: corrupt, entry: found('other') }, key],
    ['what a failed run left', { outcome: partial('x'), entry: found(`${made.incomplete}${day}`) }, key],
    ['an incomplete entry of these files', { outcome: partial(key), entry: found(key) }, `${key}-2`],
    ['a damaged entry of these files', { outcome: corrupt, entry: found(key) }, `${key}-2`],
    ['a damaged second one', { outcome: corrupt, entry: found(`${key}-2`) }, `${key}-3`],
  ])('%s', (_, given, expected) => {
    expect(next(given)).toMatchObject({ kind: 'save', key: expected, isIncomplete: false })
  })

  test('the files of an entry of other files count for nothing, those of an entry in need of a successor do', () => {
    expect(next({ outcome: partial('other'), entry: found('other') })).toMatchObject({ held: new Set() })
    expect(next({ outcome: partial(key), entry: found(key) })).toMatchObject({ held })
  })

  test.each<[string, Given, RegExp]>([
    ['an exact hit', { outcome: exact(key), entry: found(key) }, /restored and is complete/],
    ['an exact hit of the third generation', { outcome: exact(`${key}-3`) }, /restored and is complete/],
    ['the third damaged entry', { outcome: corrupt, entry: found(`${key}-3`) }, /3 entries .* cache-prefix/],
    ['a cancelled run', { outcome: miss, isCancelled: true }, /cancelled/],
  ])('%s: nothing is saved', (_, given, reason) => {
    expect(next(given)).toEqual({ kind: 'skip', reason: expect.stringMatching(reason) })
  })
})

describe('an incomplete module cache', () => {
  const today = `${made.incomplete}${day}`

  test.each<[string, RestoreOutcome, FoundEntry | undefined]>([
    ['nothing was found', miss, undefined],
    ['an entry of other files', partial('other'), found('other')],
    ['an incomplete entry of these files', partial(key), found(key)],
    ['a damaged entry', corrupt, found(key)],
    ['what a run of the day before left', partial('x'), found(`${made.incomplete}2026-03-03`)],
  ])('%s: kept under a key of the day', (_, outcome, entry) => {
    expect(next({ outcome, ...(entry && { entry }), isComplete: false })).toEqual({
      kind: 'save',
      key: today,
      isIncomplete: true,
      held: entry?.held ?? new Set(),
    })
  })

  test.each<[string, Given]>([
    ['what an earlier run of the day left', { outcome: partial(today), entry: found(today) }],
    ['an exact hit', { outcome: exact(key), entry: found(key) }],
    ['a restore that was given up', { outcome: { kind: 'slow', limitMs: 1 } }],
    ['a service in trouble', { outcome: { kind: 'unavailable', reason: 'down' } }],
    ['a denied restore', { outcome: { kind: 'denied', reason: 'no scope' } }],
    ['no restore', { outcome: { kind: 'off', reason: 'write-only' } }],
    ['a cancelled run', { outcome: miss, isCancelled: true }],
  ])('%s: nothing is saved', (_, given) => {
    expect(next({ ...given, isComplete: false }).kind).toBe('skip')
  })
})

test.each([true, false])('a run that may not save never does (complete: %s)', (isComplete) => {
  const policy = { restore: true, save: false, reason: 'a fork' }
  expect(next({ outcome: miss, isComplete }, policy)).toEqual({ kind: 'skip', reason: 'a fork' })
})

test.each<[string, boolean, Readonly<Record<string, number>>, boolean]>([
  ['all held, complete', false, { 'a.mod': 9 }, false],
  ['one small file new, complete', false, { 'a.mod': 99, 'b.mod': 1 }, true],
  ['less than a quarter new, incomplete', true, { 'a.mod': 76, 'b.zip': 24 }, false],
  ['a quarter new, incomplete', true, { 'a.mod': 75, 'b.zip': 25 }, true],
  ['all new, incomplete', true, { 'b.zip': 25 }, true],
])('is it worth an entry? %s', (_, isIncomplete, sizes, expected) => {
  const files = Object.entries(sizes).map(([name, bytes]) => ({ name, bytes }))
  expect(addsEnough({ isIncomplete, held }, files)).toBe(expected)
})
