// Why the module at fault is needed, as the summary and the terminal text tell it.
// Maps to src/report/requirement-rows.ts, src/report/build/required-by.ts.

import { describe, expect, test } from '@jest/globals'
import { requiredBy } from '../../src/report/build/required-by.ts'
import type { Report, Requirers } from '../../src/report/report.ts'
import { requirementRows } from '../../src/report/requirement-rows.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { fault, sampleReports } from '../helpers/reports.ts'

const failed = sampleReports['failed-network'] as Report
const module = 'm@v1.2.0'
const requirers = (changes: Partial<Requirers>): Requirers => ({
  module,
  scope: '.',
  chain: ['app', 'a@v1.0.0', module],
  replacedBy: null,
  selected: 'v1.2.0',
  versions: [{ version: 'v1.2.0', count: 1, by: ['a@v1.0.0'] }],
  ...changes,
})
const rows = (changes: Partial<Report>) =>
  Object.fromEntries(requirementRows({ ...failed, fault: fault({ module }), source: null, ...changes }))
const rowsOf = (changes: Partial<Requirers>, unread = 0) =>
  rows({ requiredBy: { modules: [requirers(changes)], unread } })
const source = { file: 'go.mod', line: 3 }

describe('the chain', () => {
  test('leads from the main module to the module', () => {
    expect(rowsOf({})).toEqual({ 'Required by': 'app → a v1.0.0 → m v1.2.0', 'Asked for': null })
  })

  test('names what is downloaded in its place', () => {
    expect(rowsOf({ replacedBy: 'fork@v9.0.0' })['Required by']).toBe(
      'app → a v1.0.0 → m v1.2.0 (replaced by fork v9.0.0)',
    )
  })

  test('is told by its ends where it is long', () => {
    const chain = ['app', 'a@v1', 'b@v1', 'c@v1', 'd@v1', 'e@v1', 'f@v1', module]
    expect(rowsOf({ chain })['Required by']).toBe('app → a v1 → b v1 → … 2 more … → e v1 → f v1 → m v1.2.0')
  })

  test('goes without saying where the line of go.mod is told', () => {
    const requiredBy = { modules: [requirers({ chain: ['app', module] })], unread: 0 }
    expect(rows({ source, requiredBy })['Required by']).toBeNull()
    expect(rows({ requiredBy })['Required by']).toBe('app → m v1.2.0')
  })

  test('is not known where the graph could not be read, and not asked for where it could', () => {
    expect(rows({ requiredBy: { modules: [], unread: 3 } })).toEqual({
      'Required by': 'not known: 3 go.mod files of the module graph could not be read',
    })
    expect(rows({ requiredBy: { modules: [], unread: 0 } })['Required by']).toBeNull()
    expect(rows({ fault: fault({ module: null }), requiredBy: { modules: [], unread: 3 } })).toEqual({})
  })
})

describe('versions', () => {
  test('who asks for which, and which one is selected', () => {
    const versions = [
      { version: 'v1.3.0', count: 5, by: ['a@v1.0.0', 'b@v1.0.0', 'c@v1.0.0'] },
      { version: 'v1.2.0', count: 1, by: ['app'] },
      { version: 'v1.1.0', count: 2, by: ['d@v1.0.0', 'e@v1.0.0'] },
      { version: 'v1.0.0', count: 1, by: ['f@v1.0.0'] },
    ]
    expect(rowsOf({ versions, selected: 'v1.3.0' }, 1)['Asked for']).toBe(
      'v1.3.0 (selected) by a v1.0.0, b v1.0.0 and 3 more; v1.2.0 by app; v1.1.0 by d v1.0.0, e v1.0.0; 1 lower version; 1 go.mod file could not be read',
    )
  })

  test('are not told where there is only one', () => expect(rowsOf({})['Asked for']).toBeNull())
})

test.each([
  ['the summary', renderSummary(failed)],
  ['the terminal text', renderText(failed).join('\n')],
])('both are in %s', (_, rendering) => {
  expect(rendering).toContain('example.com/shop/api → k8s.io/client-go v0.35.0 → ')
  expect(rendering).toContain('v0.13.0 by example.com/shop/api, k8s.io/apiserver v0.35.0 and 2 more')
})

test('the requirers of the modules that the faults name, each once, with a bounded list of those who ask', () => {
  const by = Array.from({ length: 30 }, (_, i) => `b${i}@v1`)
  const facts = {
    unread: 2,
    requirersOf: (name: string) =>
      name === module ? { ...requirers({}), versions: [{ version: 'v1.2.0', by }] } : null,
  }
  const faults = [
    fault({ module: null }),
    fault({ module }),
    fault({ module }),
    fault({ module: 'other@v1' }),
  ]
  const told = requiredBy(faults, facts)
  expect(told.unread).toBe(2)
  expect(told.modules).toEqual([
    requirers({ versions: [{ version: 'v1.2.0', count: 30, by: by.slice(0, 10) }] }),
  ])
})
