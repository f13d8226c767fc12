// An archive that somebody else put under our key writes nothing outside the staging folder.
// Maps to src/cache/unpack.ts, src/cache/github/github-store.ts.

import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createGithubStore } from '../../src/cache/github/github-store.ts'
import { entryFolder } from '../../src/cache/store.ts'
import { unpackArchive } from '../../src/cache/unpack.ts'
import type { CacheService } from '../helpers/cache-service.ts'
import { startCacheService } from '../helpers/cache-service.ts'
import type { TarMember } from '../helpers/tar-archive.ts'
import { tarArchive } from '../helpers/tar-archive.ts'
import type { TemporaryFolder } from '../helpers/temp.ts'
import { temporaryFolder } from '../helpers/temp.ts'
import type { TransferProgram } from '../helpers/transfer-process.ts'
import { buildTransfer } from '../helpers/transfer-process.ts'

let program: TransferProgram
let folder: TemporaryFolder
let service: CacheService
let staging: string
let outside: string

beforeAll(async () => {
  program = await buildTransfer()
})
afterAll(() => program.remove())
beforeEach(async () => {
  folder = await temporaryFolder()
  service = await startCacheService()
  staging = join(folder.path, 'work', entryFolder)
  outside = join(folder.path, 'outside')
  await mkdir(outside)
  await writeFile(join(outside, 'precious'), 'untouched')
})
afterEach(async () => {
  await service.close()
  await folder.remove()
})

const honest: TarMember = {
  name: `${entryFolder}/example.com/a/@v/v1.0.0.mod`,
  content: 'module example.com/a\n',
}

async function restore(members: readonly TarMember[]) {
  service.plant('key', await tarArchive(members))
  const store = createGithubStore({ env: { ...process.env, ...service.env }, transfer: program.command })
  const { signal } = new AbortController()
  return store.restore({ key: 'key', fallbacks: [], staging, limitMs: 30_000, signal })
}

/** Everything below the test's folder but the honest file: name, and what it is. */
async function leftOvers(): Promise<readonly string[]> {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.path.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((name) => name !== `work/${honest.name}`)
}

const attacks: readonly (readonly [string, () => readonly TarMember[]])[] = [
  ['an absolute name', () => [{ name: join(outside, 'planted'), content: 'x' }]],
  ['an absolute name of a file that exists', () => [{ name: join(outside, 'precious'), content: 'x' }]],
  ['a name with ..', () => [{ name: '../outside/planted', content: 'x' }]],
  ['a name with .. below the folder', () => [{ name: `${entryFolder}/../../outside/planted`, content: 'x' }]],
  [
    'a name with .. that ends like a module file',
    () => [{ name: `${entryFolder}/../../outside/@v/v1.0.0.mod`, content: 'x' }],
  ],
  ['a name with a backslash', () => [{ name: `${entryFolder}/..\\..\\outside\\planted`, content: 'x' }]],
  [
    'a link to a folder, then a file through it',
    () => [
      { name: `${entryFolder}/example.com`, type: 'symlink', linkname: outside },
      { name: `${entryFolder}/example.com/a/@v/v1.0.0.zip`, content: 'x' },
    ],
  ],
  [
    'a link in place of the folder itself',
    () => [
      { name: entryFolder, type: 'symlink', linkname: outside },
      { name: `${entryFolder}/example.com/b/@v/v1.0.0.zip`, content: 'x' },
    ],
  ],
  [
    'a link with the name of a module file, then a file of that name',
    () => [
      {
        name: `${entryFolder}/example.com/b/@v/v1.0.0.zip`,
        type: 'symlink',
        linkname: join(outside, 'precious'),
      },
      { name: `${entryFolder}/example.com/b/@v/v1.0.0.zip`, content: 'x' },
    ],
  ],
  [
    'a link with the name of the history',
    () => [
      { name: `${entryFolder}/history.json`, type: 'symlink', linkname: join(outside, 'precious') },
      { name: `${entryFolder}/history.json`, content: 'x' },
    ],
  ],
  [
    'a hard link to a file outside, then content for it',
    () => [
      {
        name: `${entryFolder}/example.com/b/@v/v1.0.0.zip`,
        type: 'link',
        linkname: join(outside, 'precious'),
      },
      { name: `${entryFolder}/example.com/b/@v/v1.0.0.zip`, content: 'x' },
    ],
  ],
]

describe('restored from the service', () => {
  test.each(attacks)('%s writes nothing outside', async (_, members) => {
    const found = await restore([...members(), honest])
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('untouched')
    const left = (await leftOvers()).filter((name) => !name.startsWith(`work/${entryFolder}/`))
    expect(left).toEqual(['outside/precious'])
    expect(found).toMatchObject({ kind: 'found', key: 'key' })
    expect(found.kind === 'found' && found.refused.map(({ kind }) => kind)).toContain('foreign')
    const honestPath = join(folder.path, 'work', honest.name)
    expect((await lstat(honestPath)).nlink).toBe(1)
    expect(await readFile(honestPath, 'utf8')).toBe(honest.content)
  })
})

describe('unpacked', () => {
  const unpack = async (archive: Buffer) => {
    const path = join(folder.path, 'archive')
    await writeFile(path, archive)
    return unpackArchive(path, staging)
  }

  test.each([
    ['a symbolic link', { type: 'symlink', linkname: '/etc/passwd' }],
    ['a hard link', { type: 'link', linkname: '/etc/passwd' }],
    ['a named pipe', { type: 'fifo' }],
    ['a device', { type: 'character-device' }],
    ['a folder', { type: 'directory' }],
  ] as const)('%s with the name of a module file is no file', async (_, member) => {
    const name = `${entryFolder}/example.com/b/@v/v1.0.0.zip`
    const unpacked = await unpack(await tarArchive([{ name, ...member }, honest]))
    expect(unpacked).toMatchObject({ kind: 'ok', files: 1 })
    expect(await leftOvers()).toEqual(expect.not.arrayContaining([`work/${name}`]))
  })

  test('a member that is there twice keeps its first content', async () => {
    const unpacked = await unpack(await tarArchive([honest, { ...honest, content: 'second' }]))
    expect(unpacked).toMatchObject({ files: 1, refused: [{ reason: 'it is in the archive twice' }] })
    expect(await readFile(join(folder.path, 'work', honest.name), 'utf8')).toBe(honest.content)
  })

  test('a file larger than go accepts is refused', async () => {
    const content = Buffer.alloc((1 << 20) + 1)
    const name = `${entryFolder}/example.com/a/@v/v1.0.0.info`
    expect(await unpack(await tarArchive([{ name, content }, honest]))).toMatchObject({
      files: 1,
      refused: [{ kind: 'cache-corrupt', what: 'example.com/a@v1.0.0' }],
    })
  })

  test('an archive that grows beyond measure is cut off', async () => {
    const content = Buffer.alloc(16 << 20)
    const bomb = Array.from({ length: 6 }, (_, n) => ({
      name: `${entryFolder}/example.com/a/@v/v1.${n}.0.mod`,
      content,
    }))
    expect(await unpack(await tarArchive(bomb))).toMatchObject({
      kind: 'corrupt',
      reason: expect.stringContaining('unpacks to more than'),
    })
  })

  test.each([
    ['pax header', 'x'],
    ['pax header for all', 'g'],
    ['long name', 'L'],
    ['long name of a link', 'K'],
  ])('a %s of many megabytes is not kept in memory', async (_, flag) => {
    const before = Array.from({ length: 40 }, (_, n) => ({ name: `foreign-${n}` }))
    const bomb = { name: 'header', flag, content: Buffer.alloc(20 << 20) }
    const unpacked = await unpack(await tarArchive([honest, ...before, bomb, honest]))
    expect(unpacked).toMatchObject({
      kind: 'corrupt',
      reason: expect.stringContaining('header of more than'),
    })
  })

  test.each(['-5', 'abc', '99999999999999999999'])(
    'a pax header with the size %s is corrupt',
    async (size) => {
      const line = ` size=${size}\n`
      const content = `${line.length + 2}${line}`
      const archive = await tarArchive([{ name: 'header', flag: 'x', content }, honest])
      expect(await unpack(archive)).toMatchObject({ kind: 'corrupt' })
    },
  )

  test('a flood of foreign members is told in a few lines', async () => {
    const flood = Array.from({ length: 500 }, (_, n) => ({ name: `foreign-${n}`, content: '' }))
    const unpacked = await unpack(await tarArchive([...flood, honest]))
    expect(unpacked.kind === 'ok' && unpacked.refused.length).toBeLessThan(30)
    expect(unpacked).toMatchObject({ files: 1 })
  })

  test.each([
    ['cut in the middle', (archive: Buffer) => archive.subarray(0, archive.length / 2)],
    [
      'with a changed byte',
      (archive: Buffer) =>
        Buffer.concat([archive.subarray(0, 40), Buffer.from('!!!!'), archive.subarray(44)]),
    ],
    ['of random bytes', () => Buffer.from('this is no archive at all')],
    ['empty', () => Buffer.alloc(0)],
  ])('an archive %s is corrupt', async (_, damage) => {
    const archive = await tarArchive([
      honest,
      { ...honest, name: 'noise', content: Buffer.from(Math.E.toString().repeat(500)) },
    ])
    expect(await unpack(damage(archive))).toMatchObject({ kind: 'corrupt' })
  })
})
