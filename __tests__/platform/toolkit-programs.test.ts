// No program runs for the toolkit: what it starts is played by us.

import childProcess from 'node:child_process'
import { renameSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type ToolkitPrograms, withToolkitPrograms } from '../../src/platform/toolkit-programs.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let programs: ToolkitPrograms

beforeEach(async () => {
  folder = await temporaryFolder()
  const temp = join(folder.path, 'a temp')
  await mkdir(join(temp, 'random'), { recursive: true })
  programs = { temp, archive: join(temp, 'archive'), compression: 'zstd' }
})
afterEach(() => folder.remove())

/** As @actions/exec does it; cache/github/github-store.test.ts has the toolkit itself do it. */
async function run(command: string, args: readonly string[], cwd = folder.path) {
  const child = childProcess.spawn(command, args, { cwd, stdio: 'pipe' })
  const [code, stdout] = await Promise.all([
    new Promise((closed) => child.once('close', closed)),
    text(child.stdout),
  ])
  return { code, stdout }
}

test('a tar that packs takes our archive, one that unpacks leaves it to us', async () => {
  const { temp, archive } = programs
  const cwd = join(temp, 'random')
  await writeFile(archive, 'packed by us')
  await withToolkitPrograms(programs, async () => {
    const packing = ['--posix', '-cf', 'cache.tzst', '-C', '/w', '--files-from', 'manifest.txt']
    expect(await run('tar', packing, cwd)).toEqual({ code: 0, stdout: '' })
    expect(await readFile(join(cwd, 'cache.tzst'), 'utf8')).toBe('packed by us')
    // The toolkit splits a path at its spaces.
    const unpacking = ['-xf', '/a', 'temp/random/cache.tzst', '-P', '-C', '/w']
    expect(await run('tar', unpacking)).toEqual({ code: 0, stdout: '' })
  })
  expect(await readFile(archive, 'utf8')).toBe('packed by us')
})

test.each([
  ['zstd', ['tar', 'zstd']],
  ['gzip', ['tar']],
] as const)('for %s, PATH has nothing but %j', async (compression, names) => {
  await withToolkitPrograms({ ...programs, compression }, async () => {
    expect((await readdir(process.env.PATH ?? '')).map((name) => name.replace('.exe', ''))).toEqual(names)
    expect((await run('tar', ['--version'])).stdout).toContain('GNU tar')
  })
})

test('on Windows an archive that a virus scanner holds is moved once it is let go', async () => {
  const { temp, archive } = programs
  await writeFile(archive, 'packed by us')
  let calls = 0
  const rename = (from: string, to: string) => {
    if (++calls <= 3) throw Object.assign(new Error('EBUSY: rename'), { code: 'EBUSY' })
    renameSync(from, to)
  }
  await withToolkitPrograms({ ...programs, platform: 'win32', rename }, async () => {
    const packing = ['--posix', '-cf', 'cache.tzst', '--files-from', 'manifest.txt']
    expect((await run('tar', packing, join(temp, 'random'))).code).toBe(0)
  })
  expect(await readFile(join(temp, 'random', 'cache.tzst'), 'utf8')).toBe('packed by us')
})

test('what goes wrong is the failure of the program', async () => {
  await withToolkitPrograms(programs, async () => {
    expect((await run('tar', ['-cf', 'cache.tzst', '--files-from', 'x'])).code).toBe(1)
  })
})

test('afterwards programs run again', async () => {
  const { PATH, PATHEXT } = process.env
  const { spawn } = childProcess
  await withToolkitPrograms(programs, async () => {})
  expect(process.env).toMatchObject({ PATH })
  expect(process.env.PATHEXT).toBe(PATHEXT)
  expect(childProcess.spawn).toBe(spawn)
})
