// Whether a report says when and where it was made, whichever way the run ended.
// Maps to src/run/origin.ts, src/version.ts.

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Job, startJob } from '../helpers/step.ts'

let job: Job
beforeEach(async () => {
  job = await startJob()
})
afterEach(() => job.remove())

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

test.each([
  ['a wrong input', { attempts: '0' }],
  ['no go.mod', {}],
])('%s', async (_, inputs) => {
  const before = Date.now()
  const { report } = await job.step({
    inputs,
    env: { GITHUB_RUN_ID: '16012345678', GITHUB_RUN_ATTEMPT: '2', GITHUB_WORKFLOW: 'ci', GITHUB_JOB: 'test' },
  })
  expect(report).toMatchObject({
    result: 'failed',
    run: {
      repository: 'example/app',
      workflow: 'ci',
      job: 'test',
      id: '16012345678',
      attempt: 2,
      event: 'push',
    },
    runner: { hosted: true },
    action: { version },
  })
  const at = Date.parse(report?.at ?? '')
  expect(at).toBeGreaterThanOrEqual(before)
  expect(at).toBeLessThanOrEqual(Date.now())
})
