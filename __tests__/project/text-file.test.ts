// Files that somebody else wrote: what is read of them, and what is refused unread.

import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { readBoundedText } from '../../src/project/text-file.ts'
import { notOnWindows, testIf, testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const limit = 1_048_576
type Prepare = (path: string) => Promise<unknown>

type Row = readonly [name: string, prepare: Prepare, expected: object]

const files: readonly Row[] = [
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
  ['a folder', (path) => mkdir(path), { kind: 'unreadable', reason: 'is a folder' }],
]
const links: readonly Row[] = [
  ['a link to nothing', (path) => symlink(`${path}-absent`, path), { kind: 'absent' }],
  [
    'a link that leads to itself',
    (path) => symlink(path, path),
    { kind: 'unreadable', reason: 'is a link that leads back to itself' },
  ],
]
const noFiles: readonly Row[] = [
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
]

async function reads(_: string, prepare: Prepare, expected: object) {
  const path = join(folder.path, 'go.mod')
  await prepare(path)
  expect(await readBoundedText(path, limit)).toEqual(expected)
}
test.each(files)('%s', reads)
testWithLinks().each(links)('%s', reads)
testIf(notOnWindows, 'Windows has no such devices and pipes').each(noFiles)('%s', reads)

testIf(process.platform === 'linux', 'only Linux has /proc')(
  'a file whose size is not told is read to its end',
  async () => {
    const read = await readBoundedText('/proc/self/status', limit)
    expect(read).toMatchObject({ kind: 'text', text: expect.stringMatching(/^Name:[\s\S]*\n$/) })
  },
)
