// The next step of a file: GOPROXY's rules as laws.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type GroupView, type Member, nextStep } from '../../src/fetch/route.ts'

const ready = { kind: 'ready' } as const
const gone = { kind: 'gone' } as const
const resting = (untilMs: number | null) => ({ kind: 'resting', untilMs }) as const
const view = (members: readonly Member[], rest: Partial<GroupView> = {}): GroupView => ({
  members,
  isLast: false,
  ...rest,
})
const untried = (availability: Member['availability']): Member => ({ availability, tried: null })

describe('next step', () => {
  const table: readonly (readonly [name: string, group: GroupView, step: unknown])[] = [
    ['the first is asked first', view([untried(ready), untried(ready)]), { kind: 'ask', member: 0 }],
    [
      'one that rests is passed over',
      view([untried(resting(9)), untried(ready)]),
      { kind: 'ask', member: 1 },
    ],
    [
      'all rest: until the first may be asked',
      view([untried(resting(9)), untried(resting(5))]),
      { kind: 'rest', untilMs: 5 },
    ],
    [
      'one on trial: until something changes',
      view([untried(resting(null))]),
      { kind: 'rest', untilMs: null },
    ],
    [
      'failed, the other rests: both come back',
      view([{ availability: resting(7), tried: 'failed' }, untried(resting(5))]),
      { kind: 'back-off', untilMs: 5, isOutage: true },
    ],
    [
      'failed here, though well elsewhere',
      view([{ availability: ready, tried: 'failed' }]),
      { kind: 'back-off', untilMs: null, isOutage: false },
    ],
    [
      'failed, and never came back',
      view([{ availability: gone, tried: 'failed' }]),
      { kind: 'leave', why: 'failed' },
    ],
    ['never asked, since it is gone', view([untried(gone)]), { kind: 'leave', why: 'gone' }],
    ['agreed absence', view([{ availability: ready, tried: 'absent' }]), { kind: 'next-group' }],
    [
      'agreed absence in the last group',
      view([{ availability: ready, tried: 'absent' }], { isLast: true }),
      { kind: 'leave', why: 'absent' },
    ],
    [
      'a refusal among absences',
      view([
        { availability: ready, tried: 'absent' },
        { availability: ready, tried: 'refused' },
      ]),
      { kind: 'leave', why: 'refused' },
    ],
    [
      'one gone among absences',
      view([{ availability: ready, tried: 'absent' }, untried(gone)]),
      { kind: 'leave', why: 'gone' },
    ],
  ]
  test.each(table)('%s', (_, group, step) => {
    expect(nextStep(group)).toEqual(step)
  })
})

const member: fc.Arbitrary<Member> = fc.record({
  availability: fc.oneof(
    fc.constant(ready),
    fc.constant(gone),
    fc.record({ kind: fc.constant('resting' as const), untilMs: fc.option(fc.nat()) }),
  ),
  tried: fc.constantFrom('absent' as const, 'refused' as const, 'failed' as const, null),
})
const group = fc.record({
  members: fc.array(member, { minLength: 1, maxLength: 5 }),
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
      const may = given.members.map(
        ({ tried, availability }) => tried === null && availability.kind === 'ready',
      )
      expect(step.kind === 'ask' ? step.member : -1).toBe(may.indexOf(true))
    }),
  )
})
