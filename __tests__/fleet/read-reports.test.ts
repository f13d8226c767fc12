// Where reports are read from: files, folders, globs, lines; and what is told of what is none.
// Maps to src/fleet/read-reports.ts, src/fleet/find-report-files.ts, src/fleet/read-stream.ts, src/fleet/read-zip.ts, src/fleet/report-file.ts.

import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ZipFile } from 'yazl'
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

/** A name below the folder, with `/` on every system. */
const below = (name: string) => name.replace(`${folder.path}${sep}`, '').replaceAll(sep, '/')

/** Texts by their names; problems begin with `!`. */
async function read(paths: readonly string[], stdin: readonly string[] = []) {
  const found: [string, string][] = []
  for await (const one of readReports(paths, bytes(...stdin))) {
    if (one.kind === 'text') found.push([below(one.name), one.text])
    else if (one.kind === 'nothing') found.push([below(one.path), '!nothing'])
    else found.push([below(one.name), `!${one.problem}`])
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
    // Windows fills a file without content with zeros.
    await truncate(place('b.json'), notOnWindows ? 2 ** 36 : 2 ** 26)
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

async function writeZip(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile()
  for (const [inner, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), inner)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(place(name)))
}

describe('compressed', () => {
  test('gzip, of one report and of lines, in a folder as well', async () => {
    await writeFile(place('a.json.gz'), gzipSync('a'))
    await writeFile(place('b.ndjson.GZ'), gzipSync('1\n\n2\n'))
    expect(await read([place('.')])).toEqual([
      ['a.json.gz', 'a'],
      ['b.ndjson.GZ:1', '1'],
      ['b.ndjson.GZ:3', '2'],
    ])
  })

  test('zips of artifacts are read as folders are', async () => {
    const files = {
      'go-modules.json': 'a',
      'deep/b.ndjson': '1\n2',
      'log.txt': 'x',
      'c.json.gz': 'no gzip',
      'd.json': 'd',
    }
    await writeZip('1.zip', files)
    await writeZip('2.zip', { 'log.txt': 'x' })
    expect(await read([place('.')])).toEqual([
      ['1.zip/go-modules.json', 'a'],
      ['1.zip/deep/b.ndjson:1', '1'],
      ['1.zip/deep/b.ndjson:2', '2'],
      ['1.zip/c.json.gz', "!it can't be read (incorrect header check)"],
      ['1.zip/d.json', 'd'],
      ['2.zip', '!no report is in the zip'],
    ])
  })

  test('what is damaged is told, and what came before counts', async () => {
    const lines = gzipSync(`${'1\n'.repeat(9_000)}${Array.from({ length: 9_000 }, (_, at) => at).join('\n')}`)
    await writeFile(place('cut.ndjson.gz'), lines.subarray(0, lines.length - 9_000))
    const found = await read([place('cut.ndjson.gz')])
    expect(found[0]).toEqual(['cut.ndjson.gz:1', '1'])
    expect(found.at(-1)).toEqual(['cut.ndjson.gz', "!it can't be read (Z_BUF_ERROR)"])
    await writeZip('cut.zip', { 'a.json': 'a'.repeat(100) })
    await writeFile(place('cut.zip'), (await readFile(place('cut.zip'))).subarray(0, 90))
    expect(await read([place('cut.zip')])).toEqual([
      ['cut.zip', expect.stringMatching(/^!the zip can't be read to its end \(.+\)$/)],
    ])
  })

  test('a bomb is named, not unpacked', async () => {
    const huge = 'x'.repeat(40 * 1_048_576)
    await writeFile(place('bomb.json.gz'), gzipSync(huge))
    await writeZip('bomb.zip', { 'a.json': huge, 'b.json': 'b' })
    expect(await read([place('.')])).toEqual([
      ['bomb.json.gz', '!it is larger than 32 MiB'],
      ['bomb.zip/a.json', '!it is larger than 32 MiB'],
      ['bomb.zip/b.json', 'b'],
    ])
  })
})
