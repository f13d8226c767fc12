// What is told of a module version in the module cache: right, changed in any way, or not a file at all.
// Maps to src/modcache/verify/*.

import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseGoSum } from '../../../src/go/go-sum.ts'
import { listModuleSums, namedPlaces } from '../../../src/go/module-sums.ts'
import { createZipAdmitter } from '../../../src/modcache/unpack/admit-zip.ts'
import { checkModule } from '../../../src/modcache/verify/check-module.ts'
import { checkModules } from '../../../src/modcache/verify/check-modules.ts'
import { countUnnamed } from '../../../src/modcache/verify/count-unnamed.ts'
import { overwrite } from '../../helpers/overwrite.ts'
import { notOnWindows, testIf } from '../../helpers/skip.ts'
import { goSum, makeModule, type SyntheticModule } from '../../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

const files = { 'a.go': 'package a\n', 'sub/b.go': 'package sub\n' }
const tree = 'example.com/!a@v1.0.0'
const download = 'cache/download/example.com/!a/@v'

let folder: TemporaryFolder
let module: SyntheticModule
beforeEach(async () => {
  folder = await temporaryFolder()
  module = await makeModule({ path: 'example.com/A', version: 'v1.0.0', files })
  await fill(module)
})
afterEach(() => folder.remove())

/** Brings a module into the cache as the fetch does. */
async function fill({ path, version, mod, zip, zipSum }: SyntheticModule): Promise<void> {
  const admit = createZipAdmitter({ gomodcache: folder.path, unpack: 'writable' })
  const source = { kind: 'bytes', bytes: new Uint8Array(zip) } as const
  const outcome = await admit({ module: { path, version }, source, sums: [zipSum] })
  expect(outcome).toEqual({ kind: 'admitted', unpacked: true })
  await writeFile(inCache(`${download}/v1.0.0.mod`), mod)
}

const inCache = (name: string) => join(folder.path, name)
const sumsOf = ({ path, version, zipSum, modSum }: SyntheticModule) => ({
  module: { path, version },
  zip: [zipSum],
  mod: [modSum],
})
const check = () => checkModule(sumsOf(module), folder.path)

test('all three are right: nothing differs', async () => {
  expect(await check()).toEqual({ there: ['mod', 'tree', 'zip'], differences: [] })
})

test('of several hashes that go.sum allows, one is enough', async () => {
  const { module: name, zip, mod } = sumsOf(module)
  const found = await checkModule(
    { module: name, zip: ['h1:other=', ...zip], mod: [...mod, 'h1:x='] },
    folder.path,
  )
  expect(found.differences).toEqual([])
})

test.each<[string, string, readonly string[]]>([
  ['nothing', '.', []],
  ['no tree', tree, ['mod', 'zip']],
  ['no zip', `${download}/v1.0.0.zip`, ['mod', 'tree']],
  ['no .mod', `${download}/v1.0.0.mod`, ['tree', 'zip']],
])('%s there: that is no difference', async (_, gone, there) => {
  for (const name of gone === '.' ? ['cache', 'example.com'] : [gone])
    await rm(inCache(name), { recursive: true })
  expect(await check()).toEqual({ there, differences: [] })
})

test('a tree that go has not finished is left to go, which replaces it', async () => {
  await writeFile(inCache(`${download}/v1.0.0.partial`), '')
  await rm(inCache(`${tree}/a.go`))
  expect(await check()).toEqual({ there: ['mod', 'zip'], differences: [] })
})

const evil = 'package a // evil\n'
const hash = expect.stringMatching(/^h1:[\w+/]{43}=$/)

describe('a difference', () => {
  const zip = `${download}/v1.0.0.zip`
  const ziphash = `${download}/v1.0.0.ziphash`
  const swap = async () =>
    writeFile(
      inCache(zip),
      (await makeModule({ path: 'example.com/A', version: 'v1.0.0', files: { 'a.go': evil } })).zip,
    )

  test.each<[string, () => Promise<unknown>, readonly object[]]>([
    [
      'a file of the tree is edited, to the same length',
      () => overwrite(inCache(`${tree}/a.go`), 'package b\n'),
      [{ file: tree, got: hash, detail: 'changed: a.go' }],
    ],
    [
      'a file of the tree is longer',
      () => overwrite(inCache(`${tree}/a.go`), evil),
      [{ file: tree, got: hash, detail: 'changed: a.go' }],
    ],
    [
      'files are added, removed and changed',
      async () => {
        await writeFile(inCache(`${tree}/sub/evil.go`), evil)
        await rename(inCache(`${tree}/a.go`), inCache(`${tree}/c.go`))
        await overwrite(inCache(`${tree}/sub/b.go`), evil)
      },
      [{ file: tree, detail: 'changed: sub/b.go; added: c.go, sub/evil.go; removed: a.go' }],
    ],
    [
      'the tree is edited and the zip is gone',
      async () => {
        await rm(inCache(zip))
        await overwrite(inCache(`${tree}/a.go`), evil)
      },
      [{ file: tree, got: hash, detail: null }],
    ],
    ['the zip is another one', swap, [{ file: zip, got: hash }]],
    [
      'the zip and its tree are of another one',
      async () => {
        await swap()
        await overwrite(inCache(`${tree}/a.go`), evil)
        await rm(inCache(`${tree}/sub`), { recursive: true })
      },
      [
        { file: zip, got: hash },
        { file: tree, got: hash },
      ],
    ],
    [
      'the zip is cut off',
      () => truncate(inCache(zip), 100),
      [{ file: zip, got: expect.stringContaining('no readable central directory') }],
    ],
    ['the zip is empty', () => truncate(inCache(zip), 0), [{ file: zip }]],
    ['the .mod is edited', () => writeFile(inCache(`${download}/v1.0.0.mod`), 'module x\n'), [{ got: hash }]],
    [
      'the .ziphash is gone',
      () => rm(inCache(ziphash)),
      [{ file: ziphash, got: 'nothing, though the module was unpacked' }],
    ],
    [
      'the .ziphash is another one',
      () => writeFile(inCache(ziphash), 'h1:\u001b[31mred\n'),
      [{ file: ziphash, got: 'h1:red' }],
    ],
  ])('%s', async (_, change, expected) => {
    await change()
    const { differences } = await check()
    expect(differences).toEqual(expected.map((one) => expect.objectContaining(one)))
    for (const { module: name, want } of differences) {
      expect(name).toBe('example.com/A@v1.0.0')
      expect([module.zipSum, module.modSum]).toContain(want)
    }
  })

  const withAnyName = testIf(notOnWindows, 'such names can be no files of Windows')

  withAnyName('a name in the tree that would act on a terminal', async () => {
    await writeFile(inCache(`${tree}/x\u001b[31m\u202e.go`), '')
    expect((await check()).differences).toEqual([
      expect.objectContaining({ file: tree, detail: 'added: x.go', want: module.zipSum }),
    ])
  })

  withAnyName('a name that is not UTF-8', async () => {
    const path = Buffer.concat([Buffer.from(`${inCache(tree)}/`), Buffer.from([0xff, 0x2e, 0x67, 0x6f])])
    await writeFile(path, '')
    const { differences } = await check()
    expect(differences).toEqual([
      expect.objectContaining({ got: hash, detail: expect.stringContaining('added') }),
    ])
  })
})

describe('what is no regular file is never opened', () => {
  const onUnix = testIf(notOnWindows, 'links and pipes are made as on Unix')
  const kinds: readonly [string, (path: string) => Promise<unknown>][] = [
    ['a link', (path) => symlink('/dev/zero', path)],
    ['a pipe', (path) => promisify(execFile)('mkfifo', [path])],
    ['a folder', (path) => mkdir(path)],
  ]
  const places = [`${download}/v1.0.0.mod`, `${download}/v1.0.0.zip`, `${download}/v1.0.0.ziphash`]
  const rows = places.flatMap((place) => kinds.map(([what, make]) => [what, place, make] as const))

  onUnix.each(rows)('%s in the place of %s', async (what, place, make) => {
    await rm(inCache(place))
    await make(inCache(place))
    expect((await check()).differences).toEqual([expect.objectContaining({ file: place, got: what })])
  })

  onUnix.each(kinds.slice(0, 2))('%s in the tree', async (what, make) => {
    await make(inCache(`${tree}/sub/x.go`))
    const { there, differences } = await check()
    expect(there).toEqual(['mod', 'tree', 'zip'])
    expect(differences).toEqual([
      expect.objectContaining({ file: tree, got: `${what} in it: sub/x.go`, detail: null }),
    ])
  })

  onUnix('a link to a right tree', async () => {
    await rename(inCache(tree), inCache('elsewhere'))
    await symlink(inCache('elsewhere'), inCache(tree))
    expect((await check()).differences).toEqual([expect.objectContaining({ file: tree, got: 'a link' })])
  })
})

describe('huge files', () => {
  const onUnix = testIf(notOnWindows, 'a file without content takes up space on Windows')
  const tebibyte = 2 ** 40
  onUnix.each([
    [`${download}/v1.0.0.mod`, 'larger than 16,777,216 bytes'],
    [`${download}/v1.0.0.zip`, 'larger than 500 MiB'],
    [`${download}/v1.0.0.ziphash`, 'larger than 1,024 bytes'],
    [`${tree}/a.go`, 'more than 500 MiB in it'],
    [`${tree}/added.go`, 'more than 500 MiB in it'],
  ])('%s of a tebibyte is told and not read', async (place, got) => {
    await chmod(inCache(place), 0o644).catch(() => writeFile(inCache(place), ''))
    await truncate(inCache(place), tebibyte)
    expect((await check()).differences).toEqual([
      expect.objectContaining({ got: expect.stringContaining(got) }),
    ])
  })
})

describe('from go.sum', () => {
  const sums = async (text: string) => {
    const parsed = parseGoSum(text, 'go.sum')
    if (parsed.kind !== 'ok') throw new Error(parsed.message)
    return listModuleSums(parsed.sums)
  }

  test('each module version once, without what can be none', async () => {
    const other = await makeModule({ path: 'example.com/b', version: 'v2.0.0+incompatible' })
    const text = `${goSum([module, other])}../../etc v1.0.0 h1:x=\nexample.com/c latest h1:x=\nexample.com/d v1.0.0/go.mod h1:y=\n`
    expect(await sums(text)).toEqual([
      sumsOf(module),
      sumsOf(other),
      { module: { path: 'example.com/d', version: 'v1.0.0' }, zip: [], mod: ['h1:y='] },
    ])
  })

  test('what no line names is counted, in the way that it is checked', async () => {
    const named = namedPlaces(await sums(goSum([module])))
    const { signal } = new AbortController()
    expect(await countUnnamed(folder.path, named, signal)).toBe(0)
    expect(await countUnnamed(folder.path, new Set(), signal)).toBe(3)
    for (const name of [
      'cache/download/x/@v/v1.0.0.zip',
      'cache/vcs/y/x.zip',
      'x@v1.0.0/y@v1.0.0/z',
      'x@v1.0.0/a.mod',
    ]) {
      await mkdir(dirname(inCache(name)), { recursive: true })
      await writeFile(inCache(name), '')
    }
    expect(await countUnnamed(folder.path, named, signal)).toBe(2)
    expect(await countUnnamed(inCache('nowhere'), named, signal)).toBe(0)
  })

  test('many are checked in their order, with progress; none once it was stopped', async () => {
    const others = await Promise.all(
      Array.from({ length: 9 }, (_, at) => makeModule({ path: `example.com/m${at}`, version: 'v1.0.0' })),
    )
    const modules = [...others, module].map(sumsOf)
    const told: number[] = []
    const options = { gomodcache: folder.path, bundle: null, threads: 2 }
    const checks = await checkModules(modules, {
      ...options,
      signal: new AbortController().signal,
      onProgress: (done) => told.push(done),
    })
    expect(checks.map(({ there }) => there.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    expect(told).toEqual([4, 8, 10])
    const stopped = checkModules(modules, { ...options, signal: AbortSignal.abort(), onProgress: () => {} })
    await expect(stopped).rejects.toThrow(/abort/)
  })
})

test('nothing is changed', async () => {
  const before = await readFile(inCache(`${download}/v1.0.0.zip`))
  await rm(inCache(`${download}/v1.0.0.ziphash`))
  await check()
  expect(await readFile(inCache(`${download}/v1.0.0.zip`))).toEqual(before)
  await expect(readFile(inCache(`${download}/v1.0.0.ziphash`))).rejects.toThrow('ENOENT')
})
