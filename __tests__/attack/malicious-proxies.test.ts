// A proxy that answers with malice: the step ends in time, in little memory, by no bug, and no wrong byte gets into the module cache.
// Maps to src/fetch/request/*, src/platform/http.ts.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import {
  attacks,
  expectInOrder,
  expectNothingHalfWritten,
  filesBelow,
  moduleNamed,
  requireModules,
  zipInCache,
} from './attack.ts'
import type { HostileServer, StartHostile } from './hostile-answers.ts'
import { encodingsAndRedirects, lengths, moduleFiles, statusAndHeaders, zips } from './malicious-answers.ts'
import { everything, rows } from './rounds.ts'

const attack = attacks()

const inGate = [
  'status 101',
  'redirects without end',
  'a redirect to a file',
  'an .info with escapes',
  'a zip with ..',
  'a zip with a lying zip64 locator',
]

/** Where zips with names that lead outside would write; known before a test's folder is. */
let outside = ''
let server: HostileServer | null = null
beforeEach(async () => {
  outside = join(attack().job.folder.path, 'outside')
  await mkdir(outside)
})
afterEach(async () => {
  await server?.close()
  server = null
})

const tables: Readonly<Record<string, StartHostile>> = {
  ...statusAndHeaders,
  ...lengths,
  ...encodingsAndRedirects,
  ...moduleFiles,
  ...Object.fromEntries(
    Object.keys(zips('/tmp')).map((name): [string, StartHostile] => [
      name,
      (modules) => zips(outside)[name]?.(modules) ?? Promise.reject(new Error(name)),
    ]),
  ),
}

rows(
  'malicious proxies',
  Object.entries(tables),
  inGate,
)('%s', async (_, start) => {
  const modules = [await moduleNamed('a'), await moduleNamed('b')]
  const { workspace, gomodcache } = attack().job
  await requireModules(workspace, modules)
  server = await start(modules)
  const step = await attack().step({
    inputs: { proxies: server.url, attempts: everything ? '2' : '1', timeout: '8s', 'stall-timeout': '1s' },
  })
  expectInOrder(step)
  expect(step.peakMiB).toBeLessThan(220)
  expect(await filesBelow(outside)).toEqual([])
  await expectNothingHalfWritten(gomodcache)
  for (const module of modules) {
    const zip = await zipInCache(gomodcache, module)
    if (zip !== null) expect(zip.equals(module.zip)).toBe(true)
  }
})
