// What a place for entries promises: held against GitHub's service, and against the folder that other tests use in its place.
// Maps to src/cache/store.ts, src/cache/github/github-store.ts.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createGithubStore } from '../../src/cache/github/github-store.ts'
import type { CacheStore } from '../../src/cache/store.ts'
import { entryFolder } from '../../src/cache/store.ts'
import type { CacheService } from '../helpers/cache-service.ts'
import { startCacheService } from '../helpers/cache-service.ts'
import { createFolderEntries } from '../helpers/folder-entries.ts'
import type { TemporaryFolder } from '../helpers/temp.ts'
import { temporaryFolder } from '../helpers/temp.ts'
import type { TransferProgram } from '../helpers/transfer-process.ts'
import { buildTransfer } from '../helpers/transfer-process.ts'

const limitMs = 30_000
const never = new AbortController().signal
const files = {
  'example.com/a/@v/v1.0.0.info': '{"Version":"v1.0.0"}',
  'example.com/a/@v/v1.0.0.mod': 'module example.com/a\n',
  'github.com/!big/b/v2/@v/v2.1.0-rc.1.zip': 'PK zip',
}

let program: TransferProgram
let folder: TemporaryFolder
let service: CacheService

beforeAll(async () => {
  program = await buildTransfer()
})
afterAll(() => program.remove())
beforeEach(async () => {
  folder = await temporaryFolder('rgm cache-') // With a space, as in the home of a person with two names.
  service = await startCacheService()
})
afterEach(async () => {
  await service.close()
  await folder.remove()
})

/** A staging folder of its own, holding these files. */
async function staged(name: string, content: Readonly<Record<string, string>> = {}): Promise<string> {
  const staging = join(folder.path, name, entryFolder)
  await mkdir(staging, { recursive: true })
  for (const [file, text] of Object.entries(content)) {
    await mkdir(dirname(join(staging, file)), { recursive: true })
    await writeFile(join(staging, file), text)
  }
  return staging
}

/** The files below a folder, by name. */
async function contentOf(staging: string): Promise<Record<string, string>> {
  const entries = await readdir(staging, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const pairs = paths.map(
    async (path) =>
      [
        path
          .slice(staging.length + 1)
          .split(sep)
          .join('/'),
        await readFile(path, 'utf8'),
      ] as const,
  )
  return Object.fromEntries((await Promise.all(pairs)).sort())
}

const stores: readonly (readonly [string, () => CacheStore])[] = [
  [
    'GitHub cache',
    () => createGithubStore({ env: { ...process.env, ...service.env }, transfer: program.command }),
  ],
  ['a folder', () => createFolderEntries(join(folder.path, 'store'))],
]

describe.each(stores)('%s', (_, open) => {
  const save = async (key: string, staging: string) => open().save({ key, staging, limitMs, signal: never })
  const restore = async (key: string, fallbacks: readonly string[], staging: string) =>
    open().restore({ key, fallbacks, staging, limitMs, signal: never })

  test('an entry that nobody saved is a miss', async () => {
    expect(await restore('go-modules-v1--a', ['go-modules-v1--'], await staged('in'))).toEqual({
      kind: 'miss',
    })
  })

  test('what was saved is restored under its key, byte for byte', async () => {
    expect(await save('go-modules-v1--a', await staged('out', files))).toMatchObject({ kind: 'saved' })
    const staging = await staged('in')
    const found = await restore('go-modules-v1--a', [], staging)
    expect(found).toEqual({ kind: 'found', key: 'go-modules-v1--a', refused: [] })
    expect(await contentOf(staging)).toEqual(files)
  })

  test('a save tells the size of what it kept', async () => {
    const saved = await save('go-modules-v1--a', await staged('out', files))
    expect(saved.kind === 'saved' && saved.bytes).toBeGreaterThan(0)
  })

  test('the newest entry with the fallback prefix stands in for a missing one', async () => {
    await save('go-modules-v1-x-1', await staged('1', files))
    await save('go-modules-v1-x-2', await staged('2', { ...files, 'example.com/a/@v/v1.0.0.mod': 'newer' }))
    await save('go-modules-v1-y-3', await staged('3', { 'example.com/a/@v/v1.0.0.mod': 'of another prefix' }))
    const staging = await staged('in')
    const found = await restore(
      'go-modules-v1-x-new',
      ['go-modules-v1-none', 'go-modules-v1-x-', 'go-modules-v1-'],
      staging,
    )
    expect(found).toMatchObject({ kind: 'found', key: 'go-modules-v1-x-2' })
    expect((await contentOf(staging))['example.com/a/@v/v1.0.0.mod']).toBe('newer')
  })

  test('a saved entry is never replaced', async () => {
    await save('go-modules-v1--a', await staged('first', files))
    const second = await staged('second', { 'example.com/a/@v/v1.0.0.mod': 'second' })
    expect(await save('go-modules-v1--a', second)).toEqual({ kind: 'exists' })
    const staging = await staged('in')
    await restore('go-modules-v1--a', [], staging)
    expect(await contentOf(staging)).toEqual(files)
  })

  test('of two saves at the same time one wins and both end well', async () => {
    const [a, b] = [await staged('a', files), await staged('b', files)]
    const kinds = (await Promise.all([save('go-modules-v1--k', a), save('go-modules-v1--k', b)])).map(
      ({ kind }) => kind,
    )
    expect(kinds.sort()).toEqual(['exists', 'saved'])
  })

  test('a save leaves its staging folder as it was, and nothing beside it', async () => {
    const staging = await staged('out', files)
    await save('go-modules-v1--a', staging)
    expect(await contentOf(staging)).toEqual(files)
    expect(await readdir(dirname(staging))).toEqual([entryFolder])
  })

  test('an aborted restore rejects with the reason', async () => {
    const aborted = AbortSignal.abort(new Error('cancelled'))
    const staging = await staged('in')
    const request = { key: 'k', fallbacks: [], staging, limitMs, signal: aborted }
    await expect(async () => open().restore(request)).rejects.toThrow('cancelled')
  })

  test('files that are no module files are left out', async () => {
    await save(
      'go-modules-v1--a',
      await staged('out', { ...files, 'example.com/a/@v/v1.0.0.ziphash': 'h1:x' }),
    )
    const staging = await staged('in')
    await restore('go-modules-v1--a', [], staging)
    expect(await contentOf(staging)).toEqual(files)
  })
})
