// The queries and alerts that docs/collecting.md shows, tried with DuckDB and with promtool.
// Maps to docs/collecting.md, src/fleet/run-row.ts, src/fleet/open-metrics.ts.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { createCollection } from '../../src/fleet/collect.ts'
import { fleetOf } from '../../src/fleet/fleet.ts'
import { renderOpenMetrics } from '../../src/fleet/open-metrics.ts'
import { createClean } from '../../src/fleet/read-record.ts'
import { rowOf } from '../../src/fleet/run-row.ts'
import type { Report } from '../../src/report/report.ts'
import { docsBlocks } from '../helpers/docs-blocks.ts'
import { sampleReports } from '../helpers/reports.ts'
import { testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

const page = 'docs/collecting.md'
const now = Date.parse('2026-12-01T12:00:00Z')

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

/** Two weeks of three repositories; in the last hour two of them meet the same outage. */
function collected() {
  const collection = createCollection({ nowMs: now, sinceMs: null, clean: createClean((text) => text) })
  const add = (sample: string, repository: string, minutesAgo: number) => {
    const report = sampleReports[sample] as Report
    const at = new Date(now - minutesAgo * 60_000).toISOString()
    const run = {
      repository,
      workflow: 'ci',
      job: 'test',
      id: `${minutesAgo}`,
      attempt: 1,
      event: '',
      ref: '',
    }
    collection.add('x', JSON.stringify({ ...report, at, run }))
  }
  for (let day = 1; day <= 14; day++) {
    add('green-exact', 'acme/a', day * 1_440)
    add('green-cold', 'acme/b', day * 1_440 + 5)
  }
  add('failed-checksum', 'acme/"c"', 9 * 1_440)
  add('recovered', 'acme/a', 8 * 1_440)
  add('failed-network', 'acme/a', 30)
  add('failed-network', 'acme/b', 20)
  return collection
}

interface DuckDb {
  readonly DuckDBInstance: {
    readonly create: () => Promise<{
      readonly connect: () => Promise<{
        readonly runAndReadAll: (sql: string) => Promise<{ readonly getRowsJson: () => unknown[][] }>
      }>
    }>
  }
}

const { DUCKDB_NODE_API: duckDb = '', PROMTOOL: promtool = '/usr/bin/promtool' } = process.env

testIf(
  duckDb !== '',
  'the queries of docs/collecting.md need DuckDB, 70 MB: npm install --prefix FOLDER @duckdb/node-api, and DUCKDB_NODE_API=FOLDER',
)('DuckDB answers each query over the lines that `fleet --runs` writes', async () => {
  const { DuckDBInstance }: DuckDb = createRequire(join(duckDb, 'package.json'))('@duckdb/node-api')
  const history = join(folder.path, 'runs.ndjson')
  const records = collected().records()
  await writeFile(history, records.map((record) => `${JSON.stringify(rowOf(record))}\n`).join(''))
  const connection = await (await DuckDBInstance.create()).connect()
  const answers: unknown[][][] = []
  for (const sql of docsBlocks(page, 'sql')) {
    const reader = await connection.runAndReadAll(sql.replace('runs.ndjson', history))
    answers.push(reader.getRowsJson())
  }
  const [, hosts, repositories, modules, weeks, proxies] = answers
  expect(hosts).toEqual([['proxy.golang.org', '3', '1', '3', expect.any(Number)]])
  expect(repositories?.map(([repository, runs, failed]) => [repository, runs, failed])).toEqual([
    ['acme/a', '16', '1'],
    ['acme/b', '15', '1'],
    ['acme/"c"', '1', '1'],
  ])
  expect(modules?.map(([module, fault]) => [module, fault])).toEqual([
    ['github.com/acme/ledger@v1.4.2', 'checksum-mismatch/go-sum'],
  ])
  // Monday by Monday, as `fleet` counts them itself.
  const { weeks: counted } = fleetOf(
    records,
    { read: 0, duplicates: 0, older: 0, unreadable: 0, examples: [] },
    now,
  )
  expect(weeks?.map(([week, runs]) => [week, runs])).toEqual(
    counted.map(({ week, runs }) => [week, String(runs)]),
  )
  expect(proxies?.length).toBeGreaterThan(0)
})

describe('Prometheus', () => {
  const withPromtool = testIf(
    existsSync(promtool),
    'the metrics and alerts need promtool, of the Debian package prometheus, or its path in PROMTOOL',
  )
  const check = (...args: readonly string[]) =>
    promisify(execFile)(promtool, ['check', ...args], { cwd: folder.path }).then(({ stdout }) => stdout)
  const metrics = () => {
    const collection = collected()
    return renderOpenMetrics(fleetOf(collection.records(), collection.input(), now))
  }

  test('an open incident is a series of its own', () => {
    expect(metrics()).toContain(
      'go_modules_fleet_open_incident_runs{kind="host",name="proxy.golang.org",result="failed"} 2\n',
    )
  })

  withPromtool('the metrics are of the format that the textfile collector reads', async () => {
    const child = execFile(promtool, ['check', 'metrics'])
    let said = ''
    child.stderr?.on('data', (text: string) => {
      said += text
    })
    const ended = new Promise((done) => child.once('close', done))
    child.stdin?.end(metrics())
    expect([await ended, said]).toEqual([0, ''])
  })

  withPromtool('the alerts are valid, and fire by what the metrics say', async () => {
    const rules = docsBlocks(page, 'yaml').find((block) => block.startsWith('groups:')) ?? ''
    await writeFile(join(folder.path, 'rules.yml'), rules)
    expect(await check('rules', 'rules.yml')).toMatch(/SUCCESS: 3 rules found/)
    const series = metrics()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ')
        return { series: line.slice(0, at), values: `${line.slice(at + 1)}x200` }
      })
    const file = '/var/lib/prometheus/node-exporter/go-modules-fleet.prom'
    const mtime = { series: `node_textfile_mtime_seconds{file="${file}"}`, values: '0x200' }
    const incident = {
      exp_labels: { kind: 'host', name: 'proxy.golang.org' },
      exp_annotations: {
        summary: 'host proxy.golang.org: 2 runs in several repositories met the same trouble.',
      },
    }
    const alerts = [
      { eval_time: '10m', alertname: 'GoModulesIncident', exp_alerts: [incident] },
      { eval_time: '10m', alertname: 'GoModulesFailOften', exp_alerts: [] },
      {
        eval_time: '125m',
        alertname: 'GoModulesFailOften',
        exp_alerts: [{ exp_labels: {}, exp_annotations: { summary: '9.375% of the runs fail.' } }],
      },
      { eval_time: '10m', alertname: 'GoModulesFleetStale', exp_alerts: [] },
      {
        eval_time: '125m',
        alertname: 'GoModulesFleetStale',
        exp_alerts: [
          {
            exp_labels: { file },
            exp_annotations: { summary: 'No reports have been gathered for two hours.' },
          },
        ],
      },
    ]
    const tests = [{ interval: '1m', input_series: [...series, mtime], alert_rule_test: alerts }]
    await writeFile(join(folder.path, 'test.yml'), stringify({ rule_files: ['rules.yml'], tests }))
    await promisify(execFile)(promtool, ['test', 'rules', 'test.yml'], { cwd: folder.path }).catch(
      ({ stdout, stderr }) => {
        throw new Error(`${stdout}${stderr}`)
      },
    )
  })
})
