// The report as JSON, which its published schema describes.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { faultCategories } from '../../src/faults/category.ts'
import { reportJson } from '../../src/report/json.ts'
import type { Report } from '../../src/report/report.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { sampleReports } from '../helpers/reports.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
const validate = ajv.compile(schema)
/** Refuses fields that the schema doesn't tell, which a reader must pass by and we must not write. */
const validateClosed = ajv.compile(closed(schema))

function closed(value: unknown): object {
  const close = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(close)
    if (typeof item !== 'object' || item === null) return item
    const entries = Object.entries(item).map(([key, part]) => [key, close(part)])
    return {
      ...Object.fromEntries(entries),
      ...('properties' in item ? { additionalProperties: false } : {}),
    }
  }
  return Object(close(value))
}

function expectValid(report: Report): void {
  const value = JSON.parse(reportJson(report))
  validate(value)
  expect(validate.errors ?? []).toEqual([])
  validateClosed(value)
  expect(validateClosed.errors ?? []).toEqual([])
}

describe('the size', () => {
  const [base] = Object.values(sampleReports)
  if (base === undefined) throw new Error('there are no sample reports')
  const mib = 1_048_576

  test.each([
    ['of a text', { ...base, notices: ['x'.repeat(20 * mib)] }],
    ['of a list', { ...base, notices: Array.from({ length: 400_000 }, () => 'a notice of some length') }],
    [
      'of what escapes make of it',
      { ...base, notices: Array.from({ length: 500 }, () => '\u200b'.repeat(16_384)) },
    ],
  ])('is bounded, whatever the size %s', (_name, report) => {
    const json = reportJson(report)
    expect(json.length).toBeLessThanOrEqual(8 * mib)
    expect(JSON.parse(json).notices[0]).toMatch(/^The report was too large/)
    expectValid(report)
  })
})

describe('the schema', () => {
  test.each(Object.entries(sampleReports))('describes %s', (_name, report) => expectValid(report))

  test('describes any report that the types allow', () => {
    fc.assert(fc.property(reports(fc.string()), expectValid), { numRuns: 1000 })
  })

  test('knows every category', () => {
    expect(schema.$defs.category.enum).toEqual(faultCategories)
  })

  test('lets a reader pass by fields that were added later', () => {
    const value = { ...sampleReports['green-cold'], addedLater: 1 }
    expect(validate(value)).toBe(true)
    expect(validateClosed(value)).toBe(false)
  })

  test.each<[name: string, change: object]>([
    ['an unknown result', { result: 'fine' }],
    ['another version', { version: 2 }],
    ['a missing field', { fetch: undefined }],
    ['an outcome without its reason', { fetch: { kind: 'off' } }],
    ['an outcome of no kind', { fetch: { reason: 'x' } }],
    ['a date of another form', { at: '23 November 2026' }],
  ])('refuses %s', (_name, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...sampleReports['green-cold'], ...change })))).toBe(false)
  })
})

test('what would act on a terminal or an eye is written as an escape, and reads back the same', () => {
  const text = 'a\u202eb\x1b[31m\x9b\u2028\u{e0041}\ud800"\\'
  const report = { ...(sampleReports['green-cold'] as Report), notices: [text] }
  const json = reportJson(report)
  expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u{e0000}-\u{e0fff}]/u)
  expect(JSON.parse(json).notices).toEqual([text])
  expect(json.endsWith('}\n')).toBe(true)
})
