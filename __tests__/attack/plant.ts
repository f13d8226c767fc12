// Puts foreign texts into every place where a run, a log or a report file of others can hold one.

import type { Report } from '../../src/report/report.ts'
import { sampleReports } from '../helpers/reports.ts'

export const nowMs = Date.parse('2026-11-23T20:00:00Z')
const bases = Object.values(sampleReports)

/**
 * A report of the samples, in turns, with each of its foreign strings replaced by, or ended with, the next of `texts`, as they are; each of
 * them stands there once at least.
 */
export function reportWith(texts: readonly string[], round: number): Report {
  const large = bases.filter((report) => stringsOf(report).length >= texts.length)
  const base = large[round % large.length]
  if (base === undefined) throw new Error(`no sample report has ${texts.length} strings`)
  let next = 0
  return mapForeign(base, (text) => `${round % 2 === 0 ? '' : `${text} `}${texts[next++ % texts.length]}`)
}

/** The foreign strings of a report. */
export function stringsOf(report: Report): readonly string[] {
  const texts: string[] = []
  mapForeign(report, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

const ownWords = new Set([
  'result',
  'kind',
  'category',
  'also',
  'health',
  'manners',
  'question',
  'version',
  'at',
])

/** Unlike `redactReport` it leaves control characters and long texts as they are: these come from a report file of somebody else. */
function mapForeign<T>(value: T, change: (text: string) => string): T {
  const json = JSON.stringify(value, (key, item) =>
    typeof item === 'string' && !ownWords.has(key) ? change(item) : item,
  )
  return JSON.parse(json)
}

type Line = (text: string) => string

/** What go, git and their servers print, with foreign text where it can stand: paths, versions, hosts, answers, comments, variables. */
const lines: readonly Line[] = [
  (text) =>
    `go: example.com/m@v1.0.0: reading https://proxy.example/m/@v/v1.0.0.zip: 403 Forbidden\n\tserver response: ${text}`,
  (text) => `go: example.com/m@v1.0.0: Get "https://proxy.example/${text}/@v/v1.0.0.mod": unexpected EOF`,
  (text) => `go: example.com/${text}@v1.0.0: invalid version: unknown revision v1.0.0`,
  (text) => `go: example.com/m@${text}: invalid version: ${text}`,
  (text) => `go: example.com/m@v1.0.0: Get "https://${text}/x": dial tcp: lookup ${text}: no such host`,
  (text) => `go.mod:7: unknown directive: ${text} // ${text}`,
  (text) => `go: errors parsing go.mod:\n/w/go.mod:3: invalid go version '${text}': must match format 1.23`,
  (text) => `main.go:4:2: no required module provides package ${text}; to add it:\n\tgo get ${text}`,
  (text) => `verifying example.com/m@v1.0.0: checksum mismatch\n\tdownloaded: ${text}\n\tgo.sum:     ${text}`,
  (text) =>
    `go: module example.com/m: git ls-remote -q origin in /tmp/x: exit status 128:\n\tfatal: could not read Username for '${text}': terminal prompts disabled`,
  (text) =>
    `\tremote: ${text}\n\tfatal: unable to access 'https://git.example/m.git/': The requested URL returned error: 403`,
  (text) => `go: GOPROXY list is not the empty string, but contains no entries: ${text}`,
  (text) => `${text}\ngo: example.com/m@v1.0.0: unexpected EOF\n${text}`,
]

/** A log in which every text stands once, and a fault beside it. */
export function logWith(texts: readonly string[], round: number): readonly string[] {
  return [
    ...texts.flatMap((text, at) => (lines[(at + round) % lines.length] ?? String)(text).split('\n')),
    'exit status 1',
  ]
}

/** So many texts go into one fleet: its renderings show the first of each list. */
export const textsOfFleet = 8

/** The report file of a run in a repository of its own, some minutes ago, so that many of them make an incident. */
function fleetFile(report: Report, index: number, repository: string, name: string) {
  const at = new Date(nowMs - (index % 50) * 60_000).toISOString()
  const run = {
    repository,
    workflow: 'ci',
    job: String(index),
    id: String(index),
    attempt: 1,
    event: 'push',
    ref: 'main',
  }
  return { name, json: JSON.stringify({ ...report, at, run }) }
}

/** Report files of others: names, repositories and strings are foreign text. */
export function filesWith(texts: readonly string[], round: number) {
  return [
    ...texts.map((text, at) => {
      const report = { ...reportWith([text], round + at), version: 1 as const }
      return fleetFile(report, at, `acme/${at} ${text}`, `${at}.json`)
    }),
    ...texts.map((text) => ({ name: `reports/${text}.json`, json: `{"version": "${text}"` })),
  ]
}

/** In pieces of at most `size`. */
export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}
