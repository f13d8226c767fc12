// A virus scanner of Windows that holds each new file open for a while: what is renamed meanwhile still gets its name.
// Maps to src/modcache/admit.ts, src/modcache/place.ts, src/modcache/zip-hash.ts and src/modcache/unpack/write-tree.ts.

import { linkSync, mkdirSync, renameSync, unlinkSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createAdmission } from '../../src/modcache/admit.ts'
import { createPendingTree } from '../../src/modcache/unpack/write-tree.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

/** rename(2) while a scanner holds the file: refused so often, then done. */
function heldFor(times: number, code: string) {
  let calls = 0
  return (from: string, to: string) => {
    if (++calls <= times) throw Object.assign(new Error(`${code}: rename`), { code, path: from })
    renameSync(from, to)
  }
}

const zip = { path: 'example.com/a', version: 'v1.0.0', kind: 'zip' } as const

describe('the hash of a zip that is held', () => {
  const place = () => join(folder.path, 'cache', 'download', 'example.com', 'a', '@v')

  test('is written once the scanner lets go, and the zip has its place', async () => {
    const admission = createAdmission(folder.path, { platform: 'win32', rename: heldFor(3, 'EBUSY') })
    expect(await admission.admitBytes(zip, Buffer.from('zip'), 'h1:x=')).toBe('admitted')
    expect(await readFile(join(place(), 'v1.0.0.ziphash'), 'utf8')).toBe('h1:x=')
    expect((await readdir(place())).sort()).toEqual(['v1.0.0.zip', 'v1.0.0.ziphash'])
  })

  test('elsewhere the refusal is told', async () => {
    const admission = createAdmission(folder.path, { platform: 'linux', rename: heldFor(1, 'EBUSY') })
    await expect(admission.admitBytes(zip, Buffer.from('zip'), 'h1:x=')).rejects.toMatchObject({
      code: 'EBUSY',
    })
    expect(await readdir(place())).toEqual([])
  })
})

describe('a temporary file that is held once the file has its place', () => {
  /** A folder can't be deleted as a file, whatever the system: as one that is held. */
  const link = (from: string, to: string) => {
    linkSync(from, to)
    unlinkSync(from)
    mkdirSync(from)
  }
  const mod = { path: 'example.com/a', version: 'v1.0.0', kind: 'mod' } as const
  const text = Buffer.from('module example.com/a\n')

  test('of bytes that were all here: the file is admitted', async () => {
    const admission = createAdmission(folder.path, { link })
    expect(await admission.admitBytes(mod, text)).toBe('admitted')
  })

  test('of bytes that came one by one: the same', async () => {
    const pending = await createAdmission(folder.path, { link }).open(mod)
    await pending.write(text)
    expect(await pending.commit()).toBe('admitted')
  })

  test('of a file from another file system: the same', async () => {
    const source = join(folder.path, 'source')
    await writeFile(source, text)
    const elsewhere = (from: string, to: string) => {
      if (from === source) throw Object.assign(new Error('EXDEV: link'), { code: 'EXDEV' })
      link(from, to)
    }
    const admission = createAdmission(folder.path, { link: elsewhere })
    expect(await admission.admitExisting(mod, source)).toEqual({ kind: 'admitted' })
  })
})

test('a file that is held where there are no links gets its place once the scanner lets go', async () => {
  const link = () => {
    throw Object.assign(new Error('EISDIR: link'), { code: 'EISDIR' })
  }
  const admission = createAdmission(folder.path, { platform: 'win32', link, rename: heldFor(3, 'EPERM') })
  const mod = { path: 'example.com/a', version: 'v1.0.0', kind: 'mod' } as const
  expect(await admission.admitBytes(mod, Buffer.from('module example.com/a\n'))).toBe('admitted')
  expect(await readdir(join(folder.path, 'cache', 'download', 'example.com', 'a', '@v'))).toEqual([
    'v1.0.0.mod',
  ])
})

describe('a tree with a file that is held', () => {
  const start = (times: number) => {
    const tree = createPendingTree(join(folder.path, 'tree'), {
      below: folder.path,
      readOnly: false,
      platform: 'win32',
      rename: heldFor(times, 'EPERM'),
    })
    tree.write('a/b.go', Buffer.from('package b\n'))
    return tree
  }

  test('gets its place once the scanner lets go', async () => {
    expect(await start(3).place(join(folder.path, 'a@v1.0.0'), () => true)).toBe(true)
    expect(await readdir(folder.path)).toEqual(['a@v1.0.0'])
  })

  test('is left to a go that begins with the module meanwhile', async () => {
    const tree = start(2)
    const isFree = [true, true, false].values()
    expect(await tree.place(join(folder.path, 'a@v1.0.0'), () => isFree.next().value ?? false)).toBe(false)
    await tree.abandon()
    expect(await readdir(folder.path)).toEqual([])
  })

  test('is given up soon where the scanner does not, so that go unpacks the zip', async () => {
    const tree = start(Number.POSITIVE_INFINITY)
    await expect(tree.place(join(folder.path, 'a@v1.0.0'), () => true)).rejects.toMatchObject({
      code: 'EPERM',
    })
    await tree.abandon()
    expect(await readdir(folder.path)).toEqual([])
  })
})
