// A shared folder seen from Windows, where whoever reads a file, or a virus scanner, holds it for a while.
// Maps to src/store/folder/write-object.ts.

import { readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { replaceObject } from '../../../src/store/folder/write-object.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

/** Replaces an object while rename(2) is refused `times` times. */
function replace(platform: NodeJS.Platform, times: number) {
  let calls = 0
  return replaceObject({
    root: folder.path,
    name: '.history/0123.json',
    bytes: Buffer.from('text'),
    platform,
    rename: async (from, to) => {
      if (++calls <= times) throw Object.assign(new Error('EPERM: rename'), { code: 'EPERM', path: from })
      await rename(from, to)
    },
  })
}

test('a history is written once it is let go', async () => {
  expect(await replace('win32', 3)).toEqual({ kind: 'written', bytes: 4 })
  expect(await readdir(join(folder.path, '.history'))).toEqual(['0123.json'])
  expect(await readFile(join(folder.path, '.history', '0123.json'), 'utf8')).toBe('text')
})

test('elsewhere the refusal is told at once, and no draft is left', async () => {
  expect(await replace('darwin', 1)).toMatchObject({ kind: 'failed', trouble: { kind: 'denied' } })
  expect(await readdir(join(folder.path, '.history'))).toEqual([])
})
