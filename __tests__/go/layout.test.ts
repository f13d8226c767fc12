// Names of files in the module cache, and back.
// Maps to src/go/module-file.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  checkModuleVersion,
  escapePath,
  escapeVersion,
  fileName,
  parseFileName,
  unescapePath,
  unescapeVersion,
  wirePath,
} from '../../src/go/layout.ts'
import type { ModuleFile } from '../../src/go/module-file.ts'

const azure: ModuleFile = { path: 'github.com/Azure/SDK', version: 'v1.0.0-RC1', kind: 'mod' }

test('capital letters are escaped on disk, and the mark once more on the wire', () => {
  expect(fileName(azure)).toBe('github.com/!azure/!s!d!k/@v/v1.0.0-!r!c1.mod')
  expect(wirePath(azure)).toBe('github.com/%21azure/%21s%21d%21k/@v/v1.0.0-%21r%21c1.mod')
  expect(wirePath({ path: 'example.com/a', version: 'v2.0.0+incompatible', kind: 'zip' })).toBe(
    'example.com/a/@v/v2.0.0+incompatible.zip',
  )
})

const letters = fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/)
const modules = fc
  .record({
    path: fc.array(letters, { maxLength: 4 }).map((elements) => ['example.com', ...elements].join('/')),
    version: fc
      .tuple(fc.nat(), fc.nat(), fc.option(letters))
      .map(([minor, patch, pre]) => `v1.${minor}.${patch}${pre === null ? '' : `-${pre}`}`),
    kind: fc.constantFrom('info' as const, 'mod' as const, 'zip' as const),
  })
  .filter((file) => checkModuleVersion(file) === null)

test('a file name and the file that it stands for are one to one', () => {
  fc.assert(
    fc.property(modules, (file) => {
      expect(parseFileName(fileName(file))).toEqual(file)
      expect(unescapePath(escapePath(file.path))).toBe(file.path)
      expect(unescapeVersion(escapeVersion(file.version))).toBe(file.version)
      expect(fileName(file)).toBe(fileName(file).toLowerCase())
    }),
  )
})

test('whatever the name, what is parsed from it gives the same name again and never leaves the folder', () => {
  const pieces = fc.constantFrom(
    '..',
    '/',
    '@v',
    '!',
    'a',
    'A',
    '.mod',
    '.zip',
    'example.com',
    'v1.0.0',
    '\\',
    '%2f',
    '\0',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const name = parts.join('')
      const file = parseFileName(name)
      if (file === null) return
      expect(fileName(file)).toBe(name)
      expect(name.split('/')).not.toContain('..')
    }),
    { numRuns: 2000 },
  )
})

test.each([
  'example.com/a/@v/list',
  'example.com/a/@v/v1.0.0.ziphash',
  'example.com/a/@v/v1.0.0.lock',
  'example.com/a/@v/v1.0.mod',
  'example.com/A/@v/v1.0.0.mod',
  'example.com/!!a/@v/v1.0.0.mod',
  '../example.com/a/@v/v1.0.0.mod',
  'example.com/a/@v/../v1.0.0.mod',
  '/example.com/a/@v/v1.0.0.mod',
  'example.com/a/@v/v2.0.0.mod',
  'sumdb/sum.golang.org/lookup/example.com/a@v1.0.0',
  'lock',
  '',
])('%s is the name of no module file', (name) => {
  expect(parseFileName(name)).toBeNull()
})

describe('checkModuleVersion', () => {
  test.each([
    ['example.com/a', 'v1.2.3'],
    ['example.com/a', 'v0.0.0-20200101000000-0123456789ab'],
    ['example.com/a', 'v2.0.0+incompatible'],
    ['example.com/a/v2', 'v2.1.0'],
    ['example.com/v2x', 'v1.0.0'],
    ['gopkg.in/yaml.v3', 'v3.0.1'],
    ['gopkg.in/check.v1', 'v0.0.0-20161208181325-20d25e280405'],
    ['gopkg.in/x.v2-unstable', 'v2.0.0'],
    ['golang.org/toolchain', 'v0.0.1-go1.21.0.linux-amd64'],
    ['example.com/~user/a_b-c.d', 'v1.0.0'],
    ['example.com/a~1x', 'v1.0.0'],
  ])('%s %s is valid', (path, version) => {
    expect(checkModuleVersion({ path, version })).toBeNull()
  })

  test.each([
    ['', 'v1.0.0', /empty/],
    ['example', 'v1.0.0', /dot/],
    ['Example.com/a', 'v1.0.0', /lower-case/],
    ['-example.com/a', 'v1.0.0', /dash/],
    ['example.com//a', 'v1.0.0', /empty element/],
    ['example.com/a/', 'v1.0.0', /empty element/],
    ['/example.com/a', 'v1.0.0', /empty element/],
    ['example.com/../a', 'v1.0.0', /only dots/],
    ['example.com/.git', 'v1.0.0', /starts with a dot/],
    ['example.com/a.', 'v1.0.0', /ends with a dot/],
    ['example.com/a b', 'v1.0.0', /character/],
    ['example.com/a+b', 'v1.0.0', /character/],
    ['example.com/a%2fb', 'v1.0.0', /character/],
    ['example.com/a\\b', 'v1.0.0', /character/],
    ['example.com/ä', 'v1.0.0', /character/],
    ['example.com/a\n', 'v1.0.0', /character/],
    ['example.com/CON', 'v1.0.0', /reserved/],
    ['example.com/aux.go', 'v1.0.0', /reserved/],
    ['example.com/com1', 'v1.0.0', /reserved/],
    ['example.com/progra~1', 'v1.0.0', /short name/],
    ['example.com/progra~1.x', 'v1.0.0', /short name/],
    ['example.com/a/v1', 'v1.0.0', /major version suffix/],
    ['example.com/a/v0', 'v0.1.0', /major version suffix/],
    ['example.com/a/v02', 'v2.0.0', /major version suffix/],
    ['example.com/a/v1.2', 'v1.2.0', /major version suffix/],
    ['gopkg.in/yaml', 'v1.0.0', /major version suffix/],
    ['example.com/a', 'v2.0.0', /should be v0 or v1/],
    ['example.com/a/v2', 'v1.0.0', /should be v2/],
    ['example.com/a/v2', 'v3.0.0+incompatible', /should be v2/],
    ['example.com/a', 'v1.0', /canonical/],
    ['example.com/a', 'v1.0.0+meta', /canonical/],
    ['example.com/a', 'latest', /canonical/],
    ['example.com/a', 'v1.0.0/../../x', /canonical/],
    ['example.com/a', '', /canonical/],
  ])('%j %j is refused: %s', (path, version, reason) => {
    expect(checkModuleVersion({ path, version })).toMatch(reason)
  })
})

test('no file name is made of an invalid module', () => {
  expect(() => fileName({ path: '../x', version: 'v1.0.0', kind: 'mod' })).toThrow(RangeError)
  expect(() => fileName({ path: 'example.com/a', version: '../v1', kind: 'mod' })).toThrow(RangeError)
})
