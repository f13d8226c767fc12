// What is still published when a part of it can't be rendered.
// Maps to src/action/*, src/platform/github.ts.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { publish } from '../../src/action/publish.ts'
import type { Report } from '../../src/report/report.ts'
import { sampleReports } from '../helpers/reports.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let before: string | undefined
beforeEach(async () => {
  folder = await temporaryFolder()
  before = process.env.GITHUB_OUTPUT
  process.env.GITHUB_OUTPUT = join(folder.path, 'outputs')
  await writeFile(process.env.GITHUB_OUTPUT, '')
})
afterEach(async () => {
  if (before === undefined) delete process.env.GITHUB_OUTPUT
  else process.env.GITHUB_OUTPUT = before
  await folder.remove()
})

test('outputs, when neither the report nor the summary can be rendered', async () => {
  const [sample] = Object.values(sampleReports)
  if (sample === undefined) throw new Error('there are no sample reports')
  const report: Report = {
    ...sample,
    result: 'failed',
    get excerpt(): never {
      throw new RangeError('Invalid string length')
    },
  }
  const warnings: string[] = []
  const log = { info: () => {}, warn: (line: string) => warnings.push(line), annotate: () => {} }
  const world = {
    env: { GITHUB_STEP_SUMMARY: join(folder.path, 'summary') },
    root: folder.path,
    temporary: folder.path,
    log,
  }
  await publish(report, { summary: 'always', reportPath: null }, world)
  expect(await readFile(join(folder.path, 'outputs'), 'utf8')).toMatch(/result[\s\S]*failed/)
  expect(warnings).toEqual([
    expect.stringMatching(/^Could not write the report to .*Invalid string length$/),
    'Could not write the job summary: Invalid string length',
  ])
})
