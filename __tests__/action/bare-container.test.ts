// A container image with Node and `go` and no other program: no git, tar, zstd, ps or sh, and no HOME. scripts/containers tries the same
// in root file systems of its own. Maps to src/action/*, src/cache/pack.ts, src/platform/toolkit-programs.ts.

import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { actionRig, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { processesOf } from '../helpers/processes.ts'
import { goOnPath } from '../helpers/programs.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()
const inImage = testIf(notOnWindows, 'a folder of PATH gets a symbolic link to go')
let service: CacheService
let image: Readonly<Record<string, string | undefined>>

beforeEach(async () => {
  service = await startCacheService()
  const bin = join(rig().job.folder.path, 'bin')
  await mkdir(bin)
  if (notOnWindows) await symlink(await goOnPath(), join(bin, 'go'))
  image = { ...service.env, PATH: bin, HOME: undefined, GOPATH: undefined }
})
afterEach(() => service.close())

inImage('an entry is saved, and restored by the next job', async () => {
  const { job } = rig()
  const proxy = await rig().proxy()
  const cold = await job.step({ inputs: { proxies: proxy.url }, env: image })
  expect(cold.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
  expect(service.entries).toHaveLength(1)
  const gomodcache = join(job.folder.path, 'next-job')
  const warm = await job.step({ inputs: { proxies: await deadUrl() }, env: image, gomodcache })
  expect(warm.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
})

inImage('a cancelled job leaves no process', async () => {
  const controller = new AbortController()
  const stalling = await rig().proxy((request) => {
    if (!zipOf('two')(request)) return undefined
    controller.abort()
    return { kind: 'stall' }
  })
  const inputs = { proxies: stalling.url, prefetch: 'false', timeout: '6h', 'stall-timeout': '1h' }
  const step = await rig().job.step({ inputs, env: image, signal: controller.signal })
  expect(step.outputs['fault-id']).toBe('killed/cancelled')
  expect(await processesOf(rig().job.folder.path)).toEqual([])
})

inImage.each([
  ['direct alone', () => 'direct'],
  ['direct after a proxy that has not got it', (url: string) => `${url},direct`],
])('%s: git is not there', async (_, list) => {
  const modules = [await makeModule({ path: 'github.com/example/gone', version: 'v1.0.0' })]
  const recipe = { module: 'example.com/main', go: '1.21', requires: modules, modules }
  await writeProject(rig().job.workspace, recipe)
  const proxies = list((await rig().proxy()).url)
  const step = await rig().job.step({ inputs: { proxies, cache: 'false' }, env: image })
  expect(step.outputs['fault-id']).toBe('vcs-missing/executable')
  expect(step.summary).toContain('Install git')
})
