// A folder as a store, through its process: linked or copied, written once, whatever others put into it.
// Maps to src/store/folder/.

import { execFile } from 'node:child_process'
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createFolderStore } from '../../../src/store/folder/folder-store.ts'
import type { ModuleStore, StoreRead } from '../../../src/store/store.ts'
import { describeIf, notOnWindows } from '../../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'
import { buildFolderProcess, type TransferProgram } from '../../helpers/transfer-process.ts'

let program: TransferProgram
let folder: TemporaryFolder
let root: string
const stores: ModuleStore[] = []

beforeAll(async () => {
  program = await buildFolderProcess()
})
beforeEach(async () => {
  folder = await temporaryFolder('rgm-folder-')
  root = join(folder.path, 'store')
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  await folder.remove()
})
afterAll(() => program.remove())

function open(path = root): ModuleStore {
  const store = createFolderStore({ path, program: program.command, cwd: folder.path, env: process.env })
  stores.push(store)
  return store
}

const name = 'example.com/!upper/@v/v1.0.0.zip'
const to = () => join(folder.path, 'taken')
const how = (more: { to?: () => Promise<string> } = {}) => ({
  onBytes: () => {},
  signal: AbortSignal.timeout(120_000),
  ...more,
})

async function plant(text: string, mode = 0o644, at = name): Promise<string> {
  const path = join(root, at)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  await chmod(path, mode)
  return path
}

async function textOf(read: StoreRead): Promise<string> {
  if (read.kind === 'failed') return `${read.trouble.kind}: ${read.trouble.reason}`
  if (read.kind !== 'body') return read.kind
  const chunks: Uint8Array[] = []
  for await (const chunk of read.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const read = (store = open(), maxBytes = 1_000) =>
  store.read({ name, maxBytes }, how({ to: async () => to() }))

describe('reading', () => {
  test('nothing is there, not even the folder', async () => {
    expect(await read()).toEqual({ kind: 'absent' })
  })

  test('small objects are told, without a file', async () => {
    await plant('module x\n')
    expect(await textOf(await open().read({ name, maxBytes: 1_000 }, how()))).toBe('module x\n')
  })

  describeIf(notOnWindows, 'Windows tells no owner, so that everything is copied')(
    'on one file system',
    () => {
      test('a file that nobody else may write to is linked', async () => {
        const path = await plant('zip')
        expect(await read()).toEqual({ kind: 'file', path: to(), bytes: 3 })
        expect((await stat(to())).ino).toBe((await stat(path)).ino)
      })

      test('a file that others may write to is copied: it could change after it was verified', async () => {
        const path = await plant('zip', 0o664)
        expect(await read()).toEqual({ kind: 'file', path: to(), bytes: 3 })
        expect((await stat(to())).ino).not.toBe((await stat(path)).ino)
        expect(await readFile(to(), 'utf8')).toBe('zip')
      })
    },
  )

  test('the time of its last use is noted once a day', async () => {
    const path = await plant('zip', 0o664)
    const old = new Date(Date.now() - 25 * 3_600_000)
    await utimes(path, old, old)
    await read()
    const touched = (await stat(path)).mtimeMs
    expect(Date.now() - touched).toBeLessThan(60_000)
    await rm(to())
    await read()
    expect((await stat(path)).mtimeMs).toBe(touched)
  })
})

describeIf(notOnWindows, 'Windows has neither pipes nor links of this kind')('hostile content', () => {
  test.each([
    ['a link to a file outside', async (path: string) => symlink('/etc/passwd', path), /it is a link$/],
    ['a link to a device without end', async (path: string) => symlink('/dev/zero', path), /it is a link$/],
    [
      'a pipe',
      async (path: string) => void (await promisify(execFile)('mkfifo', [path])),
      /not a regular file$/,
    ],
    ['a folder', async (path: string) => void (await mkdir(path)), /not a regular file$/],
    ['an empty file', async (path: string) => writeFile(path, ''), /it is empty$/],
    [
      'a file that is too large',
      async (path: string) => {
        await writeFile(path, '')
        await truncate(path, 1_001)
      },
      /it is larger than 1000 bytes$/,
    ],
  ])('%s is refused', async (_, make, reason) => {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await make(join(root, name))
    expect(await textOf(await read())).toMatch(reason)
    expect(await readdir(folder.path)).not.toContain('taken')
  })

  test('a folder that is a link to the outside is refused, for reading and for writing', async () => {
    const outside = join(folder.path, 'outside')
    await mkdir(join(outside, '@v'), { recursive: true })
    await writeFile(join(outside, '@v', 'v1.0.0.zip'), 'theirs')
    await mkdir(join(root, 'example.com'), { recursive: true })
    await symlink(outside, join(root, 'example.com', '!upper'))
    const store = open()
    expect(await textOf(await read(store))).toMatch(/^refused: .* a link leads out of the store$/)
    const bytes = { kind: 'bytes', bytes: Buffer.from('ours') } as const
    const written = await store.write('example.com/!upper/@v/v2.0.0.mod', bytes, how())
    expect(written).toMatchObject({ kind: 'failed', trouble: { kind: 'refused' } })
    expect(await readdir(join(outside, '@v'))).toEqual(['v1.0.0.zip'])
  })

  test('the store itself may be reached by a link', async () => {
    await plant('zip')
    await symlink(root, join(folder.path, 'alias'))
    expect(await read(open(join(folder.path, 'alias')))).toEqual({ kind: 'file', path: to(), bytes: 3 })
  })
})

describe('writing', () => {
  const source = async (text: string) => {
    const path = join(folder.path, 'source.zip')
    await writeFile(path, text)
    return { kind: 'file', path, bytes: text.length } as const
  }

  test('makes the folder, and leaves nothing but the object', async () => {
    const store = open()
    expect(await store.write(name, await source('zip'), how())).toEqual({ kind: 'written', bytes: 3 })
    expect(await readdir(join(root, dirname(name)))).toEqual(['v1.0.0.zip'])
    expect(await store.write(name, await source('other'), how())).toEqual({ kind: 'exists' })
  })

  test('bytes too', async () => {
    const bytes = { kind: 'bytes', bytes: Buffer.from('{}') } as const
    expect(await open().write('example.com/a/@v/v1.0.0.info', bytes, how())).toEqual({
      kind: 'written',
      bytes: 2,
    })
    expect(await readFile(join(root, 'example.com/a/@v/v1.0.0.info'), 'utf8')).toBe('{}')
  })

  test('of twenty processes one writes it', async () => {
    const content = { kind: 'bytes', bytes: Buffer.from('same') } as const
    const written = await Promise.all(Array.from({ length: 20 }, () => open().write(name, content, how())))
    expect(written.map(({ kind }) => kind).sort()).toEqual([...Array(19).fill('exists'), 'written'])
    expect(await readdir(join(root, dirname(name)))).toEqual(['v1.0.0.zip'])
  }, 60_000)

  test('a path that is no folder is told', async () => {
    await writeFile(root, 'a file')
    const written = await open().write(name, await source('zip'), how())
    expect(written).toMatchObject({
      kind: 'failed',
      trouble: {
        kind: 'misconfigured',
        reason: expect.stringContaining('a part of the path is not a folder'),
      },
    })
  })

  test('a link made by another writer is not written over', async () => {
    const path = await plant('first')
    await link(path, `${path}.second-name`)
    expect((await open().write(name, await source('zip'), how())).kind).toBe('exists')
    expect(await readFile(path, 'utf8')).toBe('first')
  })
})

describe('replacing a history', () => {
  const history = '.history/0123.json' as const
  const replace = (text: string) => open().replace(history, Buffer.from(text), how())

  test('it is there before or not: the last one stays, and nothing else', async () => {
    expect(await replace('first')).toEqual({ kind: 'written', bytes: 5 })
    expect(await replace('second')).toEqual({ kind: 'written', bytes: 6 })
    expect(await readFile(join(root, history), 'utf8')).toBe('second')
    expect(await readdir(join(root, '.history'))).toEqual(['0123.json'])
  })

  test('of twenty at once one stays, whole', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(1_000))
    await Promise.all(texts.map(replace))
    expect(texts).toContain(await readFile(join(root, history), 'utf8'))
    expect(await readdir(join(root, '.history'))).toEqual(['0123.json'])
  })

  test('a folder in its place is told', async () => {
    await mkdir(join(root, history), { recursive: true })
    expect((await replace('text')).kind).toBe('failed')
    expect(await readdir(join(root, '.history'))).toEqual(['0123.json'])
  })
})

describeIf(notOnWindows, 'symbolic links need rights on Windows')('replacing where links lie', () => {
  const replace = () => open().replace('.history/0123.json', Buffer.from('text'), how())

  test('a link is replaced itself: what it leads to stays', async () => {
    await writeFile(join(folder.path, 'precious'), 'untouched')
    await mkdir(join(root, '.history'), { recursive: true })
    await symlink(join(folder.path, 'precious'), join(root, '.history/0123.json'))
    expect((await replace()).kind).toBe('written')
    expect(await readFile(join(folder.path, 'precious'), 'utf8')).toBe('untouched')
    expect(await readFile(join(root, '.history/0123.json'), 'utf8')).toBe('text')
  })

  test('a folder that leads out of the store is not followed', async () => {
    await mkdir(join(folder.path, 'outside'))
    await mkdir(root)
    await symlink(join(folder.path, 'outside'), join(root, '.history'))
    expect(await replace()).toMatchObject({ kind: 'failed', trouble: { kind: 'refused' } })
    expect(await readdir(join(folder.path, 'outside'))).toEqual([])
  })
})

describe('the process', () => {
  test('that can not be started is told, and nothing waits for it', async () => {
    const gone = { path: root, cwd: folder.path, env: {} }
    const store = createFolderStore({ ...gone, program: [join(folder.path, 'none')] })
    stores.push(store)
    expect(await textOf(await read(store))).toMatch(/^unavailable: .*not found/)
    expect(await textOf(await read(store))).toMatch(/^unavailable: /)
  })

  test('a request that is given up is slow', async () => {
    const store = open()
    expect(
      await textOf(
        await store.read({ name, maxBytes: 1 }, { onBytes: () => {}, signal: AbortSignal.abort() }),
      ),
    ).toMatch(/^slow: /)
  })
})
