// Hashes of zips and go.mod files, as go.sum has them.
// Maps to src/go/dirhash.ts, src/modcache/zip-check.ts, src/modcache/zip-content.ts.

import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ZipFile } from 'yazl'
import { hashMod } from '../../src/go/dirhash.ts'
import { hashZip } from '../../src/modcache/hash.ts'
import { checkZip } from '../../src/modcache/zip-check.ts'
import { makeModule } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const a = { path: 'example.com/a', version: 'v1.0.0' }

async function saved(bytes: Buffer, name = 'x.zip'): Promise<string> {
  const path = join(folder.path, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
  return path
}

function without(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = change(copy[at] ?? 0)
  return copy
}

test('a go.mod is hashed as go does', async () => {
  const module = await makeModule(a)
  expect(hashMod(module.mod)).toBe(module.modSum)
  // The one for an empty file, which is known from many go.sum files.
  expect(hashMod(Buffer.alloc(0))).toBe('h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=')
})

describe('a zip is hashed as go does', () => {
  test('with small files, and an empty one', async () => {
    const module = await makeModule({
      ...a,
      files: { 'b.go': 'package b\n', 'a/é.go': 'package a\n', empty: '' },
    })
    expect(await hashZip(await saved(module.zip))).toBe(module.zipSum)
  })

  test('with a file that is too large to be held at once', async () => {
    const stored = await makeModule({ ...a, sizeBytes: 17 * 1_048_576 })
    expect(await hashZip(await saved(stored.zip))).toBe(stored.zipSum)
    const zeros = Buffer.alloc(20 * 1_048_576)
    const zip = new ZipFile()
    zip.addBuffer(zeros, 'example.com/a@v1.0.0/zeros', { compress: true })
    zip.end()
    const sha256 = createHash('sha256').update(zeros).digest('hex')
    const total = createHash('sha256').update(`${sha256}  example.com/a@v1.0.0/zeros\n`).digest('base64')
    expect(await hashZip(await saved(await buffer(zip.outputStream)))).toBe(`h1:${total}`)
  })

  test('in the order of the bytes of its names, not of their UTF-16', async () => {
    const names = ['\u{1f600}', '\uff41', 'z', 'Z', '10', '9']
    const module = await makeModule({ ...a, files: Object.fromEntries(names.map((name) => [name, name])) })
    const lines = ['go.mod', ...names]
      .map((name) => ({ name, content: name === 'go.mod' ? module.mod : Buffer.from(name) }))
      .map(({ name, content }) => [
        createHash('sha256').update(content).digest('hex'),
        `example.com/a@v1.0.0/${name}`,
      ])
      .sort(([, x = ''], [, y = '']) => Buffer.compare(Buffer.from(x), Buffer.from(y)))
    const total = createHash('sha256')
      .update(lines.map((line) => `${line.join('  ')}\n`).join(''))
      .digest('base64')
    expect(await hashZip(await saved(module.zip))).toBe(`h1:${total}`)
  })

  test('with something after it, which go accepts too', async () => {
    const module = await makeModule(a)
    expect(await hashZip(await saved(Buffer.concat([module.zip, Buffer.from('garbage')])))).toBe(
      module.zipSum,
    )
  })

  test('with the 64-bit records of large archives', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from('x'), 'example.com/a@v1.0.0/x', { forceZip64Format: true })
    zip.end({ forceZip64Format: true, comment: '' })
    const sha256 = createHash('sha256').update('x').digest('hex')
    const total = createHash('sha256').update(`${sha256}  example.com/a@v1.0.0/x\n`).digest('base64')
    const path = await saved(await buffer(zip.outputStream))
    expect(await hashZip(path)).toBe(`h1:${total}`)
    expect(await checkZip(path, a)).toBeNull()
  })
})

describe('a damaged zip', () => {
  test.each([
    ['cut short', (zip: Buffer) => zip.subarray(0, zip.length - 30)],
    ['empty', () => Buffer.alloc(0)],
    ['an HTML page', () => Buffer.from('<!DOCTYPE html><html></html>')],
    ['without its middle', (zip: Buffer) => Buffer.concat([zip.subarray(0, 40), zip.subarray(90)])],
    ['with a wrong byte in a file', (zip: Buffer) => without(zip, 60, (byte) => byte ^ 0xff)],
    ['with a wrong byte in a local header', (zip: Buffer) => without(zip, 0, () => 0)],
  ])('%s has no hash', async (_, damage) => {
    const { zip } = await makeModule(a)
    await expect(hashZip(await saved(damage(zip)))).rejects.toThrow(RangeError)
  })

  test('that says it is small and grows when inflated has no hash', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.alloc(1_000_000), 'example.com/a@v1.0.0/bomb', { compress: true })
    zip.end()
    const bytes = await buffer(zip.outputStream)
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02'))
    bytes.writeUInt32LE(10, directory + 24)
    await expect(hashZip(await saved(bytes))).rejects.toThrow('does not inflate')
  })
})

describe('a zip may be the zip of a module', () => {
  test('when it names only files of that version', async () => {
    expect(await checkZip(await saved((await makeModule(a)).zip), a)).toBeNull()
  })

  test.each([
    ['another module', { ...a, path: 'example.com/b' }],
    ['another version', { ...a, version: 'v1.0.1' }],
    ['a longer version', { ...a, version: 'v1.0.0-rc.1' }],
  ])('not when it is the zip of %s', async (_, other) => {
    expect(await checkZip(await saved((await makeModule(other)).zip), a)).toMatch(/another module/)
  })

  test.each([
    ['cut short', (zip: Buffer) => zip.subarray(0, zip.length - 1)],
    [
      'with a directory that promises too much',
      (zip: Buffer) => without(zip, zip.length - 12, (byte) => byte + 1),
    ],
    ['an HTML page', () => Buffer.from('<html>'.repeat(100))],
  ])('not when it is %s', async (_, damage) => {
    expect(await checkZip(await saved(damage((await makeModule(a)).zip)), a)).not.toBeNull()
  })
})
