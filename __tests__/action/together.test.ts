// Two runs and a `go` fill one module cache at the same time. Maps to src/run/zip-workers.ts and src/modcache/unpack/*.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect } from '@jest/globals'
import { faultsIn, leftIn } from '../../bench/unpack/left-behind.ts'
import { actionRig } from '../helpers/action-rig.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { jobEnvironment } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

let modules: readonly SyntheticModule[]
beforeAll(async () => {
  const names = Array.from({ length: 30 }, (_, index) => `d${index % 5}/f${index}.go`)
  const files = Object.fromEntries(names.map((name) => [name, 'package d\n'.repeat(40)]))
  modules = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      makeModule({ path: `example.com/together/m${index}`, version: 'v1.0.0', files, sizeBytes: 60_000 }),
    ),
  )
})
beforeEach(() =>
  writeProject(rig().job.workspace, { module: 'example.com/main', go: '1.21', requires: modules, modules }),
)

function go(gomodcache: string, goproxy: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const { folder, workspace } = rig().job
  const env = { ...jobEnvironment(folder.path), GOFLAGS: '', GOMODCACHE: gomodcache, GOPROXY: goproxy }
  return new Promise((done) => {
    execFile('go', args, { cwd: workspace, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : 1, text: stdout + stderr }),
    )
  })
}

const onUnix = testIf(
  notOnWindows,
  'a go of Windows fails where a zip has come, and is being read, since it began to download it',
)

onUnix.each(['first', 'second', 'third'])(
  'the %s time: all end well, and all of it is as go has it',
  async () => {
    const { job, proxy } = rig()
    const { url } = await proxy(undefined, { modules })
    const source = join(job.folder.path, 'source')
    expect(await go(source, url, 'mod', 'download')).toMatchObject({ code: 0 })

    const run = () => job.step({ inputs: { proxies: url }, env: { GOFLAGS: '' } })
    const [one, other, plain] = await Promise.all([run(), run(), go(job.gomodcache, url, 'mod', 'download')])
    expect(plain).toEqual({ code: 0, text: '' })
    expect([one.outputs.result, other.outputs.result]).toEqual(['complete', 'complete'])
    expect(faultsIn(job.gomodcache, source)).toEqual([])
    expect(leftIn(job.gomodcache)).toEqual([])
    expect(await go(job.gomodcache, 'off', 'mod', 'verify')).toMatchObject({ code: 0 })
  },
)
