// A job with a small project of synthetic modules, and scripted proxies that know them.

import { join } from 'node:path'
import { afterEach, beforeEach } from '@jest/globals'
import { type Behaviour, type ModuleProxy, type ScriptedRequest, startModuleProxy } from './module-proxy.ts'
import { type Job, startJob } from './step.ts'
import { makeModule, type SyntheticModule, writeProject } from './synthetic-modules.ts'

/** Undefined: the right answer. */
export type Script = (request: ScriptedRequest) => Behaviour | undefined

/** What a test works with; made anew for each one. */
interface ActionRig {
  readonly job: Job
  /** `example.com/one`, `two` and `three` at v1.0.0, which go.mod requires and go.sum names. */
  readonly modules: readonly SyntheticModule[]
  /** Starts a proxy that knows the modules; closed after the test. */
  readonly proxy: (
    script?: Script,
    options?: Omit<Parameters<typeof startModuleProxy>[0], 'script'>,
  ) => Promise<ModuleProxy>
  /** Seconds in which a run surely ends here and now, where nothing hangs: measured by one. */
  readonly secondsForARun: () => Promise<number>
}

/** A busy machine may get busier. */
const runsInOne = 5

/** To be called once in a test file; the rig is there while a test runs. */
export function actionRig(): () => ActionRig {
  let rig: ActionRig | null = null
  const proxies: ModuleProxy[] = []
  beforeEach(async () => {
    const job = await startJob()
    const modules = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        makeModule({ path: `example.com/${name}`, version: 'v1.0.0', sizeBytes: 40_000 }),
      ),
    )
    await writeProject(job.workspace, { module: 'example.com/main', go: '1.21', requires: modules, modules })
    const proxy: ActionRig['proxy'] = async (script, options) => {
      const started = await startModuleProxy({ modules, ...options, ...(script && { script }) })
      proxies.push(started)
      return started
    }
    const secondsForARun = async () => {
      const gomodcache = join(job.folder.path, 'measured')
      const inputs = { proxies: (await proxy()).url, cache: 'false' }
      const { report } = await job.step({ gomodcache, inputs })
      return Math.ceil(2 + runsInOne * (report?.seconds ?? Number.NaN))
    }
    rig = { job, modules, proxy, secondsForARun }
  })
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
    await rig?.job.remove()
    rig = null
  })
  return () => {
    if (rig === null) throw new Error('the rig is there only while a test runs')
    return rig
  }
}

/** Picks the requests for the zip of `example.com/<name>`. */
export const zipOf = (name: string) => (request: ScriptedRequest) =>
  request.module === `example.com/${name}` && request.file === 'zip'

/** A script that plays `behaviour` where `fits` says so. */
export const playing =
  (behaviour: Behaviour, fits: (request: ScriptedRequest) => boolean): Script =>
  (request) =>
    fits(request) ? behaviour : undefined

export const unavailable: Behaviour = { kind: 'status', status: 503, body: 'out of order' }
