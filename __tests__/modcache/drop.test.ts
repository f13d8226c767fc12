// Files of one module version that are taken out of a module cache.

import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { dropModule, dropZip } from '../../src/modcache/drop.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { startModuleProxy } from '../helpers/module-proxy.ts'
import { goOnPath } from '../helpers/programs.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

test.each([
  ['module', dropModule, ['list', 'v1.0.0.lock'], ['info', 'mod', 'zip']],
  ['zip', dropZip, ['list', 'v1.0.0.info', 'v1.0.0.lock', 'v1.0.0.mod'], ['zip']],
] as const)(
  'go fetches a dropped %s anew, its read-only tree and all, and no other',
  async (_, drop, left, asked) => {
    const files = { 'x.go': 'package x\n', 'deep/y.go': 'package y\n' }
    const modules = await Promise.all(
      ['v1.0.0', 'v1.1.0'].map((version, index) =>
        makeModule({ path: `example.com/M${index}`, version, files }),
      ),
    )
    const proxy = await startModuleProxy({ modules })
    const cache = join(folder.path, 'cache')
    await writeProject(join(folder.path, 'p'), {
      module: 'example.com/p',
      go: '1.21',
      requires: modules,
      modules,
    })
    const download = async () =>
      captureCommand({
        command: await goOnPath(),
        args: ['mod', 'download'],
        cwd: join(folder.path, 'p'),
        // Without -modcacherw: the tree is as users have it.
        env: {
          PATH: process.env.PATH,
          HOME: folder.path,
          GOPROXY: proxy.url,
          GOMODCACHE: cache,
          GOSUMDB: 'off',
          GOFLAGS: '',
        },
      })
    try {
      await download()
      const before = proxy.requests.length
      expect(await drop(cache, { path: 'example.com/M0', version: 'v1.0.0' })).toEqual({
        kind: 'dropped',
      })
      expect(await readdir(join(cache, 'example.com'))).toEqual(['!m1@v1.1.0'])
      // What remains is of the module as a whole, or held by whoever works on the version.
      expect((await readdir(join(cache, 'cache', 'download', 'example.com', '!m0', '@v'))).sort()).toEqual(
        left,
      )
      expect((await download()).end).toEqual({ kind: 'exited', code: 0 })
      expect(new Set(proxy.requests.slice(before).map(({ path }) => path))).toEqual(
        new Set(asked.map((kind) => `/example.com/!m0/@v/v1.0.0.${kind}`)),
      )
    } finally {
      await proxy.close()
    }
  },
)

test('a module that is not there, or can not be, is dropped already', async () => {
  expect(await dropModule(folder.path, { path: 'example.com/a', version: 'v1.0.0' })).toEqual({
    kind: 'dropped',
  })
  await mkdir(join(folder.path, 'cache'), { recursive: true })
  await writeFile(join(folder.path, 'keep'), '')
  for (const path of ['..', '../..', '', '/', 'example.com/..']) {
    expect(await dropModule(join(folder.path, 'cache'), { path, version: 'v1.0.0' })).toEqual({
      kind: 'dropped',
    })
  }
  expect((await readdir(folder.path)).sort()).toEqual(['cache', 'keep'])
})

testIf(notOnWindows, 'Windows closes no folder by its mode')(
  'a folder that may not be changed is told',
  async () => {
    const at = join(folder.path, 'cache', 'download', 'example.com', 'a', '@v')
    await mkdir(at, { recursive: true })
    await writeFile(join(at, 'v1.0.0.zip'), 'x')
    await chmod(at, 0o555)
    const told = await dropModule(folder.path, { path: 'example.com/a', version: 'v1.0.0' })
    // Root may change everything.
    expect(told.kind).toBe(process.getuid?.() === 0 ? 'dropped' : 'disk')
    await chmod(at, 0o755)
  },
)
