// Where reports are read from: files, folders, globs, lines; and what is told of what is none.
// Maps to src/fleet/read-reports.ts, src/fleet/find-report-files.ts.

import { execFile } from 'node:child_process'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readReports } from '../../src/fleet/read-reports.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const place = (name: string) => join(folder.path, name)

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(place(name)), { recursive: true })
    await writeFile(place(name), text)
  }
}

async function* bytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

/** Texts by their names; problems begin with `!`. */
async function read(paths: readonly string[], stdin: readonly string[] = []) {
  const found: [string, string][] = []
  for await (const one of readReports(paths, bytes(...stdin))) {
    if (one.kind === 'text') found.push([one.name.replace(`${folder.path}/`, ''), one.text])
    else if (one.kind === 'nothing') found.push([one.path.replace(`${folder.path}/`, ''), '!nothing'])
    else found.push([one.name.replace(`${folder.path}/`, ''), `!${one.problem}`])
  }
  return found
}

describe('paths', () => {
  beforeEach(() =>
    write({
      'b.json': 'b',
      'a/x.JSON': 'x',
      'a/c/y.json': 'y',
      'a/c/z.txt': 'z',
      'a/lines.ndjson': '1\n\n2',
    }),
  )

  test.each<[string, readonly string[], readonly (readonly [string, string])[]]>([
    ['a file of any name', ['a/c/z.txt'], [['a/c/z.txt', 'z']]],
    [
      'a folder: its reports at any depth, in the order of names',
      ['.'],
      [
        ['b.json', 'b'],
        ['a/lines.ndjson:1', '1'],
        ['a/lines.ndjson:3', '2'],
        ['a/x.JSON', 'x'],
        ['a/c/y.json', 'y'],
      ],
    ],
    [
      'a glob',
      ['a/*/*'],
      [
        ['a/c/y.json', 'y'],
        ['a/c/z.txt', 'z'],
      ],
    ],
    [
      'a deep glob',
      ['**/*.json'],
      [
        ['b.json', 'b'],
        ['a/c/y.json', 'y'],
      ],
    ],
    [
      'several',
      ['b.json', 'a/c'],
      [
        ['b.json', 'b'],
        ['a/c/y.json', 'y'],
      ],
    ],
    ['a file that is not there', ['no.json'], [['no.json', '!nothing']]],
    ['a glob that matches nothing', ['a/*.xml'], [['a/*.xml', '!nothing']]],
    ['a glob in a folder that is not there', ['no/*.json'], [['no/*.json', '!nothing']]],
  ])('%s', async (_, paths, expected) => {
    expect(await read(paths.map(place))).toEqual(expected)
  })

  testIf(notOnWindows, 'links and pipes are made as on Unix')(
    'links in a folder lead nowhere, a pipe is never waited for',
    async () => {
      await symlink(folder.path, place('a/c/loop'))
      await symlink(place('b.json'), place('a/c/link.json'))
      await promisify(execFile)('mkfifo', [place('pipe.json')])
      expect(await read([place('a/c')])).toEqual([['a/c/y.json', 'y']])
      expect(await read([place('pipe.json')])).toEqual([['pipe.json', '!it is no regular file']])
      expect(await read([place('a/c/link.json')])).toEqual([['a/c/link.json', 'b']])
    },
  )

  test('a huge file is named, not read', async () => {
    await truncate(place('b.json'), 2 ** 36)
    expect(await read([place('b.json')])).toEqual([['b.json', '!it is larger than 32 MiB']])
  })
})

describe('lines', () => {
  test('of standard input, however they come', async () => {
    expect(await read(['-'], ['{"a"', ':1}\r\n\n', '{"b":2}\n{"c":3}'])).toEqual([
      ['stdin:1', '{"a":1}'],
      ['stdin:3', '{"b":2}'],
      ['stdin:4', '{"c":3}'],
    ])
  })

  test('one that is too long is named, and the next one is read', async () => {
    const chunk = 'x'.repeat(1_048_576)
    const stdin = [...Array.from({ length: 33 }, () => chunk), '\nnext\n']
    expect(await read(['-'], stdin)).toEqual([
      ['stdin:1', '!it is longer than 32 MiB'],
      ['stdin:2', 'next'],
    ])
  })
})
