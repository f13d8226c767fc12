// What an error says, whichever realm it comes from.

import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from '@jest/globals'
import { errorCode, errorMessage, errorStack, errorText } from '../../src/text/error.ts'

function thrownBy(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}

test.each([
  ['of Node', thrownBy(() => readFileSync('/nowhere/at/all')), 'ENOENT', /^ENOENT: no such file/],
  ['of another realm', runInNewContext("Object.assign(new Error('over'), { code: 'E' })"), 'E', /^over$/],
  ['without a code', new Error('over'), null, /^over$/],
  ['with a code that is no text', Object.assign(new Error('over'), { code: 7 }), null, /^over$/],
  ['that is a text', 'over', null, /^over$/],
  ['that is nothing', null, null, /^null$/],
])('what is thrown, %s', (_, error, code, message) => {
  expect(errorCode(error)).toBe(code)
  expect(errorMessage(error)).toMatch(message)
})

test('the stack leads to the line; without one the message stands for it', () => {
  expect(errorStack(new Error('over'))).toMatch(/^Error: over\n +at .*error\.test/)
  expect(errorStack('over')).toBe('over')
  expect(
    errorText(
      thrownBy(() => readFileSync('/nowhere/at/all')),
      'syscall',
    ),
  ).toBe('open')
})
