// Deleting: below the named folder only, and by nobody else in src/.

import { chmod, lstat, mkdir, readdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { remove, removeFileNow, removeTemporary } from '../../src/platform/remove.ts'
import { testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let below: string
beforeEach(async () => {
  folder = await temporaryFolder()
  below = join(folder.path, 'below')
  await mkdir(below)
})
afterEach(() => folder.remove())

async function write(name: string): Promise<string> {
  const path = join(folder.path, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, 'x')
  return path
}

const withLinks = testWithLinks()

describe('removeFileNow', () => {
  test('deletes a file below the folder', async () => {
    expect(removeFileNow(await write('below/file'), { below })).toEqual({ kind: 'removed' })
    expect(removeFileNow(join(below, 'file'), { below })).toEqual({ kind: 'absent' })
    expect(await readdir(below)).toEqual([])
  })

  withLinks('refuses what lies outside, by way of a link too', async () => {
    const outside = await write('beside/file')
    await symlink(dirname(outside), join(below, 'link'))
    for (const path of [outside, join(below, 'link', 'file')])
      expect(removeFileNow(path, { below })).toMatchObject({ kind: 'failed', error: { code: 'OUTSIDE' } })
    expect(await readdir(dirname(outside))).toEqual(['file'])
  })

  test('a folder is no file', async () => {
    await write('below/tree/file')
    expect(removeFileNow(join(below, 'tree'), { below })).toMatchObject({ kind: 'failed' })
    expect(await readdir(join(below, 'tree'))).toEqual(['file'])
  })
})

describe('remove', () => {
  test('deletes a file and a tree, read-only folders too', async () => {
    expect(await remove(await write('below/file'), { below })).toEqual({ kind: 'removed' })
    await write('below/tree/deep/file')
    await chmod(join(below, 'tree', 'deep'), 0o555)
    await chmod(join(below, 'tree'), 0o555)
    expect(await remove(join(below, 'tree'), { below })).toEqual({ kind: 'removed' })
    expect(await readdir(below)).toEqual([])
  })

  // Root is refused nothing, so that this can fail for another user alone.
  test('deletes a tree of many folders, one of which is read-only', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `d${index % 20}/e${index}`)
    for (const name of ['a', ...names]) await write(`below/tree/${name}/file`)
    await chmod(join(below, 'tree', 'a'), 0o555)
    expect(await remove(join(below, 'tree'), { below })).toEqual({ kind: 'removed' })
    expect(await readdir(below)).toEqual([])
  })

  test('what is not there is no failure', async () => {
    expect(await remove(join(below, 'absent'), { below })).toEqual({ kind: 'absent' })
    expect(await remove(join(below, 'absent', 'file'), { below })).toEqual({ kind: 'absent' })
  })

  test.each(['beside', 'below/../beside', 'below-not', 'below'])('refuses %s', async (name) => {
    if (name !== 'below') await write(name)
    const removed = await remove(`${folder.path}${sep}${name}`, { below })
    expect(removed).toMatchObject({ kind: 'failed', error: { code: 'OUTSIDE' } })
    expect(await readdir(folder.path)).toContain(name.split('/').at(-1))
  })

  withLinks('follows no link out of the folder, and deletes the link itself', async () => {
    await write('outside/file')
    await symlink(join(folder.path, 'outside'), join(below, 'link'), 'junction')
    expect(await remove(join(below, 'link', 'file'), { below })).toMatchObject({
      error: { code: 'OUTSIDE' },
    })
    expect(await remove(join(below, 'link'), { below })).toEqual({ kind: 'removed' })
    expect(await readdir(join(folder.path, 'outside'))).toEqual(['file'])
  })

  withLinks('a folder that is itself behind a link is the folder that it leads to', async () => {
    const file = await write('below/file')
    await symlink(below, join(folder.path, 'link'), 'junction')
    expect(await remove(file, { below: join(folder.path, 'link') })).toEqual({ kind: 'removed' })
  })
})

/** unlink(2) that is refused so often, then done. */
function refused(times: number, code: string) {
  let calls = 0
  return {
    calls: () => calls,
    unlink: async (path: string) => {
      if (++calls <= times) throw Object.assign(new Error(`${code}: unlink`), { code, path })
      await unlink(path)
    },
  }
}

describe('what the system refuses to delete', () => {
  test.each(['EBUSY', 'EACCES'])('on Windows a held file (%s) goes once it is let go', async (code) => {
    const { calls, unlink } = refused(3, code)
    const file = await write('below/file')
    expect(await remove(file, { below, platform: 'win32', unlink })).toEqual({ kind: 'removed' })
    expect(calls()).toBe(4)
    expect(await readdir(below)).toEqual([])
  })

  test('on Windows a read-only file goes at once, after its mode was changed', async () => {
    const { calls, unlink: deleteFile } = refused(1, 'EPERM')
    const file = await write('below/file')
    await chmod(file, 0o444)
    const modes: number[] = []
    const unlink = async (path: string) => {
      modes.push((await lstat(path)).mode & 0o200)
      await deleteFile(path)
    }
    expect(await remove(file, { below, platform: 'win32', unlink })).toEqual({ kind: 'removed' })
    expect({ calls: calls(), modes }).toEqual({ calls: 2, modes: [0, 0o200] })
  })

  test('elsewhere it is told at once, and nothing is thrown', async () => {
    const { calls, unlink } = refused(Number.POSITIVE_INFINITY, 'EBUSY')
    const file = await write('below/file')
    const removed = await remove(file, { below, platform: 'darwin', unlink })
    expect(removed).toMatchObject({ kind: 'failed', error: { code: 'EBUSY' } })
    expect(calls()).toBe(1)
  })

  test("a run's temporary folder that can't be deleted fails nothing", async () => {
    const file = await write('below/file')
    await expect(removeTemporary(join(file, 'temporary'))).resolves.toBeUndefined()
  })
})

test('no other file of src/ deletes', async () => {
  const files = (await readdir('src', { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  const deleting =
    /\b(?:rm|rmdir|unlink)(?:Sync)?\b[^'"]*\} from '(?:node:)?fs|\brmRF\b|@actions\/io|\bfs\w*\.(?:rm|unlink)|(?<![.\w'])(?:rm|rmdir|unlink)(?:Sync)?\(/s
  const found: string[] = []
  for (const file of files) if (deleting.test(await readFile(file, 'utf8'))) found.push(relative('src', file))
  expect(found).toEqual([join('platform', 'remove.ts')])
})
