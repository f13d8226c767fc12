// What a module cache holds already.
// Maps to src/modcache/file-origins.ts, src/modcache/version-list.ts.

import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { createInventory, presentFiles } from '../../src/modcache/inventory.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const a: ModuleFile = { path: 'example.com/A', version: 'v1.0.0', kind: 'mod' }
const kinds = ['info', 'mod', 'zip'] as const

test('what is there is told with its size; empty files, links and folders are not there', async () => {
  const at = join(folder.path, 'cache', 'download', 'example.com', '!a', '@v')
  await mkdir(join(at, 'v1.2.0.mod'), { recursive: true })
  await writeFile(join(at, 'v1.0.0.mod'), 'module x\n')
  await writeFile(join(at, 'v1.0.0.info'), '')
  await symlink(join(at, 'v1.0.0.mod'), join(at, 'v1.1.0.mod'))
  const versions = ['v1.0.0', 'v1.1.0', 'v1.2.0']
  const files = versions.flatMap((version) => kinds.map((kind) => ({ ...a, version, kind })))
  expect(await presentFiles(createInventory(folder.path), files)).toEqual(
    new Map([['example.com/!a/@v/v1.0.0.mod', 9]]),
  )
  const { sizeOf } = createInventory(folder.path)
  expect(await sizeOf(a)).toBe(9)
  expect(await sizeOf({ ...a, kind: 'zip' })).toBe(null)
})

test('a go.mod that is larger than any can be is never read', async () => {
  const at = join(folder.path, 'cache', 'download', 'example.com', '!a', '@v')
  await mkdir(at, { recursive: true })
  await writeFile(join(at, 'v1.0.0.mod'), 'module x\n')
  expect(await createInventory(folder.path).readMod(a)).toBe('module x\n')
  await truncate(join(at, 'v1.0.0.mod'), 100 * 1_048_576)
  expect(await createInventory(folder.path).readMod(a)).toBe(null)
})
