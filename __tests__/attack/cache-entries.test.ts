// A hostile entry under our key in GitHub's cache: nothing is written outside, the right zips are in place, and memory stays small.
// Maps to src/cache/check.ts, src/cache/unpack.ts, src/cache/compression.ts, src/cache/member.ts.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect } from '@jest/globals'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { startJob } from '../helpers/step.ts'
import {
  attacks,
  cacheKey,
  expectInOrder,
  filesBelow,
  moduleNamed,
  requireModules,
  zipInCache,
} from './attack.ts'
import { bombs, brokenArchives, extendedHeaders, names, types } from './hostile-entries.ts'
import { rows } from './rounds.ts'

const attack = attacks()
let service: CacheService
/** The same for all: it comes from go.mod and go.sum. */
let key = ''
beforeAll(async () => {
  const job = await startJob()
  await requireModules(job.workspace, [await moduleNamed('a'), await moduleNamed('b')])
  key = cacheKey(await job.step({ inputs: { cache: 'false', proxies: 'off' } }))
  await job.remove()
})
beforeEach(async () => {
  service = await startCacheService()
})
afterEach(() => service.close())

const inGate = [
  'another zip',
  'names that lead outside',
  'a pax size of "-5"',
  'a pax size of "abc"',
  'a global pax path',
]

const entries = { ...names, ...types, ...extendedHeaders, ...brokenArchives, ...bombs }

rows(
  'cache entries',
  Object.entries(entries),
  inGate,
)('%s', async (name, make) => {
  const modules = [await moduleNamed('a'), await moduleNamed('b')]
  const { workspace, folder, gomodcache } = attack().job
  const outside = join(folder.path, 'outside')
  await mkdir(outside)
  await requireModules(workspace, modules)
  const proxy = await attack().proxy({ modules })
  const evil = await moduleNamed('a', { files: { 'evil.go': 'package evil\n' } })
  service.plant(key, await make({ modules, evil, outside }))

  const step = await attack().step({
    inputs: { proxies: proxy.url, cache: 'read-only', timeout: '60s' },
    env: service.env,
    limitMs: 90_000,
  })
  expectInOrder(step)
  expect(service.requests.map(({ call }) => call)).toContain('GET blob')
  expect(step.code).toBe(0)
  expect(await filesBelow(outside)).toEqual([])
  for (const module of modules) expect((await zipInCache(gomodcache, module))?.equals(module.zip)).toBe(true)
  expect(step.peakMiB).toBeLessThan(250)
  // The service itself is well, whatever it sent.
  expect(step.outputs.cache).not.toBe('unavailable')
  if (name === 'an honest entry') expect(step.outputs.cache).toBe('exact')
})
