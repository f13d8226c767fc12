// What a download changed in go.mod and go.sum.

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { changesBetween, takeSnapshot } from '../../src/download/changes.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

test('tells added and removed lines of every file that changed, created and deleted ones too', async () => {
  const file = (name: string) => join(folder.path, name)
  const files = ['go.mod', 'go.sum', 'go.work', 'go.work.sum', 'absent'].map(file)
  await writeFile(file('go.mod'), 'module a\n\ngo 1.21\n')
  await writeFile(file('go.sum'), 'a\nb\nb\n')
  await writeFile(file('go.work'), 'go 1.21\nuse .\n')
  const before = await takeSnapshot(files)
  await writeFile(file('go.sum'), 'b\na\nc\nd')
  await writeFile(file('go.work.sum'), 'x\n')
  await rm(file('go.work'))
  expect(changesBetween(before, await takeSnapshot(files), join(folder.path, 'sub'))).toEqual([
    { file: '../go.sum', added: 2, removed: 1 },
    { file: '../go.work', added: 0, removed: 2 },
    { file: '../go.work.sum', added: 1, removed: 0 },
  ])
})

test('nothing changed is nothing to tell; only the order is a change of no lines', async () => {
  const file = join(folder.path, 'go.sum')
  await writeFile(file, 'a\nb\n')
  const before = await takeSnapshot([file])
  expect(changesBetween(before, await takeSnapshot([file]), folder.path)).toEqual([])
  await writeFile(file, 'b\na\n')
  expect(changesBetween(before, await takeSnapshot([file]), folder.path)).toEqual([
    { file: 'go.sum', added: 0, removed: 0 },
  ])
})

test('a file that cannot be read is an error, not an absence', async () => {
  await expect(takeSnapshot([folder.path])).rejects.toThrow('is a folder')
})
