// The runner's frame: folders that are not there, links of the repository, a go that hangs before anything is known.
// Maps to src/run/*, src/platform/world.ts, src/platform/process-world.ts, src/platform/write-file.ts.

import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { processesOf } from '../helpers/processes.ts'
import { describeIf, notOnWindows, testWithLinks } from '../helpers/skip.ts'

const rig = actionRig()

describe('a folder of the runner that is not there', () => {
  test('GITHUB_WORKSPACE: a sentence that names it, and all outputs', async () => {
    const missing = join(rig().job.folder.path, 'absent')
    const step = await rig().job.step({ env: { GITHUB_WORKSPACE: missing } })
    expect(step.code).toBe(1)
    expect(step.stderr).toBe('')
    expect(step.outputs).toMatchObject({ result: 'failed', 'fault-id': 'proxy-config/runner-folder' })
    expect(step.stdout).toContain(`GITHUB_WORKSPACE names ${missing}, which is not there`)
    expect(step.summary).toContain('GITHUB_WORKSPACE')
  })

  test('RUNNER_TEMP: it is made', async () => {
    const { job } = rig()
    const proxy = await rig().proxy(() => undefined)
    const step = await job.step({
      inputs: { proxies: proxy.url, cache: 'false' },
      env: { RUNNER_TEMP: join(job.folder.path, 'a', 'b') },
    })
    expect(step.stderr).toBe('')
    expect(step.outputs.result).toBe('complete')
  })

  test('RUNNER_TEMP that can not be made: a sentence that names it, and all outputs', async () => {
    const { job } = rig()
    await writeFile(join(job.folder.path, 'file'), '')
    const missing = join(job.folder.path, 'file', 'temp')
    const step = await job.step({ env: { RUNNER_TEMP: missing } })
    expect(step.code).toBe(1)
    expect(step.stderr).toBe('')
    expect(step.outputs).toMatchObject({ result: 'failed', 'fault-id': 'proxy-config/runner-folder' })
    expect(step.stdout).toContain(`RUNNER_TEMP names ${missing}`)
  })
})

testWithLinks()(
  'a report-path that is a link of the repository is not followed, and is warned about',
  async () => {
    const { job } = rig()
    const proxy = await rig().proxy(() => undefined)
    const precious = join(job.folder.path, 'precious')
    await writeFile(precious, 'old')
    await symlink(precious, join(job.workspace, 'report.json'))
    const step = await job.step({
      inputs: { proxies: proxy.url, cache: 'false', 'report-path': 'report.json' },
    })
    expect(await readFile(precious, 'utf8')).toBe('old')
    expect(step.outputs.result).toBe('complete')
    expect(step.stdout).toMatch(/Warning: .*Could not write the report.*symbolic link/)
  },
)

const withScripts = describeIf(notOnWindows, 'the go that hangs is a shell script')

withScripts('a go whose `go env` never ends', () => {
  /** `asked` is a pipe that can be read once it is asked. */
  async function hangingGo() {
    const { job } = rig()
    const [bin, asked] = [join(job.folder.path, 'bin'), join(job.folder.path, 'asked')]
    await mkdir(bin)
    await promisify(execFile)('mkfifo', [asked])
    const go = join(bin, 'go')
    await writeFile(go, `#!/bin/sh\necho > '${asked}'\nsleep 1000\n`)
    await chmod(go, 0o755)
    return { asked, env: { PATH: `${bin}${delimiter}${process.env.PATH}` } }
  }

  test('is ended by `timeout`', async () => {
    const { env } = await hangingGo()
    const step = await rig().job.step({ env, inputs: { timeout: '1s', cache: 'false' } })
    expect(step.code).toBe(1)
    expect(step.outputs['fault-id']).toBe('timeout/before-download')
    expect(await processesOf(rig().job.folder.path)).toEqual([])
  })

  test('is ended when the job is cancelled', async () => {
    const { env, asked } = await hangingGo()
    const controller = new AbortController()
    const running = rig().job.step({
      env,
      inputs: { timeout: '6h', cache: 'false' },
      signal: controller.signal,
    })
    await readFile(asked)
    controller.abort()
    const step = await running
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'killed' })
    expect(await processesOf(rig().job.folder.path)).toEqual([])
  })
})
