// From a source file one finds its tests, and back: a test file is named after a source file, or its head says which ones it maps to.
// Maps to src/*.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'

/** Paths below the folder, with `/`. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.split(sep).join('/')}`,
  )
}

/** What the comment at the top names of src/, bench/, scripts/, docs/ and .github/: files, or `folder/` and `folder/*` for all that lies below. */
function mapped(text: string): readonly string[] {
  const [head = ''] = /^(?:\/\/.*\n)*/.exec(text) ?? []
  return [...head.matchAll(/(?:\b(?:src|bench|scripts|docs)|\.github)\/[\w./*-]*[\w/*]/g)].map(
    ([path]) => path,
  )
}

/** The source file of the same name at the same place, or the folder, or the helper. */
function namesake(testFile: string): string | undefined {
  const path = testFile.replace('__tests__/', 'src/').replace('.test.ts', '')
  const helper = testFile.replace('.test.ts', '.ts')
  return [`${path}.ts`, path, helper].find((candidate) => existsSync(candidate))
}

interface TestFile {
  readonly path: string
  readonly text: string
}

/** Why nobody finds what the test file is about; null where one does. */
function objection({ path, text }: TestFile): string | null {
  if (!/^\/\/ (?!Maps to )/.test(text)) return `${path}: the first line doesn't state its subject`
  const maps = mapped(text)
  const gone = maps.find((name) => !existsSync(name.replace(/\/\*?$/, '')))
  if (gone !== undefined) return `${path} maps to ${gone}, which is not there`
  if (maps.length > 0 || namesake(path) !== undefined) return null
  return `${path}: no source file has its name; say which ones it maps to (src/…) in the comment at the top`
}

/** Whether the file is what these names mean. What maps to all of src/ helps nobody to find anything. */
function covers(names: readonly string[], source: string): boolean {
  return names.some((name) => {
    if (name === source) return true
    const folder = name.replace(/(?:\/\*?)?$/, '/')
    return folder !== 'src/' && source.startsWith(folder)
  })
}

const tests = filesBelow('__tests__')
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

describe('the map', () => {
  test('leads from every test file to its sources', () => {
    expect(tests.length).toBeGreaterThan(100)
    expect(tests.map(objection).filter((found) => found !== null)).toEqual([])
  })

  test('leads from every source file to a test file', () => {
    const names = tests.flatMap(({ path, text }) => [...mapped(text), namesake(path) ?? []].flat())
    const sources = filesBelow('src').filter((path) => path.endsWith('.ts'))
    expect(sources.length).toBeGreaterThan(200)
    expect(sources.filter((source) => !covers(names, source))).toEqual([])
  })

  test.each([
    ['a topic without sources', '// A topic.\n\n', /no source file has its name/],
    ['sources that are gone', '// A topic.\n// Maps to src/go/*, src/gone.ts.\n\n', /src\/gone\.ts, which/],
    ['no subject', "import x from 'x'\n", /state its subject/],
  ])('%s is named', (_, text, message) => {
    expect(objection({ path: '__tests__/go/topic.test.ts', text })).toMatch(message)
  })
})

test('nothing is skipped without its reason: by helpers/skip.ts alone', () => {
  const silent = /\b(?:test|describe|it)\.(?:skip|only|todo)\b|\bx(?:test|describe|it)\(/
  const skipping = filesBelow('__tests__').filter(
    (path) => path.endsWith('.ts') && silent.test(readFileSync(path, 'utf8')),
  )
  expect(skipping).toEqual(['__tests__/helpers/skip.ts'])
})
