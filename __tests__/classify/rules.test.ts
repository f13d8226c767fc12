// Every rule judges its own example, in the order of the tables; every fault of the registry has its chapter.
// Maps to src/classify/rules/*, src/classify/catalogue.ts.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { faultCatalogue } from '../../src/classify/catalogue.ts'
import { classify } from '../../src/classify/classify.ts'
import { fits } from '../../src/classify/collect/read-message.ts'
import { flatten } from '../../src/classify/message/message.ts'
import { parseMessage } from '../../src/classify/message/parse-message.ts'
import { allRules, faultRules, ruleTables } from '../../src/classify/rules/rule-tables.ts'
import { faultCategories } from '../../src/faults/category.ts'
import { faultAnchor, faultIds } from '../../src/faults/registry.ts'

const root = join(import.meta.dirname, '../..')

describe('a rule', () => {
  test.each(allRules.map((rule) => ({ ...rule })))(
    '$id judges its own example',
    ({ id, category, example }) => {
      const { primary } = classify({ lines: example.split('\n') })
      expect(primary?.id).toBe(id)
      expect(primary?.category).toBe(category)
      expect(primary?.remedy.length).toBeGreaterThan(0)
    },
  )

  test('gives a guess no confidence', () => {
    const sure = allRules.filter(({ category, confidence }) => category === 'unknown' && confidence >= 0.8)
    expect(sure).toEqual([])
  })
})

/** The tables with a rule that knows the text, in their order. */
function tablesThatKnow(text: string): readonly string[] {
  const parsed = parseMessage(
    flatten(text.split('\n').map((line, index) => ({ number: index + 1, text: line }))),
  )
  return Object.entries(ruleTables).flatMap(([name, rules]) =>
    rules.some((rule) => fits(rule, parsed)) ? [name] : [],
  )
}

describe('the order of the tables', () => {
  test('matters for these pairs, by the examples of their rules: the first one judges', () => {
    const pairs = faultRules.flatMap(({ example }) => {
      const [first, ...others] = tablesThatKnow(example)
      return others.map((other) => `${first} before ${other}`)
    })
    expect([...new Set(pairs)].sort()).toEqual([
      'cachedFiles before content',
      'gitAccess before machine',
      'gitAccess before status',
      'limits before content',
      'limits before status',
      'machine before goSum',
      'missingTools before versions',
      'policy before status',
      'remote before status',
      'sumdb before status',
      'toolchain before graph',
      'versions before graph',
    ])
  })
})

describe('the catalogue', () => {
  test('docs/faults.md is current', () => {
    expect(readFileSync(join(root, 'docs/faults.md'), 'utf8')).toBe(faultCatalogue())
  })

  test('has a chapter for every category and an anchor for every id', () => {
    const text = faultCatalogue()
    for (const category of faultCategories) expect(text).toContain(`\n## ${category}\n`)
    for (const id of faultIds) expect(text).toContain(`<a id="${faultAnchor(id).slice(1)}"></a>`)
  })

  test('an anchor is made of the id', () => {
    expect(faultAnchor('server-error/http-503')).toBe('#server-error-http-503')
  })
})
