// A history of runs says the same as the reports that it was made of.

import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { createCollection } from '../../src/fleet/collect.ts'
import { fleetOf } from '../../src/fleet/fleet.ts'
import { createClean } from '../../src/fleet/read-record.ts'
import { rowOf } from '../../src/fleet/run-row.ts'
import type { Report } from '../../src/report/report.ts'
import { reports } from '../helpers/arbitrary-reports.ts'
import { sampleReports } from '../helpers/reports.ts'

const now = Date.parse('2026-12-01T12:00:00Z')

function collect(texts: readonly string[], redact = (text: string) => text) {
  const collection = createCollection({ nowMs: now, sinceMs: null, clean: createClean(redact) })
  for (const [at, text] of texts.entries()) collection.add(`${at}`, text)
  return collection
}

const written = (all: readonly Report[]) => all.map((report) => JSON.stringify(report))
const rows = (texts: readonly string[]) =>
  collect(texts)
    .records()
    .map((record) => JSON.stringify(rowOf(record)))

function told(texts: readonly string[]) {
  const collection = collect(texts)
  const { input: _, ...fleet } = fleetOf(collection.records(), collection.input(), now)
  return fleet
}

/** One report for each outcome, each run a time of its own. */
const samples = Object.values(sampleReports).map((sample, at) => ({
  ...sample,
  at: new Date(now - at * 60_000).toISOString(),
}))

test('rows say what the reports say, and a run that comes as both counts once', () => {
  const texts = written(samples)
  expect(told(rows(texts))).toEqual(told(texts))
  const { input, records } = collect([...rows(texts), ...texts])
  expect([records().length, input().duplicates]).toEqual([texts.length, texts.length])
})

test('of any reports, and after any number of turns', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 })
  fc.assert(
    fc.property(fc.array(reports(text, 2), { maxLength: 4 }), (all) => {
      const texts = written(all)
      const once = rows(texts)
      expect(told(once)).toEqual(told(texts))
      expect(rows(once)).toEqual(once)
    }),
    { numRuns: 300 },
  )
})

test('each is of the published schema', async () => {
  const schema = JSON.parse(await readFile('docs/fleet-run.schema.json', 'utf8'))
  const validate = new Ajv2020().compile(schema)
  for (const row of rows(written(samples)))
    expect([validate(JSON.parse(row)), validate.errors]).toEqual([true, null])
})

describe('a row comes from outside like a report', () => {
  const row = () => JSON.parse(rows(written([sampleReports['failed-network'] as Report]))[0] ?? '')

  test('a secret in it is redacted, an escape taken out', () => {
    const text = JSON.stringify({
      ...row(),
      host: 'hunter22-hunter22\u001b[31m',
      repository: 'hunter22-hunter22',
    })
    const record = collect([text], (value) => value.replaceAll('hunter22-hunter22', '***')).records()[0]
    expect([record?.cause?.host, record?.repository]).toEqual(['***', '***'])
  })

  test.each<[string, object, string]>([
    ['another version', { version: 2 }, 'version'],
    ['another kind', { kind: 'dance' }, 'kind'],
    ['the future', { at: '2027-01-01T00:00:00Z' }, 'future'],
    ['an identity that is none', { identity: 'x' }, 'identity'],
  ])('%s is told', (_, changes, problem) => {
    const { input, records } = collect([JSON.stringify({ ...row(), ...changes })])
    expect([records(), input().examples[0]?.problem]).toEqual([[], expect.stringContaining(problem)])
  })
})
