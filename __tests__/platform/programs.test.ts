// Programs are found on PATH as Go finds them: never in the current folder.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findProgram, pathFolders, windowsProgram } from '../../src/platform/programs.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const there =
  (...paths: string[]) =>
  async (path: string) =>
    paths.includes(path)

describe('findProgram', () => {
  test.each([
    ['the first of PATH', '/a:/b', ['/a/git', '/b/git'], '/a/git'],
    ['an empty element', ':/b', ['git', '/git', '/b/git'], '/b/git'],
    ['an empty element at the end', '/a:', ['git', './git'], null],
    ['a dot', '.:/b', ['git', './git', '/b/git'], '/b/git'],
    ['a relative element', 'tools:/b', ['tools/git', '/b/git'], '/b/git'],
    ['nowhere', '/a', [], null],
  ])('%s', async (_, PATH, files, found) => {
    expect(await findProgram('git', { env: { PATH }, platform: 'linux', isProgram: there(...files) })).toBe(
      found,
    )
  })

  test('without PATH there is none', async () => {
    expect(await findProgram('git', { env: {}, platform: 'linux', isProgram: async () => true })).toBe(null)
  })

  test.each(['./git', 'tools/git', '..\\git'])(
    'a name that is a path is not looked for: %j',
    async (name) => {
      expect(
        await findProgram(name, { env: { PATH: '/a' }, platform: 'linux', isProgram: async () => true }),
      ).toBe(null)
    },
  )

  test.each([
    ['PATHEXT in order', 'C:\\a', '.COM;.EXE', ['C:\\a\\git.exe'], 'C:\\a\\git.exe'],
    ['without PATHEXT', 'C:\\a', undefined, ['C:\\a\\git.exe'], 'C:\\a\\git.exe'],
    ['quotes', '"C:\\a;b";C:\\c', '.EXE', ['C:\\a;b\\git.exe'], 'C:\\a;b\\git.exe'],
    ['no current folder', '.;;C:\\a', '.EXE', ['git.exe', '.\\git.exe', 'C:\\a\\git.exe'], 'C:\\a\\git.exe'],
    ['the root of the current drive', '\\a;C:b', '.EXE', ['\\a\\git.exe', 'C:b\\git.exe'], null],
    ['a share', '\\\\host\\share', '.EXE', ['\\\\host\\share\\git.exe'], '\\\\host\\share\\git.exe'],
  ])('Windows: %s', async (_, Path, PATHEXT, files, found) => {
    const env = { Path, PATHEXT }
    expect(await findProgram('git', { env, platform: 'win32', isProgram: there(...files) })).toBe(found)
  })

  const posixOnly = testIf(notOnWindows, 'Windows knows no executable files by their mode')

  posixOnly('passes over a folder of that name and a file that may not be executed', async () => {
    const folder = await temporaryFolder()
    try {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder.path, name))
      await mkdir(join(`${a}`, 'go'), { recursive: true })
      await mkdir(`${b}`)
      await writeFile(join(`${b}`, 'go'), '', { mode: 0o644 })
      await mkdir(`${c}`)
      await writeFile(join(`${c}`, 'go'), '', { mode: 0o755 })
      const env = { PATH: [a, b, c].join(':') }
      expect(await findProgram('go', { env, platform: process.platform })).toBe(join(`${c}`, 'go'))
    } finally {
      await folder.remove()
    }
  })
})

test('of PATH only absolute elements count', () => {
  expect(pathFolders({ PATH: ':/a:.:tools:/b:' }, 'linux')).toEqual(['/a', '/b'])
  expect(pathFolders({ Path: '.;"C:\\a;b";C:\\c' }, 'win32')).toEqual(['C:\\a;b', 'C:\\c'])
  expect(pathFolders({ X: '1' }, 'linux')).toEqual([])
})

test('a program of Windows comes from its own folder', () => {
  expect(windowsProgram('tar.exe', { SYSTEMROOT: 'D:\\Win' })).toBe('D:\\Win\\System32\\tar.exe')
  expect(windowsProgram('tar.exe', { SystemRoot: 'here' })).toBe('C:\\Windows\\System32\\tar.exe')
})
