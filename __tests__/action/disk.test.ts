// The step on module caches that lie on full and read-only disks, and on another disk than its temporary folder.
// Maps to src/run/* and src/modcache/*.

import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { canMount, type Mounted, mountMemory } from '../helpers/mounts.ts'
import { testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

const rig = actionRig()
const mountTest = testIf(canMount(), 'a disk of its own takes a root that may mount')

let folder: TemporaryFolder
let mounted: Mounted | null = null
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(async () => {
  mounted?.unmount()
  mounted = null
  await folder.remove()
})

async function step(gomodcache: string) {
  const proxies = (await rig().proxy()).url
  return rig().job.step({ inputs: { proxies, attempts: '1' }, gomodcache })
}

async function cacheWith(options: string): Promise<string> {
  const path = join(folder.path, 'small')
  mounted = await mountMemory(path, options)
  return path
}

mountTest('another disk than that of the temporary folder: complete, and nothing is left', async () => {
  const cache = await cacheWith('size=20m')
  expect((await step(cache)).outputs).toMatchObject({ result: 'complete' })
  expect((await readdir(join(cache, 'example.com'))).sort()).toEqual([
    'one@v1.0.0',
    'three@v1.0.0',
    'two@v1.0.0',
  ])
  expect((await readdir(cache, { recursive: true })).filter((name) => name.includes('partial'))).toEqual([])
})

mountTest('a complete module cache may be read-only', async () => {
  const cache = await cacheWith('size=20m')
  await step(cache)
  mounted?.change('ro')
  expect((await step(cache)).outputs).toMatchObject({ result: 'complete', 'modules-fetched': '0' })
})

mountTest.each([
  ['empty', async () => {}],
  ['begun', (cache: string) => mkdir(join(cache, 'cache', 'download'), { recursive: true })],
])('a read-only module cache that is %s: the verdict names it', async (_, begin) => {
  const cache = await cacheWith('size=20m')
  await begin(cache)
  mounted?.change('ro')
  expect((await step(cache)).outputs).toMatchObject({ result: 'failed', 'fault-id': 'disk/read-only' })
})

mountTest('a full disk: the verdict names it, and the next run with room is complete', async () => {
  const cache = await cacheWith('size=150k')
  expect((await step(cache)).outputs).toMatchObject({ result: 'failed', 'fault-id': 'disk/full' })
  mounted?.change('size=20m')
  expect((await step(cache)).outputs).toMatchObject({ result: 'complete' })
  expect((await readdir(cache, { recursive: true })).filter((name) => name.includes('partial'))).toEqual([])
})
