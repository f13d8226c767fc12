// The order of Go versions.

import { expect, test } from '@jest/globals'
import { compareGoVersions } from '../../src/go/go-version.ts'

test('Go versions from old to new', () => {
  const ascending = [
    'nonsense',
    '1.9',
    '1.16',
    '1.17beta1',
    '1.17rc1',
    '1.17',
    '1.17.1',
    '1.20.14',
    '1.21',
    '1.21rc2',
    '1.21.0',
    '1.21.10',
    '1.22rc1',
    '1.100.0',
    '2.0',
  ]
  expect([...ascending].sort().sort(compareGoVersions)).toEqual(ascending)
  expect(compareGoVersions('1.17', '1.17.0')).toBe(0)
})
