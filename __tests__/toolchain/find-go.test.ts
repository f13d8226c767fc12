// Which go is run: of the tool cache, or of PATH.

import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { findGo } from '../../src/toolchain/find-go.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const name = process.platform === 'win32' ? 'go.exe' : 'go'
let folder: Awaited<ReturnType<typeof temporaryFolder>>
const before = process.env.RUNNER_TOOL_CACHE

beforeEach(async () => {
  folder = await temporaryFolder()
  process.env.RUNNER_TOOL_CACHE = folder.path
})

afterEach(async () => {
  await folder.remove()
  if (before === undefined) delete process.env.RUNNER_TOOL_CACHE
  else process.env.RUNNER_TOOL_CACHE = before
})

async function executable(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, '')
  await chmod(path, 0o755)
}

async function inToolCache(version: string): Promise<string> {
  await executable(join(folder.path, 'go', version, process.arch, 'bin', name))
  await writeFile(join(folder.path, 'go', version, `${process.arch}.complete`), '')
  return join(folder.path, 'go', version, process.arch, 'bin', name)
}

const env = () => ({ RUNNER_TOOL_CACHE: folder.path, PATH: join(folder.path, 'bin') })

describe('findGo', () => {
  test('without go-version takes the go on PATH', async () => {
    await executable(join(folder.path, 'bin', name))
    expect(await findGo({ goVersion: null, mod: null, env: env() })).toEqual({
      kind: 'found',
      go: join(folder.path, 'bin', name),
      bin: null,
    })
  })

  test('says what to do when PATH has none', async () => {
    expect(await findGo({ goVersion: null, mod: null, env: env() })).toMatchObject({
      kind: 'none',
      message: expect.stringContaining('actions/setup-go'),
    })
  })

  test.each([
    ['1.25', '1.25.8'],
    ['1.24.x', '1.24.11'],
    ['>=1.24 <1.25', '1.24.11'],
    ['1.25.3', '1.25.3'],
  ])('go-version %s takes %s from the tool cache and wants it on PATH', async (goVersion, version) => {
    for (const present of ['1.24.11', '1.25.3', '1.25.8', '1.26.0']) await inToolCache(present)
    const go = await inToolCache(version)
    expect(await findGo({ goVersion, mod: null, env: env() })).toEqual({
      kind: 'found',
      go,
      bin: dirname(go),
    })
  })

  test('a version that is not there is a clear error that names what is', async () => {
    await inToolCache('1.24.11')
    expect(await findGo({ goVersion: '1.99', mod: null, env: env() })).toMatchObject({
      kind: 'none',
      message: expect.stringMatching(/"1\.99".*1\.24\.11/),
    })
  })

  test('a runner without a tool cache is a clear error', async () => {
    expect(await findGo({ goVersion: '1.26', mod: null, env: {} })).toMatchObject({
      kind: 'none',
      message: expect.stringContaining('RUNNER_TOOL_CACHE'),
    })
  })
})
