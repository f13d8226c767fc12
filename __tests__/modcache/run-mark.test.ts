// What killed runs left of their files is found by the mark that they left.

import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { markRun } from '../../src/modcache/run-mark.ts'
import { temporaryName } from '../../src/modcache/temporary-name.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let place: string
beforeEach(async () => {
  folder = await temporaryFolder()
  place = join(folder.path, 'cache', 'download', 'example.com', 'a', '@v')
  await mkdir(place, { recursive: true })
})
afterEach(() => folder.remove())

/** As a process named it that runs no more. */
const deadName = (name: string) => temporaryName(name).replace(`-${process.pid}-`, '-2147483646-')
const marks = async () => (await readdir(join(folder.path, 'cache'))).filter((name) => name !== 'download')

test('a run has its mark until it ends', async () => {
  const end = await markRun(folder.path)
  expect(await marks()).toHaveLength(1)
  await end()
  expect(await marks()).toEqual([])
})

test('the mark of a killed run: its half-written files go, and those of living ones stay', async () => {
  const living = temporaryName('v1.0.0.mod')
  for (const name of [deadName('v1.0.0.zip'), living, 'v1.0.0.info', 'v1.0.0.partial'])
    await writeFile(join(place, name), '')
  await writeFile(join(folder.path, 'cache', deadName('run')), '')
  const end = await markRun(folder.path)
  expect((await readdir(place)).sort()).toEqual(['v1.0.0.info', living, 'v1.0.0.partial'].sort())
  await end()
  expect(await marks()).toEqual([])
})

test('a run beside us keeps its mark', async () => {
  const ends = [await markRun(folder.path), await markRun(folder.path)]
  expect(await marks()).toHaveLength(2)
  for (const end of ends) await end()
})

test.each([
  ['a run of this machine that takes an hour keeps its mark', temporaryName('run'), 1, 1],
  ['none of a process takes a day, whose number another one has by then', temporaryName('run'), 24, 0],
  [
    'of another machine nothing is known after an hour',
    'run.0123abcd-1-0123456789ab.resilient-partial',
    1,
    0,
  ],
])('%s', async (_, name, hours, left) => {
  const path = join(folder.path, 'cache', name)
  await writeFile(path, '')
  const changed = Date.now() / 1_000 - hours * 3_600
  await utimes(path, changed, changed)
  await (await markRun(folder.path))()
  expect(await marks()).toHaveLength(left)
})

test('a module cache that can not be written to has none', async () => {
  await writeFile(join(folder.path, 'file'), '')
  await (await markRun(join(folder.path, 'file')))()
})
