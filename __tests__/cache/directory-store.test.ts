// A folder as a store: what others may do to it, and what its disk may do to us.

import { chmod, mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { restoreDirectory, saveDirectory } from '../../src/cache/directory-entries.ts'
import { createDirectoryStore } from '../../src/cache/directory-store.ts'
import { describeError } from '../../src/cache/disk-error.ts'
import { entryFolder } from '../../src/cache/store.ts'
import type { TemporaryFolder } from '../helpers/temp.ts'
import { temporaryFolder } from '../helpers/temp.ts'
import type { TransferProgram } from '../helpers/transfer-process.ts'
import { buildTransfer } from '../helpers/transfer-process.ts'

const signal = new AbortController().signal
const limits = { limitMs: 30_000, signal }
const name = 'example.com/a/@v/v1.0.0.mod'

let program: TransferProgram
let folder: TemporaryFolder
let root: string
let staging: string

beforeAll(async () => {
  program = await buildTransfer()
})
afterAll(() => program.remove())
beforeEach(async () => {
  folder = await temporaryFolder()
  root = join(folder.path, 'store')
  staging = join(folder.path, 'out', entryFolder)
  await put(staging)
})
afterEach(() => folder.remove())

async function put(into: string): Promise<void> {
  await mkdir(dirname(join(into, name)), { recursive: true })
  await writeFile(join(into, name), 'module example.com/a\n')
}

const open = () => createDirectoryStore({ path: root, env: process.env, transfer: program.command })
const save = (key = 'key') => open().save({ key, staging, ...limits })
const restore = (key = 'key', fallbacks: readonly string[] = []) =>
  open().restore({ key, fallbacks, staging: join(folder.path, 'in', entryFolder), ...limits })
const restored = () => readdir(join(folder.path, 'in', entryFolder))

/** Runs as a user without rights on what root made, where the tests run as root. */
async function unprivileged<T>(body: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await body()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

describe('the disk', () => {
  test('a folder that may not be written to: denied', async () => {
    await mkdir(root)
    await chmod(folder.path, 0o755)
    await chmod(root, 0o555)
    expect(await unprivileged(() => saveDirectory({ path: root, key: 'key', staging }))).toEqual({
      kind: 'denied',
      reason: expect.stringMatching(/permission denied \(EACCES\): .*store/),
    })
  })

  test('a folder that may not be read: denied', async () => {
    await mkdir(root, { mode: 0o700 })
    await chmod(folder.path, 0o755)
    await chmod(root, process.geteuid?.() === 0 ? 0o700 : 0o000)
    const request = { path: root, key: 'key', fallbacks: [], staging: join(folder.path, 'in', entryFolder) }
    expect(await unprivileged(() => restoreDirectory(request))).toMatchObject({ kind: 'denied' })
    await chmod(root, 0o700)
  })

  test('a file where the folder should be: unavailable', async () => {
    await writeFile(root, '')
    expect(await save()).toMatchObject({ kind: 'unavailable' })
    expect(await restore()).toMatchObject({ kind: 'unavailable' })
  })

  test('a staging folder that is gone: failed, and no half of an entry stays', async () => {
    await rm(staging, { recursive: true })
    expect(await save()).toMatchObject({ kind: 'failed' })
    expect(await readdir(root)).toEqual([])
  })

  test.each([
    ['ENOSPC', 'no space left on the device (ENOSPC): /mnt/x'],
    ['EROFS', 'the file system is read-only (EROFS): /mnt/x'],
  ])('%s is told in words', (code, words) => {
    expect(describeError(Object.assign(new Error('x'), { code, path: '/mnt/x' }))).toBe(words)
  })

  test('a key too long for a name: failed', async () => {
    expect(await save('k'.repeat(300))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('too long'),
    })
    expect(await restore('k'.repeat(300))).toEqual({ kind: 'miss' })
  })

  test('no time: slow, and the save leaves no entry behind', async () => {
    expect(await open().save({ key: 'key', staging, limitMs: 0, signal })).toEqual({
      kind: 'slow',
      limitMs: 0,
    })
    expect(await restore()).toEqual({ kind: 'miss' })
  })

  const hung = () =>
    createDirectoryStore({
      path: root,
      env: process.env,
      transfer: [
        process.execPath,
        '--eval=process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)',
        '--',
      ],
    })

  test('work that never ends and heeds no request to end is given up at the limit', async () => {
    expect(await hung().save({ key: 'key', staging, limitMs: 200, signal })).toEqual({
      kind: 'slow',
      limitMs: 200,
    })
  })

  test('work that never ends is given up when the job is cancelled', async () => {
    const cancel = new AbortController()
    const restoring = hung().restore({
      key: 'key',
      fallbacks: [],
      staging,
      limitMs: 30_000,
      signal: cancel.signal,
    })
    setTimeout(() => cancel.abort(new Error('cancelled')), 200)
    await expect(restoring).rejects.toThrow('cancelled')
  })

  test('a cancelled save rejects with the reason', async () => {
    const cancel = new AbortController()
    const saving = open().save({ key: 'key', staging, limitMs: 30_000, signal: cancel.signal })
    cancel.abort(new Error('cancelled'))
    await expect(saving).rejects.toThrow('cancelled')
  })
})

describe('others who use the folder', () => {
  test.each([
    ['a link to a file', async (path: string) => symlink('/etc/passwd', path)],
    ['a folder', async (path: string) => mkdir(path).then(() => writeFile(join(path, 'x'), ''))],
  ])('%s with the name of a module file is left out and told', async (_, plant) => {
    await save()
    await mkdir(join(root, 'key', 'example.com/b/@v'), { recursive: true })
    await plant(join(root, 'key', 'example.com/b/@v/v1.0.0.zip'))
    const found = await restore()
    expect(found).toMatchObject({ kind: 'found', refused: [{ kind: 'foreign' }] })
    expect(await restored()).toEqual(['example.com'])
    expect(await readdir(join(folder.path, 'in', entryFolder, 'example.com'))).toEqual(['a'])
  })

  test('a link to a folder is not followed', async () => {
    await save()
    const elsewhere = join(folder.path, 'elsewhere')
    await put(elsewhere)
    await symlink(join(elsewhere, 'example.com'), join(root, 'key', 'example.org'))
    expect(await restore()).toMatchObject({ refused: [{ kind: 'foreign', what: 'example.org' }] })
    expect(await restored()).toEqual(['example.com'])
  })

  test('a link in place of an entry is no entry', async () => {
    await put(join(folder.path, 'elsewhere'))
    await mkdir(root)
    await symlink(join(folder.path, 'elsewhere'), join(root, 'key'))
    expect(await restore()).toEqual({ kind: 'miss' })
  })

  test('files and entries in the making are no entries', async () => {
    await put(join(root, '.tmp-key'))
    await writeFile(join(root, 'key-file'), '')
    expect(await restore('key', ['key'])).toEqual({ kind: 'miss' })
    expect(await restore('.tmp-key', ['.tmp'])).toEqual({ kind: 'miss' })
  })

  test('a save clears away what a killed one left a day ago, not what another is writing', async () => {
    await put(join(root, '.tmp-old'))
    await put(join(root, '.tmp-new'))
    const yesterday = new Date(Date.now() - 25 * 3_600_000)
    await utimes(join(root, '.tmp-old'), yesterday, yesterday)
    await save()
    expect((await readdir(root)).sort()).toEqual(['.tmp-new', 'key'])
  })

  test('the newest entry is the one that was saved last, whatever its name', async () => {
    for (const [n, key] of ['prefix-c', 'prefix-a', 'prefix-b'].entries()) {
      await save(key)
      const at = new Date(Date.UTC(2030, 0, 1, n))
      await utimes(join(root, key), at, at)
    }
    expect(await restore('prefix-x', ['prefix-'])).toMatchObject({ kind: 'found', key: 'prefix-b' })
  })
})
