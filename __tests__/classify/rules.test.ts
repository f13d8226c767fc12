// Does every rule judge its own example, and has every fault of the project its chapter?

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { faultCatalogue } from '../../src/classify/catalogue.ts'
import { classify } from '../../src/classify/classify.ts'
import { allRules } from '../../src/classify/rules/all-rules.ts'
import { endingRules } from '../../src/classify/rules/exit.ts'
import { faultRules } from '../../src/classify/rules/rule-tables.ts'
import { stageRules } from '../../src/classify/rules/stage.ts'
import { faultAnchor } from '../../src/faults/anchor.ts'
import { faultCategories } from '../../src/faults/fault.ts'

const root = join(import.meta.dirname, '../..')

describe('a rule', () => {
  test.each([...faultRules, ...stageRules, ...endingRules].map((rule) => ({ ...rule })))(
    '$id judges its own example',
    ({ id, category, example }) => {
      const { primary } = classify({ lines: example.split('\n') })
      expect(primary?.id).toBe(id)
      expect(primary?.category).toBe(category)
      expect(primary?.remedy.length).toBeGreaterThan(0)
    },
  )

  test('has an id of its own', () => {
    const ids = allRules.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('gives a guess no confidence', () => {
    const sure = allRules.filter(
      ({ category, confidence, id }) =>
        category === 'unknown' && confidence >= 0.8 && id !== 'unknown/internal',
    )
    expect(sure).toEqual([])
  })
})

describe('the catalogue', () => {
  test('docs/faults.md is current', () => {
    expect(readFileSync(join(root, 'docs/faults.md'), 'utf8')).toBe(faultCatalogue())
  })

  test('has a chapter for every category and an anchor for every id', () => {
    const text = faultCatalogue()
    for (const category of faultCategories) expect(text).toContain(`\n## ${category}\n`)
    for (const { id } of allRules) expect(text).toContain(`<a id="${faultAnchor(id).slice(1)}"></a>`)
  })

  test('knows every id that another room names', () => {
    const known = new Set(allRules.map(({ id }) => id))
    const id = new RegExp(`'((?:${faultCategories.join('|')})/[a-z0-9-]*[a-z0-9])'`, 'g')
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('fault'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    const named = sources.flatMap((source) => [...source.matchAll(id)].map((match) => match[1] ?? ''))
    expect(named.filter((each) => !known.has(each))).toEqual([])
  })

  test('an anchor is made of the id', () => {
    expect(faultAnchor('server-error/http-503')).toBe('#server-error-http-503')
  })
})
