// Keys as names of folders: nothing gets out of the store, and prefixes stay prefixes.

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { entryKey, entryName, isTemporary, temporaryName } from '../../src/cache/entry-name.ts'

test.each([
  ['go-modules-v2/team/0a1b', 'go-modules-v2%2Fteam%2F0a1b'],
  ['../../etc/passwd', '%2E%2E%2F..%2Fetc%2Fpasswd'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a%2Fb%5Cc%3Ad%2Ae%3Ff%22g%3Ch%3Ei%7Cj'],
  ['.tmp-x', '%2Etmp-x'],
  ['ends with a dot.', 'ends%20with%20a%20dot%2E'],
  ['ü', '%C3%BC'],
])('%s is kept as %s', (key, name) => {
  expect(entryName(key)).toBe(name)
})

test('a key that is empty or too long has no name', () => {
  expect(entryName('')).toBeNull()
  expect(entryName('k'.repeat(255))).not.toBeNull()
  expect(entryName('k'.repeat(256))).toBeNull()
})

test('a name leads back to its key, and is one safe path element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (key) => {
      const name = entryName(key)
      if (name === null) return
      expect(entryKey(name)).toBe(key)
      expect(name).toMatch(/^[A-Za-z0-9_%-](?:[A-Za-z0-9._%-]*[A-Za-z0-9_%-])?$/)
      expect(isTemporary(name)).toBe(false)
    }),
  )
})

test('keys that begin alike have names that begin alike', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 10 }), fc.string({ maxLength: 10 }), (tail, other) => {
      const [prefix, name] = ['go-modules-v2/x/', 'go-modules-v2%2Fx%2F']
      expect(entryName(`${prefix}${tail}`)?.startsWith(name)).toBe(true)
      expect(entryName(`${prefix}${other}`)?.startsWith(name)).toBe(true)
    }),
  )
})

test.each([temporaryName('1'), '%', '%zz', 'with space', '%61', '.hidden'])(
  '%s is no name of an entry',
  (name) => {
    expect(entryKey(name)).toBeNull()
  },
)
