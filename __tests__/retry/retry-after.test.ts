// What a server asks for with Retry-After, also a hostile one.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { retryAfterMs } from '../../src/retry/retry-after.ts'

const now = new Date('2026-03-01T12:00:00Z')
const day = 86_400_000

test.each([
  ['nothing', undefined, null],
  ['null, as Headers.get gives it', null, null],
  ['an empty value', '', null],
  ['seconds', '120', 120_000],
  ['zero', '0', 0],
  ['blanks around', '  7 ', 7_000],
  ['a date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['a date that has passed', 'Sat, 28 Feb 2026 12:00:00 GMT', 0],
  ['a date of RFC 850', 'Sunday, 01-Mar-26 12:01:00 GMT', 60_000],
  ['a date of RFC 850 in the last century', 'Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['a date of asctime', 'Sun Mar  1 12:00:10 2026', 10_000],
  ['a negative number', '-5', null],
  ['a fraction', '1.5', null],
  ['hexadecimal', '0x10', null],
  ['garbage', 'soon', null],
  ['garbage that Date.parse would take', 'March 7', null],
  ['a date that is none', 'Sun, 31 Feb 2026 12:00:00 GMT', null],
  ['an hour that is none', 'Sun, 01 Mar 2026 25:00:00 GMT', null],
  ['another time zone', 'Sun, 01 Mar 2026 12:00:30 CET', null],
  ['a hundred years in seconds', '3153600000', day],
  ['more digits than a number holds', '9'.repeat(400), day],
  ['a hundred years as a date', 'Sun, 01 Mar 2126 12:00:00 GMT', day],
  ['two values as one header', '5, 20', 20_000],
  ['two headers', ['5', '3'], 5_000],
  ['a date and seconds', 'Sun, 01 Mar 2026 12:00:30 GMT, 40', 40_000],
  ['seconds and a date', '10, Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['one value of two is garbage', 'soon, 9', 9_000],
] as const)('%s', (_, header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected)
})

test('any text gives null or a wait between nothing and a day', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 3_000 }), fc.stringMatching(/^[\d, :A-Za-z-]{0,60}$/)),
      (text) => {
        const wait = retryAfterMs(text, now)
        expect(wait === null || (wait >= 0 && wait <= day)).toBe(true)
      },
    ),
  )
})
