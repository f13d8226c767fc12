// The next step of a file: GOPROXY's rules as laws.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type GroupView, type Member, nextStep } from '../../../src/fetch/file/route.ts'

const ready = { kind: 'ready' } as const
const gone = { kind: 'gone' } as const
const resting = (untilMs: number | null) => ({ kind: 'resting', untilMs }) as const
const view = (members: readonly Member[], rest: Partial<GroupView> = {}): GroupView => ({
  members,
  isLast: false,
  ...rest,
})
const member = (availability: Member['availability'], tried: Member['tried'] = null): Member => ({
  availability,
  tried,
  isBarren: false,
})
const barren = (given: Member): Member => ({ ...given, isBarren: true })

describe('next step', () => {
  const table: readonly (readonly [name: string, group: GroupView, step: unknown])[] = [
    ['the first is asked first', view([member(ready), member(ready)]), { kind: 'ask', member: 0 }],
    ['one that rests is passed over', view([member(resting(9)), member(ready)]), { kind: 'ask', member: 1 }],
    [
      'one that had nothing lately is asked after the others',
      view([barren(member(ready)), member(ready)]),
      { kind: 'ask', member: 1 },
    ],
    [
      'and before anything is waited for',
      view([barren(member(ready)), member(resting(9))]),
      { kind: 'ask', member: 0 },
    ],
    [
      'all rest: until the first may be asked',
      view([member(resting(9)), member(resting(5))]),
      { kind: 'rest', untilMs: 5 },
    ],
    ['one on trial: until something changes', view([member(resting(null))]), { kind: 'rest', untilMs: null }],
    [
      'failed, the other rests: both come back',
      view([member(resting(7), 'failed'), member(resting(5))]),
      { kind: 'back-off', untilMs: 5, isOutage: true },
    ],
    [
      'failed here, though well elsewhere',
      view([member(ready, 'failed')]),
      { kind: 'back-off', untilMs: null, isOutage: false },
    ],
    ['failed, and never came back', view([member(gone, 'failed')]), { kind: 'leave', why: 'failed' }],
    ['never asked, since it is gone', view([member(gone)]), { kind: 'leave', why: 'gone' }],
    ['agreed absence', view([member(ready, 'absent')]), { kind: 'next-group' }],
    [
      'agreed absence in the last group',
      view([member(ready, 'absent')], { isLast: true }),
      { kind: 'leave', why: 'absent' },
    ],
    [
      'a refusal among absences',
      view([member(ready, 'absent'), member(ready, 'refused')]),
      { kind: 'leave', why: 'refused' },
    ],
    [
      'one gone among absences',
      view([member(ready, 'absent'), member(gone)]),
      { kind: 'leave', why: 'gone' },
    ],
  ]
  test.each(table)('%s', (_, group, step) => {
    expect(nextStep(group)).toEqual(step)
  })
})

const anyMember: fc.Arbitrary<Member> = fc.record({
  availability: fc.oneof(
    fc.constant(ready),
    fc.constant(gone),
    fc.record({ kind: fc.constant('resting' as const), untilMs: fc.option(fc.nat()) }),
  ),
  tried: fc.constantFrom('absent' as const, 'refused' as const, 'failed' as const, null),
  isBarren: fc.boolean(),
})
const group = fc.record({
  members: fc.array(anyMember, { minLength: 1, maxLength: 5 }),
  isLast: fc.boolean(),
})

test('a comma is passed only where every member said that it lacks the file', () => {
  fc.assert(
    fc.property(group, (given) => {
      const step = nextStep(given)
      if (step.kind === 'next-group')
        expect(given.members.every(({ tried }) => tried === 'absent')).toBe(true)
    }),
  )
})

test('only an untried upstream that is ready is asked, and before any wait', () => {
  fc.assert(
    fc.property(group, (given) => {
      const step = nextStep(given)
      const may = given.members.filter(
        ({ tried, availability }) => tried === null && availability.kind === 'ready',
      )
      const first = may.find(({ isBarren }) => !isBarren) ?? may[0]
      expect(step.kind === 'ask' ? given.members[step.member] : undefined).toBe(first)
    }),
  )
})
