// Zips that no module proxy should send: each gets an answer, whatever its numbers say.
// Maps to src/modcache/zip-check.ts, src/modcache/zip.ts, src/modcache/window-reader.ts.

import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { assert, asyncProperty, integer, nat } from 'fast-check'
import { ZipFile } from 'yazl'
import { hash1 } from '../../src/go/dirhash.ts'
import { hashZip } from '../../src/modcache/hash.ts'
import { checkZip, checkZipBytes } from '../../src/modcache/zip-check.ts'
import { makeModule } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

const a = { path: 'example.com/a', version: 'v1.0.0' }
const prefix = 'example.com/a@v1.0.0/'
const central = Buffer.from('PK\x01\x02')
const end = Buffer.from('PK\x05\x06')
const end64 = Buffer.from('PK\x06\x06')
const locator64 = Buffer.from('PK\x06\x07')

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

async function saved(bytes: Buffer): Promise<string> {
  const path = join(folder.path, 'x.zip')
  await writeFile(path, bytes)
  return path
}

/** What the check says, of the file and of the same bytes in memory alike. */
async function check(bytes: Buffer): Promise<string | null> {
  const problem = await checkZip(await saved(bytes), a)
  expect(await checkZipBytes(bytes, a)).toBe(problem)
  return problem
}

async function hash(bytes: Buffer): Promise<string> {
  return hashZip(await saved(bytes))
}

async function zipWith(content: Buffer, options: { compress?: boolean; zip64?: boolean } = {}) {
  const zip = new ZipFile()
  const { compress = false, zip64: forceZip64Format = false } = options
  zip.addBuffer(content, `${prefix}x`, { compress, forceZip64Format, forceDosTimestamp: true })
  zip.end({ forceZip64Format, comment: '' })
  return buffer(zip.outputStream)
}

function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy)
  return copy
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

describe('numbers that are not true', () => {
  test.each<[string, (copy: Buffer) => void]>([
    ['more entries than there are', (copy) => copy.writeUInt16LE(9, copy.lastIndexOf(end) + 10)],
    ['a directory beyond the end', (copy) => copy.writeUInt32LE(copy.length, copy.lastIndexOf(end) + 16)],
    ['a directory elsewhere', (copy) => copy.writeUInt32LE(3, copy.lastIndexOf(end) + 16)],
    ['a comment that is missing', (copy) => copy.writeUInt16LE(9, copy.lastIndexOf(end) + 20)],
    ['another disk', (copy) => copy.writeUInt16LE(1, copy.lastIndexOf(end) + 4)],
    ['a name beyond the end', (copy) => copy.writeUInt16LE(0xffff, copy.lastIndexOf(central) + 28)],
  ])('%s: no directory', async (_, change) => {
    const bytes = changed(await zipWith(Buffer.from('x')), change)
    expect(await check(bytes)).toMatch(/central directory/)
    await expect(hash(bytes)).rejects.toThrow(RangeError)
  })

  test.each<[string, (copy: Buffer) => void]>([
    ['an end far away', (copy) => copy.writeBigUInt64LE(2n ** 63n, copy.lastIndexOf(locator64) + 8)],
    ['an end that is none', (copy) => copy.writeBigUInt64LE(1n, copy.lastIndexOf(locator64) + 8)],
    ['a directory far away', (copy) => copy.writeBigUInt64LE(2n ** 64n - 1n, copy.lastIndexOf(end64) + 48)],
    ['one more entry', (copy) => copy.writeBigUInt64LE(2n, copy.lastIndexOf(end64) + 32)],
    ['2^60 entries', (copy) => copy.writeBigUInt64LE(2n ** 60n, copy.lastIndexOf(end64) + 32)],
  ])('%s, in 64 bits: no answer but that', async (_, change) => {
    const bytes = changed(await zipWith(Buffer.from('x'), { zip64: true }), change)
    expect(await check(bytes)).toMatch(/central directory|too many/)
    await expect(hash(bytes)).rejects.toThrow(RangeError)
  })

  test.each<[string, (copy: Buffer) => void]>([
    ['a file beyond the end', (copy) => copy.writeUInt32LE(0xfffffff0, copy.lastIndexOf(central) + 42)],
    [
      'a file that is the directory',
      (copy) => copy.writeUInt32LE(copy.indexOf(central), copy.lastIndexOf(central) + 42),
    ],
    ['data beyond the end', (copy) => copy.writeUInt32LE(0x7fffffff, copy.lastIndexOf(central) + 20)],
    ['the wrong length', (copy) => copy.writeUInt32LE(3, copy.lastIndexOf(central) + 24)],
    ['a compression that go does not know', (copy) => copy.writeUInt16LE(12, copy.lastIndexOf(central) + 10)],
  ])('%s: no hash', async (_, change) => {
    const bytes = changed(await zipWith(Buffer.from('xxxxxxxxxxxxxxxxxxxxxxxx'), { compress: true }), change)
    expect(await check(bytes)).toBeNull()
    await expect(hash(bytes)).rejects.toThrow(`${prefix}x: `)
    await expect(hash(bytes)).rejects.toThrow(RangeError)
  })
})

test('something before it is refused', async () => {
  const bytes = Buffer.concat([Buffer.from('#!/bin/sh\n'), (await makeModule(a)).zip])
  expect(await check(bytes)).toMatch(/central directory/)
  await expect(hash(bytes)).rejects.toThrow(RangeError)
})

test.each(['', 'a comment', 'x'.repeat(0xffff)])(
  'a comment is passed over, and what follows it (%#)',
  async (comment) => {
    const bytes = changed(await zipWith(Buffer.from('x')), (copy) => {
      copy.writeUInt16LE(comment.length, copy.lastIndexOf(end) + 20)
    })
    const rest = Buffer.from(comment)
    expect(await check(Buffer.concat([bytes, rest]))).toBeNull()
    expect(await check(Buffer.concat([bytes, rest, Buffer.alloc(20)]))).toBeNull()
  },
)

test.each(['\\', '\0', '..', '/', 'C:', '\xff', '\n'])('a name is its bytes: %j', async (name) => {
  const raw = Buffer.from(`${prefix}${name}`.padEnd(prefix.length + 4, 'z'), 'latin1')
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('x'), `${prefix}zzzz`, { compress: false })
  zip.end()
  const bytes = changed(await buffer(zip.outputStream), (copy) => {
    raw.copy(copy, copy.indexOf(prefix))
    raw.copy(copy, copy.lastIndexOf(prefix))
  })
  expect(await check(bytes)).toBeNull()
  expect(await hash(bytes)).toBe(hash1([{ name: raw, sha256: sha256('x') }]))
})

test('70,000 entries for one and the same file are read', async () => {
  const count = 70_000
  const zip = await zipWith(Buffer.from('x'), { zip64: true })
  const [from, to] = [zip.indexOf(central), zip.indexOf(end64)]
  const entries = Buffer.concat(Array.from({ length: count }, () => zip.subarray(from, to)))
  const bytes = Buffer.concat([zip.subarray(0, from), entries, zip.subarray(to)])
  bytes.writeBigUInt64LE(BigInt(count), bytes.lastIndexOf(end64) + 32)
  bytes.writeBigUInt64LE(BigInt(from + entries.length), bytes.lastIndexOf(locator64) + 8)
  expect(await checkZipBytes(bytes, a)).toBeNull()
  const file = { name: Buffer.from(`${prefix}x`), sha256: sha256('x') }
  expect(await hash(bytes)).toBe(hash1(Array.from({ length: count }, () => file)))
})

describe('a file too large to be held at once', () => {
  const content = Buffer.alloc(5 * 1_048_576, 'x')

  async function zipOfDeflated(deflated: Buffer): Promise<Buffer> {
    const zip = await zipWith(content, { compress: true })
    const dataStart = 30 + prefix.length + 1
    const directory = zip.indexOf(central)
    const grown = Buffer.concat([zip.subarray(0, dataStart), deflated, zip.subarray(directory)])
    return changed(grown, (copy) => {
      const at = copy.lastIndexOf(central)
      copy.writeUInt32LE(deflated.length, at + 20)
      copy.writeUInt32LE(at, copy.lastIndexOf(end) + 16)
    })
  }
  const deflated = deflateRawSync(content)

  test('is hashed, also with something after its data', async () => {
    const want = hash1([{ name: Buffer.from(`${prefix}x`), sha256: sha256(content.toString()) }])
    expect(await hash(await zipOfDeflated(deflated))).toBe(want)
    const padded = Buffer.concat([deflated, Buffer.alloc(3 * 1_048_576)])
    expect(await hash(await zipOfDeflated(padded))).toBe(want)
  })

  test.each<[string, Buffer]>([
    ['cut short', deflated.subarray(0, deflated.length - 9)],
    ['longer than it says', deflateRawSync(Buffer.concat([content, content]))],
    ['shorter than it says', deflateRawSync(content.subarray(1))],
    ['of the right length and wrong', deflateRawSync(Buffer.alloc(content.length, 'y'))],
    ['not deflated', Buffer.alloc(100, 0xff)],
  ])('has no hash when it is %s', async (_, data) => {
    await expect(hash(await zipOfDeflated(data))).rejects.toThrow(RangeError)
  })
})

test('whatever byte is changed or missing, there is an answer', async () => {
  const { zip } = await makeModule({ ...a, files: { 'a.go': 'package a\n'.repeat(50), empty: '' } })
  const spoilt = asyncProperty(
    nat(zip.length - 1),
    integer({ min: 1, max: 255 }),
    nat(9),
    async (at, bits, cut) => {
      const bytes = changed(zip, (copy) => {
        copy[at] = (copy[at] ?? 0) ^ bits
      })
      const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + cut)])
      for (const damaged of [bytes, shorter]) {
        await check(damaged)
        const answer = await hash(damaged).catch((error: unknown) => error)
        expect(answer instanceof RangeError || String(answer).startsWith('h1:')).toBe(true)
      }
    },
  )
  await assert(spoilt, { numRuns: 100 })
})

test('a disk that fails is no damage of the zip', async () => {
  for (const [path, code] of [
    [join(folder.path, 'absent.zip'), 'ENOENT'],
    [folder.path, 'EISDIR'],
  ] as const) {
    await expect(checkZip(path, a)).rejects.toMatchObject({ code })
    await expect(hashZip(path)).rejects.toMatchObject({ code })
  }
})

test('many names for the same bytes, as bombs have them, are not unpacked for ever', async () => {
  const names = 200
  const one = await zipWith(Buffer.alloc(3 * 1_048_576), { compress: true })
  const at = one.indexOf(central)
  const ending = one.subarray(one.indexOf(end))
  const entry = one.subarray(at, one.length - ending.length)
  const bomb = Buffer.concat([
    one.subarray(0, at),
    ...Array.from({ length: names }, () => entry),
    changed(ending, (copy) => {
      copy.writeUInt16LE(names, 8)
      copy.writeUInt16LE(names, 10)
      copy.writeUInt32LE(names * entry.length, 12)
    }),
  ])
  expect(bomb.length).toBeLessThan(30_000)
  await expect(hash(bomb)).rejects.toThrow('the zip unpacks to more than 500 MiB')
})
