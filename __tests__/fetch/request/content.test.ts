// Checks content against what was asked for; with src/modcache/zip-check.ts and src/project/vouched.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkInfo, checkMod } from '../../../src/fetch/request/content.ts'
import { checkZip, checkZipBytes } from '../../../src/modcache/zip-check.ts'
import { isZipVerifiable } from '../../../src/project/vouched.ts'
import { makeModule, type SyntheticModule, zipOf } from '../../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

describe('an .info', () => {
  test.each([
    ['{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}', true],
    ['{"Version":"v1.0.0","Origin":{"VCS":"git"},"Time":"2020-01-01T00:00:00Z"}', true],
    ['{"Version":"v1.0.1"}', false],
    ['{"version":"v1.0.0"}', false],
    ['{}', false],
    ['"v1.0.0"', false],
    ['null', false],
    ['', false],
    ['<!DOCTYPE html>', false],
  ])('%s', (text, isRight) => {
    expect(checkInfo(text, { path: 'example.com/x', version: 'v1.0.0' }) === null).toBe(isRight)
  })
})

test('a version of a megabyte in an .info is shown by its beginning', () => {
  const problem = checkInfo(JSON.stringify({ Version: 'A'.repeat(1_000_000) }), {
    path: 'example.com/x',
    version: 'v1.0.0',
  })
  expect(problem?.reason).toMatch(/^the \.info is for version "A{200}", cut from 1000000 characters$/)
})

describe('a .mod', () => {
  test.each([
    ['any text with the hash of go.sum', 'module x', 'h1:a', ['h1:b', 'h1:a'], null],
    ['another go.mod', 'module x', 'h1:c', ['h1:a'], 'checksum-mismatch/go-mod'],
    [
      'another, of a million lines',
      `module x\n${'require a.b/c v1.0.0\n'.repeat(1_000_000)}`,
      'h1:c',
      ['h1:a'],
      'checksum-mismatch/go-mod',
    ],
    [
      'a million lines that go.sum does not name',
      `module x\n${'require a.b/c v1.0.0\n'.repeat(1_000_000)}`,
      'h1:c',
      [],
      'server-error/wrong-content',
    ],
    ['a long page instead', `<html>\n${' '.repeat(200_000)}`, 'h1:c', ['h1:a'], 'server-error/wrong-content'],
    ['a page instead', '<html>', 'h1:c', ['h1:a'], 'server-error/wrong-content'],
    ['nothing instead', '', 'h1:c', ['h1:a'], 'server-error/wrong-content'],
    ['a go.mod that go.sum does not name', 'module x\n', 'h1:c', [], null],
    ['a page that go.sum does not name', '<html>sign in</html>', 'h1:c', [], 'server-error/wrong-content'],
    ['JSON that go.sum does not name', '{"error":"x"}', 'h1:c', [], 'server-error/wrong-content'],
  ] as const)('%s', (_, text, hash, allowed, id) => {
    expect(checkMod(text, hash, allowed)?.id ?? null).toBe(id)
  })
})

describe('a .zip', () => {
  let folder: TemporaryFolder
  let module: SyntheticModule
  beforeAll(async () => {
    folder = await temporaryFolder()
    module = await makeModule({ path: 'example.com/Zip', version: 'v1.0.0', sizeBytes: 100_000 })
  })
  afterAll(() => folder.remove())

  const check = async (bytes: Buffer) => {
    const path = join(folder.path, 'x.zip')
    await writeFile(path, bytes)
    const module = { path: 'example.com/Zip', version: 'v1.0.0' }
    const problem = await checkZip(path, module)
    expect(await checkZipBytes(bytes, module)).toBe(problem)
    return problem
  }

  test('as go made it', async () => {
    expect(await check(module.zip)).toBeNull()
  })

  test('with rubbish behind it, as go allows', async () => {
    expect(await check(Buffer.concat([module.zip, Buffer.alloc(50, 'x')]))).toBeNull()
  })

  test('cut off anywhere', async () => {
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      expect(await check(module.zip.subarray(0, Math.floor(module.zip.length * share)))).toMatch(
        /central directory/,
      )
    }
  })

  test('with one byte of its directory changed', async () => {
    const bytes = Buffer.from(module.zip)
    const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes[at] = 0
    expect(await check(bytes)).toMatch(/central directory/)
  })

  test.each(['example.com/zip@v1.0.0/', 'example.com/Zip@v1.0.1/', 'up/', ''])(
    'with files below %j',
    async (prefix) => {
      expect(await check(await zipOf(new Map([['go.mod', Buffer.from('x')]]), prefix))).toMatch(
        /another module/,
      )
    },
  )

  test('of a page', async () => {
    expect(await check(Buffer.from('<html>'.repeat(1_000)))).toMatch(/central directory/)
  })
})

describe('who judges a zip', () => {
  const sums = {
    entries: new Map([['example.com/known v1.0.0', { hashes: ['h1:a'], file: 'go.sum', line: 1 }]]),
  }
  test.each([
    ['example.com/known', 'off', '', true],
    ['example.com/known', 'sum.golang.org', 'example.com', true],
    ['example.com/other', 'sum.golang.org', '', true],
    ['example.com/other', 'off', '', false],
    ['example.com/other', 'sum.golang.org', '*.com/other', false],
  ])('%s with GOSUMDB=%s GONOSUMDB=%s', (path, GOSUMDB, GONOSUMDB, isJudged) => {
    const settings = { GOSUMDB, GONOSUMDB, GOFLAGS: '' }
    expect(isZipVerifiable({ path, version: 'v1.0.0' }, sums, settings)).toBe(isJudged)
    expect(isZipVerifiable({ path, version: 'v1.0.0' }, sums, { ...settings, GOFLAGS: '-v -insecure' })).toBe(
      path === 'example.com/known',
    )
  })
})
