// Patterns of GOPRIVATE, GONOPROXY and GONOSUMDB.

import { expect, test } from '@jest/globals'
import { matchPrefixPatterns } from '../../src/go/private.ts'

test.each([
  ['github.com/org', 'github.com/org/repo', true],
  ['github.com/org', 'github.com/org', true],
  ['github.com/org', 'github.com/organisation/repo', false],
  ['github.com/org/', 'github.com/org/repo', true],
  ['github.com/org/*', 'github.com/org', false],
  ['github.com/org/*', 'github.com/org/repo/sub', true],
  ['*.corp.example.com', 'git.corp.example.com/a', true],
  ['*.corp.example.com', 'corp.example.com/a', false],
  ['*.corp.example.com', 'a.b.corp.example.com/a', true],
  ['*', 'example.com/a', true],
  ['', 'example.com/a', false],
  [',,', 'example.com/a', false],
  ['x.com,example.com', 'example.com/a', true],
  ['example.com ', 'example.com/a', false],
  ['EXAMPLE.com', 'example.com/a', false],
  ['example.com/?', 'example.com/a', true],
  ['example.com/?', 'example.com/ab', false],
  ['example?com', 'example/com', false],
  ['example.com/[a-c]x', 'example.com/bx', true],
  ['example.com/[^a-c]x', 'example.com/bx', false],
  ['example.com/[^a-c]x', 'example.com/dx', true],
  ['example.com/[]a]', 'example.com/a', false],
  ['example.com/[a', 'example.com/a', false],
  ['example.com/[]', 'example.com/a', false],
  ['example.com/[-a]', 'example.com/a', false],
  ['example.com/a\\', 'example.com/a', false],
  ['example.com/\\a', 'example.com/a', true],
  ['example.com/[\\]a]', 'example.com/]', true],
  ['example.com/[a/b', 'example.com/a/b', false],
  ['example.com/[', 'example.com/a', false],
  ['[,example.com', 'example.com/a', true],
  ['*a*b*c', 'xaxbxc/d', true],
  ['*a*b*c', 'xaxcxb/d', false],
  ['a/*/c', 'a/b/c/d', true],
  ['a/*/c', 'a/b/x/c', false],
])('%j and %s: %s', (globs, path, matches) => {
  expect(matchPrefixPatterns(globs, path)).toBe(matches)
})

test('a glob with many stars is decided at once', () => {
  expect(matchPrefixPatterns(`${'*a'.repeat(40)}b`, 'a'.repeat(4_000))).toBe(false)
})
