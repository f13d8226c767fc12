// Versions of modules: canonical form, order, major version.

import { describe, expect, test } from '@jest/globals'
import { canonicalVersion, compareVersions, majorVersion } from '../../src/go/version.ts'

describe('canonicalVersion', () => {
  test.each([
    ['v1.2.3', 'v1.2.3'],
    ['v1.2', 'v1.2.0'],
    ['v1', 'v1.0.0'],
    ['v1.2.3-rc.1', 'v1.2.3-rc.1'],
    ['v2.0.0+incompatible', 'v2.0.0+incompatible'],
    ['v1.2.3+meta', 'v1.2.3'],
    ['v0.0.0-20200101000000-0123456789ab', 'v0.0.0-20200101000000-0123456789ab'],
    ['1.2.3', null],
    ['v01.2.3', null],
    ['v1.2.3-01', null],
    ['v1.2.3-0a', 'v1.2.3-0a'],
    ['v1.2-rc1', null],
    ['v1.2.3-', null],
    ['v1.2.3-a..b', null],
    ['master', null],
    ['', null],
  ])('%s is written %s', (version, canonical) => {
    expect(canonicalVersion(version)).toBe(canonical)
  })
})

test('versions are ordered as semantic versions, not as texts', () => {
  const ascending = [
    'not a version',
    'v0.9.0',
    'v1.0.0-alpha',
    'v1.0.0-alpha.1',
    'v1.0.0-alpha.beta',
    'v1.0.0-beta',
    'v1.0.0-beta.2',
    'v1.0.0-beta.11',
    'v1.0.0-rc.1',
    'v1.0.0',
    'v1.2.0',
    'v1.10.0',
    'v10.0.0',
    'v99999999999999999999.0.0',
  ]
  const shuffled = [...ascending].sort()
  expect(shuffled.sort(compareVersions)).toEqual(ascending)
  expect(compareVersions('v2.0.0+incompatible', 'v2.0.0')).toBe(0)
})

test.each([
  ['v1.2.3', 'v1'],
  ['v10.0.0-rc.1', 'v10'],
  ['latest', ''],
])('the major version of %s is "%s"', (version, major) => {
  expect(majorVersion(version)).toBe(major)
})
