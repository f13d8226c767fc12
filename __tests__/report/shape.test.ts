// The shape of a report: one definition is the type, the parser and the schema, and other rooms' values fit into it.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CacheReport } from '../../src/cache/outcome.ts'
import type { FileChange } from '../../src/download/changes.ts'
import type { Classification, Fault } from '../../src/faults/fault.ts'
import type { FaultId } from '../../src/faults/registry.ts'
import type { Excerpt } from '../../src/faults/witness.ts'
import type { FetchReport } from '../../src/fetch/telemetry/telemetry.ts'
import type { Finding } from '../../src/findings/environment.ts'
import type { ProxyVerdict } from '../../src/probe/verdict.ts'
import { reportJson } from '../../src/report/json.ts'
import { parseReport } from '../../src/report/parse.ts'
import type { Report } from '../../src/report/report.ts'
import type { Attempt } from '../../src/run/attempt.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { sampleReports } from '../helpers/reports.ts'

/** `true` where each of the two can stand for the other; the compiler is the judge. */
type Same<A, B> = [A, B] extends [B, A] ? true : false

/** A report may be another release's, with other ids than the registry of this one. */
type Written<T> = T extends FaultId
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Written<T[Key]> }
      : T

/** A field that another room adds, and the report doesn't tell, doesn't compile here. */
const sameShapes: {
  readonly fault: Same<NonNullable<Report['fault']>, Written<Fault>>
  readonly classification: Same<Report['attempts'][number]['classification'], Written<Classification>>
  readonly excerpt: Same<Report['excerpt'], Excerpt | null>
  readonly attempt: Same<Report['attempts'][number], Written<Attempt>>
  readonly proxy: Same<Report['proxies'][number], ProxyVerdict>
  readonly fetch: Same<Report['fetch'], Written<FetchReport>>
  readonly cache: Same<Report['cache'], CacheReport>
  readonly change: Same<Report['changes'][number], FileChange>
  readonly finding: Same<Report['findings'][number], Finding>
} = {
  fault: true,
  classification: true,
  excerpt: true,
  attempt: true,
  proxy: true,
  fetch: true,
  cache: true,
  change: true,
  finding: true,
}

test("other rooms' values have the shape of the report's parts", () => {
  expect(Object.values(sameShapes)).not.toContain(false)
})

/** The same value with a field more in every object of it. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, withMore(item)])
  return { ...Object.fromEntries(entries), addedLater: [1] }
}

const green = JSON.parse(reportJson(sampleReports['green-cold'] as Report))

describe('the parser', () => {
  test('reads what was written', () => {
    fc.assert(
      fc.property(reports(fc.string()), (report) => {
        const json = reportJson(report)
        expect(parseReport(json)).toEqual({ kind: 'ok', value: JSON.parse(json) })
      }),
    )
  })

  test.each(Object.entries(sampleReports))('passes by fields that it does not know: %s', (_, report) => {
    const written = JSON.parse(reportJson(report))
    expect(parseReport(JSON.stringify(withMore(written)))).toEqual({ kind: 'ok', value: written })
  })

  test.each<[name: string, json: string, problem: RegExp]>([
    ['no JSON', '{', /^it is no JSON$/],
    ['no object', '7', /^the whole: /],
    ['another version', JSON.stringify({ ...green, version: 2 }), /^version: /],
    ['a missing field', JSON.stringify({ ...green, fetch: undefined }), /^fetch: /],
    ['an unknown result', JSON.stringify({ ...green, result: 'fine' }), /^result: /],
    [
      'a number as text',
      JSON.stringify({ ...green, modules: { ...green.modules, total: '3' } }),
      /^modules\.total: /,
    ],
  ])('says what is wrong with %s', (_, json, problem) => {
    expect(parseReport(json)).toEqual({ kind: 'unreadable', problem: expect.stringMatching(problem) })
  })
})
