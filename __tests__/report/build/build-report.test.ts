// What the report tells of what a run found: build-report.ts, reproduction.ts.

import { describe, expect, test } from '@jest/globals'
import { emptyGoSum } from '../../../src/go/go-sum.ts'
import { buildReport } from '../../../src/report/build/build-report.ts'
import { reproduction } from '../../../src/report/build/reproduction.ts'
import type { CacheProblem } from '../../../src/report/report.ts'
import { goEnv } from '../../fetch/fetch-rig.ts'
import { attempt, fault, retry } from '../../helpers/reports.ts'
import { download, facts, files, listOf, planned, scopeOf } from './facts.ts'

const two = fault({ module: 'example.com/two@v1.0.0' })
const excerpt = { lines: [], omitted: 3 }

describe('a download that went well', () => {
  test('is complete, with nothing to reproduce', () => {
    expect(buildReport(facts())).toMatchObject({
      version: 1,
      result: 'complete',
      fault: null,
      faults: [],
      source: null,
      excerpt: null,
      reproduce: [],
      seconds: 1.5,
    })
  })

  test('names the list that go was given; else the one that the user gave, without credentials', () => {
    const list = listOf('https://me:secret@a.example,direct')
    const ranked = listOf('https://b.example|https://a.example')
    expect(buildReport(facts({ list })).go.goproxy).not.toContain('secret')
    expect(buildReport(facts({ list, download: download({ list: ranked }) })).go.goproxy).toBe(
      'https://b.example|https://a.example',
    )
  })
})

describe('a download that failed', () => {
  test('shows what was printed in the attempt that met the fault, not where only the time was up', () => {
    const deadline = fault({ category: 'timeout', id: 'timeout/deadline', module: null })
    const told = { ...attempt(1, two, retry(100)), excerpt }
    const cutOff = {
      ...attempt(2, deadline, { kind: 'stop' as const, reason: '' }),
      excerpt: { lines: [], omitted: 9 },
    }
    const late = download({ complete: false, attempts: [told, cutOff], faults: [two, deadline] })
    expect(buildReport(facts({ download: late })).excerpt).toEqual(excerpt)
  })

  const failed = facts({
    download: download({
      complete: false,
      done: new Set(),
      attempts: [attempt(1, two, retry(100)), { ...attempt(2, two, { kind: 'stop', reason: '' }), excerpt }],
      faults: [two, fault({ category: 'dns', id: 'dns/no-such-host' })],
    }),
  })

  test('tells the fault that decides, the line that requires its module, and what was printed last', () => {
    expect(buildReport(failed)).toMatchObject({
      result: 'failed',
      fault: two,
      faults: [two, { id: 'dns/no-such-host' }],
      source: { file: 'go.mod', line: 7 },
      excerpt,
      reproduce: ["GOPROXY='https://a.example|https://b.example' go mod download -x"],
      scopes: [{ name: '.', complete: false }],
    })
  })

  test.each<[name: string, folder: string, command: string]>([
    ['the repository itself', '.', ''],
    ['a folder', 'services/api', 'cd services/api && '],
    ['a folder with a blank', 'my api', "cd 'my api' && "],
    ['a folder with a quote', "it's", "cd 'it'\\''s' && "],
    ['a folder that looks like an option', '-x', 'cd ./-x && '],
  ])('is reproduced in %s', (_, folder, command) => {
    const project = { scopes: [scopeOf(folder), scopeOf('done')], skipped: [], env: goEnv }
    const lines = reproduction({
      ...facts({ project, list: listOf('https://a.example') }),
      download: download({ complete: false, done: new Set(['done']) }),
    })
    expect(lines).toEqual([`${command}GOPROXY=https://a.example go mod download -x`])
  })

  test.each<[name: string, dir: string, command: string]>([
    ['the repository itself', 'D:\\repo', ''],
    ['a folder', 'D:\\repo\\services\\api', "cd 'services/api'; "],
    ['a folder with a quote', "D:\\repo\\it's", "cd 'it''s'; "],
  ])('on Windows it is a command for PowerShell, in %s', (_, dir, command) => {
    const project = { scopes: [{ ...scopeOf('.'), dir }], skipped: [], env: goEnv }
    const lines = reproduction({
      ...facts({ project, root: 'D:\\repo', platform: 'win32', list: listOf('https://a.example|direct') }),
      download: download({ complete: false, done: new Set() }),
    })
    expect(lines).toEqual([`${command}$env:GOPROXY='https://a.example|direct'; go mod download -x`])
  })
})

describe('what is counted', () => {
  const [mod, zip, ...others] = planned
  const refusedOne: CacheProblem = { kind: 'tampered', what: 'example.com/one@v1.0.0', reason: '' }

  test.each([
    ['everything is new', files(), files(...planned), [], { total: 2, fetched: 2, bytes: 40 }],
    ['all was there', files(...planned), files(...planned), [], { total: 2, fetched: 0, bytes: 0 }],
    ['some came', files(...others), files(...planned), [], { total: 2, fetched: 1, bytes: 20 }],
    [
      'what was refused came anew',
      files(...planned),
      files(...planned),
      [refusedOne],
      { total: 2, fetched: 1, bytes: 20 },
    ],
    ['some never came', files(), files(...others), [], { total: 2, fetched: 1, bytes: 20 }],
  ])('%s', (_, before, after, problems, expected) => {
    expect([mod?.kind, zip?.kind]).toEqual(['mod', 'zip'])
    expect(buildReport(facts({ before, after, problems })).modules).toEqual(expected)
  })
})

test('scopes: a workspace by its file, a module by its path; members of a workspace are not skipped', () => {
  const scopes = [scopeOf('.', { kind: 'workspace' }), scopeOf('tools')]
  const skipped = [
    { name: 'lib', reason: 'in-workspace' },
    { name: 'old', reason: 'vendored' },
  ]
  const report = buildReport(facts({ project: { scopes, skipped, env: goEnv } }))
  expect(report.scopes).toEqual([
    { name: '.', kind: 'workspace', module: 'go.work', modules: 2, complete: true },
    { name: 'tools', kind: 'module', module: 'example.com/main', modules: 2, complete: false },
  ])
  expect(report.skipped).toEqual([{ name: 'old', reason: 'vendored' }])
})

test('notices: entries that go never reads, and a go.sum that is missing', () => {
  const scopes = [scopeOf('.'), scopeOf('tools', { sums: emptyGoSum })]
  const list = listOf('https://a.example,direct,https://b.example')
  expect(buildReport(facts({ list, project: { scopes, skipped: [], env: goEnv } })).notices).toEqual([
    expect.stringContaining('https://b.example'),
    expect.stringMatching(/^There is no go\.sum in tools, .*`go mod tidy`/),
  ])
})

test('findings: an entry that redirects where nothing is fetched from, and settings that will hurt', () => {
  const redirectors = [{ proxy: 'https://a.example', from: 'a.example', to: '10.0.0.1' }]
  const env = { ...goEnv, GOSUMDB: 'off' }
  const { findings } = buildReport(
    facts({
      project: { scopes: [scopeOf('.')], skipped: [], env },
      variables: { GONOSUMCHECK: '1' },
      download: download({ redirectors }),
    }),
  )
  expect(findings.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['goproxy-refused-redirect', 'gosumdb-off', 'gonosumcheck']),
  )
})
