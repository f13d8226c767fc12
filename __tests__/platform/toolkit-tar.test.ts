// What the toolkit's tar is told, on Windows too.

import childProcess from 'node:child_process'
import { once } from 'node:events'
import { posix, win32 } from 'node:path'
import { expect, test } from '@jest/globals'
import { quotingWorkspace } from '../../src/platform/toolkit-tar.ts'

test.each([
  ['/home/runner/my work', posix, '/home/runner/my work'],
  ['D:\\a\\my work\\temp', win32, 'D:/a/my work/temp'],
])('%s is one argument, with slashes', async (workspace, paths, told) => {
  const print = ['-p', 'JSON.stringify(process.argv.slice(1))', '--']
  // As @actions/exec calls it, with a path that was split.
  const asked = [...print, '-cf', 'x', '-C', 'D:/a/my', 'work/temp', '--files-from', 'list']
  const child = await quotingWorkspace(
    workspace,
    async () => childProcess.spawn(process.execPath, asked, { stdio: ['ignore', 'pipe', 'inherit'] }),
    paths,
  )
  let text = ''
  child.stdout?.on('data', (data) => {
    text += String(data)
  })
  await once(child, 'close')
  expect(JSON.parse(text)).toEqual(['-cf', 'x', '-C', told, '--files-from', 'list'])
})
