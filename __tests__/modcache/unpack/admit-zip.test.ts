// How a zip gets into the module cache: maps to src/modcache/unpack/admit-zip.ts, write-tree.ts and zip-workers.ts.

import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { temporaryName } from '../../../src/modcache/temporary-name.ts'
import {
  clearStaleTrees,
  createZipAdmitter,
  type ZipTarget,
  type ZipTask,
} from '../../../src/modcache/unpack/admit-zip.ts'
import { createZipWorkers } from '../../../src/modcache/unpack/zip-workers.ts'
import { namesBelow } from '../../helpers/names-below.ts'
import { notOnWindows } from '../../helpers/skip.ts'
import { makeModule, type SyntheticModule } from '../../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

let folder: TemporaryFolder
let module: SyntheticModule
beforeEach(async () => {
  folder = await temporaryFolder()
  module = await makeModule({
    path: 'example.com/a',
    version: 'v1.0.0',
    files: { 'a.go': 'package a\n', 'sub/b.go': 'package sub\n' },
  })
})
afterEach(() => folder.remove())

const tree = () => join(folder.path, 'example.com', 'a@v1.0.0')
const downloads = () => join(folder.path, 'cache', 'download', 'example.com', 'a', '@v')

const admitZip = (given: ZipTask, unpack: ZipTarget['unpack'] = 'read-only') =>
  createZipAdmitter({ gomodcache: folder.path, unpack })(given)

function task(change: Partial<ZipTask> = {}): ZipTask {
  return {
    module: { path: module.path, version: module.version },
    source: { kind: 'bytes', bytes: new Uint8Array(module.zip) },
    sums: [module.zipSum],
    ...change,
  }
}

/** What `stat` shows of a mode: Windows knows read-only files, and nothing of folders. */
const shown = (mode: '444' | '555' | '755') => (notOnWindows || mode === '444' ? mode : '666')
const modeOf = async (...path: readonly string[]) => ((await stat(join(...path))).mode & 0o777).toString(8)

describe('admitZip', () => {
  test('right bytes: zip, hash and tree, as go has them', async () => {
    expect(await admitZip(task())).toEqual({ kind: 'admitted', unpacked: true })
    expect(await readFile(join(downloads(), 'v1.0.0.ziphash'), 'utf8')).toBe(module.zipSum)
    expect(await readFile(join(downloads(), 'v1.0.0.zip'))).toEqual(module.zip)
    expect((await namesBelow(tree())).sort()).toEqual(['a.go', 'go.mod', 'sub', 'sub/b.go'])
    expect(await modeOf(tree())).toBe(shown('555'))
    expect(await modeOf(tree(), 'sub')).toBe(shown('555'))
    expect(await modeOf(tree(), 'a.go')).toBe(shown('444'))
    expect(await readdir(join(folder.path, 'cache'))).toEqual(['download'])
  })

  test('-modcacherw: folders stay writable, files do not', async () => {
    await admitZip(task(), 'writable')
    expect(await modeOf(tree(), 'sub')).toBe(shown('755'))
    expect(await modeOf(tree(), 'a.go')).toBe(shown('444'))
  })

  test('left to go where another process may be at work', async () => {
    expect(await admitZip(task(), 'by-go')).toEqual({ kind: 'admitted', unpacked: false })
    expect(await readdir(folder.path)).toEqual(['cache'])
  })

  test.each<[string, () => Partial<ZipTask>, object]>([
    ['another hash', () => ({ sums: ['h1:x='] }), { kind: 'wrong' }],
    [
      'a damaged zip',
      () => ({ source: { kind: 'bytes', bytes: new Uint8Array(module.zip.subarray(0, -30)) } }),
      { kind: 'damaged' },
    ],
    ['no zip', () => ({ source: { kind: 'bytes', bytes: new Uint8Array(9) } }), { kind: 'damaged' }],
  ])('%s: nothing gets a name', async (_, change, outcome) => {
    expect(await admitZip(task(change()))).toMatchObject(outcome)
    const names = await readdir(folder.path, { recursive: true })
    expect(names.filter((name) => !['cache'].includes(name))).toEqual([])
  })

  test('from a file', async () => {
    const path = join(folder.path, 'given.zip')
    await writeFile(path, module.zip)
    expect(await admitZip(task({ source: { kind: 'file', path, sizeBytes: module.zip.length } }))).toEqual({
      kind: 'admitted',
      unpacked: true,
    })
  })

  test('a zip that an ended run left in its place is hashed, and believed from then on', async () => {
    await mkdir(downloads(), { recursive: true })
    const path = join(downloads(), 'v1.0.0.zip')
    await writeFile(path, module.zip)
    expect(await admitZip(task({ source: { kind: 'file', path, sizeBytes: module.zip.length } }))).toEqual({
      kind: 'present',
      unpacked: true,
    })
    expect(await readFile(join(downloads(), 'v1.0.0.ziphash'), 'utf8')).toBe(module.zipSum)
  })

  test('a tree that is there, or that go left half-written, stays', async () => {
    await mkdir(tree(), { recursive: true })
    expect(await admitZip(task())).toEqual({ kind: 'admitted', unpacked: false })
    expect(await readdir(tree())).toEqual([])
  })

  test('a module that some go has begun is left to it', async () => {
    await mkdir(downloads(), { recursive: true })
    await writeFile(join(downloads(), 'v1.0.0.lock'), '')
    expect(await admitZip(task())).toEqual({ kind: 'admitted', unpacked: false })
    await expect(readdir(tree())).rejects.toThrow('ENOENT')
  })

  test('a tree that can get no place is left to go', async () => {
    await writeFile(join(folder.path, 'example.com'), '')
    expect(await admitZip(task())).toEqual({ kind: 'admitted', unpacked: false })
    expect(await readFile(join(downloads(), 'v1.0.0.zip'))).toEqual(module.zip)
  })

  test('a zip with a file that is too large to be held is hashed, and left to go', async () => {
    module = await makeModule({ path: 'example.com/a', version: 'v1.0.0', sizeBytes: 65 * 1_048_576 })
    expect(await admitZip(task())).toEqual({ kind: 'admitted', unpacked: false })
    expect(await readFile(join(downloads(), 'v1.0.0.ziphash'), 'utf8')).toBe(module.zipSum)
  })

  test('a disk that may not be written is told as such', async () => {
    await writeFile(join(folder.path, 'cache'), '')
    expect(await admitZip(task())).toMatchObject({ kind: 'disk' })
  })
})

test('what killed runs left of their trees goes', async () => {
  const cache = join(folder.path, 'cache')
  const stale = temporaryName('tree').replace(/-\d+-/, '-999999999-')
  await mkdir(join(cache, stale, 'sub'), { recursive: true })
  await chmod(join(cache, stale, 'sub'), 0o555)
  await mkdir(join(cache, temporaryName('tree')))
  await mkdir(join(cache, 'download'))
  await clearStaleTrees(folder.path)
  const left = await readdir(cache)
  expect(left).toHaveLength(2)
  expect(left).not.toContain(stale)
})

describe('createZipWorkers', () => {
  test('without a bundle everything is done here', async () => {
    const workers = createZipWorkers({
      bundle: null,
      threads: 2,
      gomodcache: folder.path,
      unpack: 'read-only',
    })
    expect(await workers.admit(task())).toEqual({ kind: 'admitted', unpacked: true })
    await workers.close()
  })

  test('where no worker can start, everything is done here', async () => {
    const workers = createZipWorkers({
      bundle: join(folder.path, 'none.js'),
      threads: 1,
      gomodcache: folder.path,
      unpack: 'read-only',
    })
    const path = join(folder.path, 'given.zip')
    await writeFile(path, module.zip)
    const admitGiven = () =>
      workers.admit(task({ source: { kind: 'file', path, sizeBytes: module.zip.length } }))
    const ends = await Promise.all([admitGiven(), admitGiven()])
    expect(ends.map(({ kind }) => kind).sort()).toEqual(['admitted', 'present'])
    expect(await admitGiven()).toMatchObject({ kind: 'present' })
    await workers.close()
  })

  test('a file that needs no unpacking', async () => {
    const workers = createZipWorkers({
      bundle: null,
      threads: 1,
      gomodcache: folder.path,
      unpack: 'read-only',
    })
    const path = join(folder.path, 'given.mod')
    await writeFile(path, module.mod)
    const file = { path: module.path, version: module.version, kind: 'mod' } as const
    expect(await workers.admitFile({ file, path })).toEqual({ kind: 'admitted', unpacked: false })
    expect(await workers.admitFile({ file, path })).toEqual({ kind: 'present', unpacked: false })
    expect(await workers.admitFile({ file, path: folder.path })).toMatchObject({ kind: 'damaged' })
    expect(await workers.admitFile({ file, path: `${path}x` })).toMatchObject({ kind: 'disk' })
    expect(await readdir(downloads())).toEqual(['v1.0.0.mod'])
    await workers.close()
  })
})
