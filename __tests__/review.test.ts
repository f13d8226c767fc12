// The page for the reviewers of an allow-list, and SECURITY.md, name all that the code reads, starts and hands on, and tests that exist.
// Maps to docs/review.md.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const page = readFileSync('docs/review.md', 'utf8')
const security = readFileSync('SECURITY.md', 'utf8')

/** Rooms that only speak of variables and programs, in texts for people. */
const speaking = /^(?:classify|faults|findings|fleet|report)\b/

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !speaking.test(name))
  .map((name) => readFileSync(`src/${name}`, 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, ''))
  .join('\n')

function found(pattern: RegExp): readonly string[] {
  return [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort()
}

const unnamed = (names: readonly string[], text: string) =>
  names.filter((name) => !text.includes(`\`${name}\``))

describe('docs/review.md', () => {
  test('names each variable that is read from the environment, or set in that of a child', () => {
    const names = found(
      /\b((?:ACTIONS|AWS|COPYFILE_DISABLE|GITHUB|GIT|GOOGLE|AZURE|HTTPS?|LC|LD|NODE|NO|RUNNER|SSL)(?:_[A-Z0-9]+)*)\b(?=\W)/g,
    ).filter((name) => name.includes('_'))
    expect(names.length).toBeGreaterThan(40)
    expect(unnamed(names, page)).toEqual([])
    expect(unnamed(found(/\bprocess\.env\.(\w+)/g), page)).toEqual([])
    // Those of Go are read from `go env`.
    const read = found(/\benv\.([A-Z][A-Z0-9_]+)/g).filter((name) => !name.startsWith('GO'))
    expect(unnamed(read, page)).toEqual([])
    const onWindows = found(/\bvariable\(env, '(\w+)'/g)
    expect(onWindows).toContain('PATHEXT')
    expect(unnamed(onWindows, page)).toEqual([])
  })

  test('names each variable that later steps are given', () => {
    const names = found(/\bexportVariable\('(\w+)'/g)
    expect(names).toEqual(['GOPROXY'])
    expect(unnamed(names, page)).toEqual([])
  })

  test('names each test by a path that exists', () => {
    const names = [...page.matchAll(/`([a-z]+(?:\/[a-z0-9-]+)+)`/g)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => !existsSync(`__tests__/${name}.test.ts`))).toEqual([])
  })

  test('says rightly that the action takes no token', () => {
    expect(readFileSync('action.yml', 'utf8')).not.toMatch(/github\.token|secrets\.|token:/)
  })
})

test.each([
  ['docs/review.md', page],
  ['SECURITY.md', security],
])('%s names each program that is started', (_, text) => {
  const bare = found(/\b(?:findProgram|windowsProgram)\('([\w.]+)'/g).map((name) =>
    name.replace(/\.exe$/, ''),
  )
  const [list = ''] = /'git'(?:, '\w+')+/.exec(source) ?? []
  const listed = [...list.matchAll(/'(\w+)'/g)]
  const system = found(/'(\/bin\/\w+)'/g)
  const names = [...bare, ...listed.map(([, name = '']) => name), ...system]
  expect(names).toEqual(expect.arrayContaining(['go', 'git', 'taskkill', 'setsid', '/bin/ps']))
  expect(unnamed(names, text)).toEqual([])
})

test('SECURITY.md names each test of an attack, and no other', () => {
  const tests = readdirSync('__tests__/attack').filter((name) => name.endsWith('.test.ts'))
  const table = security.slice(security.indexOf('| attack | test |'))
  const named = [...table.matchAll(/`([a-z-]+)`(?=[^|]*\|$)/gm)].map(([, name = '']) => name)
  expect([...named].sort()).toEqual(tests.map((name) => basename(name, '.test.ts')).sort())
})
