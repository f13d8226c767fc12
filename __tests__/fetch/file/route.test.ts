// Decides the next step of a file: GOPROXY's rules as laws.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Candidate, type GroupView, nextStep } from '../../../src/fetch/file/route.ts'

const ready = { kind: 'ready' } as const
const givenUp = { kind: 'given-up' } as const
const paused = (untilMs: number | null) => ({ kind: 'paused', untilMs }) as const
const view = (candidates: readonly Candidate[], rest: Partial<GroupView> = {}): GroupView => ({
  candidates,
  isLast: false,
  ...rest,
})
const candidate = (availability: Candidate['availability'], tried: Candidate['tried'] = null): Candidate => ({
  availability,
  tried,
  isAskedLast: false,
})
const givingLittle = (given: Candidate): Candidate => ({ ...given, isAskedLast: true })

describe('next step', () => {
  const table: readonly (readonly [name: string, group: GroupView, step: unknown])[] = [
    [
      'the first is asked first',
      view([candidate(ready), candidate(ready)]),
      { kind: 'request', candidate: 0 },
    ],
    [
      'one that is paused is passed over',
      view([candidate(paused(9)), candidate(ready)]),
      { kind: 'request', candidate: 1 },
    ],
    [
      'one that gives little is asked after the others',
      view([givingLittle(candidate(ready)), candidate(ready)]),
      { kind: 'request', candidate: 1 },
    ],
    [
      'and before anything is waited for',
      view([givingLittle(candidate(ready)), candidate(paused(9))]),
      { kind: 'request', candidate: 0 },
    ],
    [
      'all are paused: until the first may be asked',
      view([candidate(paused(9)), candidate(paused(5))]),
      { kind: 'wait', untilMs: 5 },
    ],
    [
      'one on trial: until something changes',
      view([candidate(paused(null))]),
      { kind: 'wait', untilMs: null },
    ],
    [
      'failed, the other is paused: both come back',
      view([candidate(paused(7), 'failed'), candidate(paused(5))]),
      { kind: 'back-off', untilMs: 5, isOutage: true },
    ],
    [
      'failed here, though well elsewhere',
      view([candidate(ready, 'failed')]),
      { kind: 'back-off', untilMs: null, isOutage: false },
    ],
    ['failed, and never came back', view([candidate(givenUp, 'failed')]), { kind: 'leave', why: 'failed' }],
    ['never asked, since it was given up', view([candidate(givenUp)]), { kind: 'leave', why: 'given-up' }],
    ['agreed absence', view([candidate(ready, 'absent')]), { kind: 'next-group' }],
    [
      'agreed absence in the last group',
      view([candidate(ready, 'absent')], { isLast: true }),
      { kind: 'leave', why: 'absent' },
    ],
    [
      'a refusal among absences',
      view([candidate(ready, 'absent'), candidate(ready, 'refused')]),
      { kind: 'leave', why: 'refused' },
    ],
    [
      'one given up among absences',
      view([candidate(ready, 'absent'), candidate(givenUp)]),
      { kind: 'leave', why: 'given-up' },
    ],
  ]
  test.each(table)('%s', (_, group, step) => {
    expect(nextStep(group)).toEqual(step)
  })
})

const anyMember: fc.Arbitrary<Candidate> = fc.record({
  availability: fc.oneof(
    fc.constant(ready),
    fc.constant(givenUp),
    fc.record({ kind: fc.constant('paused' as const), untilMs: fc.option(fc.nat()) }),
  ),
  tried: fc.constantFrom('absent' as const, 'refused' as const, 'failed' as const, null),
  isAskedLast: fc.boolean(),
})
const group = fc.record({
  candidates: fc.array(anyMember, { minLength: 1, maxLength: 5 }),
  isLast: fc.boolean(),
})

test('a comma is passed only where every candidate said that it lacks the file', () => {
  fc.assert(
    fc.property(group, (given) => {
      const step = nextStep(given)
      if (step.kind === 'next-group')
        expect(given.candidates.every(({ tried }) => tried === 'absent')).toBe(true)
    }),
  )
})

test('only an untried upstream that is ready is asked, and before any wait', () => {
  fc.assert(
    fc.property(group, (given) => {
      const step = nextStep(given)
      const may = given.candidates.filter(
        ({ tried, availability }) => tried === null && availability.kind === 'ready',
      )
      const first = may.find(({ isAskedLast }) => !isAskedLast) ?? may[0]
      expect(step.kind === 'request' ? given.candidates[step.candidate] : undefined).toBe(first)
    }),
  )
})
