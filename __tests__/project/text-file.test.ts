// Files that somebody else wrote: what is read of them, and what is refused unread.

import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { readBoundedText } from '../../src/project/text-file.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const limit = 1_048_576
type Prepare = (path: string) => Promise<unknown>

test.each<[name: string, prepare: Prepare, expected: object]>([
  ['a file', (path) => writeFile(path, '\ufeffä\n'), { kind: 'text', text: '\ufeffä\n' }],
  ['an empty file', (path) => writeFile(path, ''), { kind: 'text', text: '' }],
  [
    'a file at the limit',
    (path) => writeFile(path, 'x'.repeat(limit)),
    { kind: 'text', text: 'x'.repeat(limit) },
  ],
  [
    'a file above it',
    (path) => writeFile(path, 'x'.repeat(limit + 1)),
    { kind: 'unreadable', reason: 'has more than 1 MiB' },
  ],
  ['nothing', async () => {}, { kind: 'absent' }],
  ['a link to nothing', (path) => symlink(`${path}-absent`, path), { kind: 'absent' }],
  ['a folder', (path) => mkdir(path), { kind: 'unreadable', reason: 'is a folder' }],
  [
    'a link that leads to itself',
    (path) => symlink(path, path),
    { kind: 'unreadable', reason: 'is a link that leads back to itself' },
  ],
  [
    'an endless device',
    (path) => symlink('/dev/zero', path),
    { kind: 'unreadable', reason: 'is no regular file' },
  ],
  [
    'a pipe that nobody writes',
    (path) => promisify(execFile)('mkfifo', [path]),
    { kind: 'unreadable', reason: 'is no regular file' },
  ],
])('%s', async (_name, prepare, expected) => {
  const path = join(folder.path, 'go.mod')
  await prepare(path)
  expect(await readBoundedText(path, limit)).toEqual(expected)
})

test('a file whose size is not told is read to its end', async () => {
  const read = await readBoundedText('/proc/self/status', limit)
  expect(read).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Name:[\s\S]*\n$/) })
})
