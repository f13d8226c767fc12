// Which zips we unpack ourselves. Whether `go` agrees is told by compare.test.ts.

import { describe, expect, test } from '@jest/globals'
import { type DirectoryEntry, moduleTree } from '../../../src/modcache/unpack/module-tree.ts'

const module = { path: 'example.com/a', version: 'v1.0.0' }
const prefix = 'example.com/a@v1.0.0/'

function entry(name: string, change: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    fileNameRaw: Buffer.from(name),
    uncompressedSize: 10,
    compressionMethod: 8,
    generalPurposeBitFlag: 8,
    externalFileAttributes: 0x81a4_0000,
    ...change,
  }
}

const kindOf = (names: readonly string[], change: Partial<DirectoryEntry> = {}) =>
  moduleTree(
    names.map((name, index) => entry(prefix + name, index === names.length - 1 ? change : {})),
    module,
  ).kind

describe('moduleTree', () => {
  test('gives every file its place, in the order of the zip', () => {
    const entries = [entry(`${prefix}go.mod`), entry(`${prefix}a/b/c.go`), entry(`${prefix}a/d.go`)]
    const tree = moduleTree(entries, module)
    expect(tree.kind === 'tree' && tree.files.map(({ path }) => path)).toEqual([
      'go.mod',
      'a/b/c.go',
      'a/d.go',
    ])
  })

  test.each([
    [
      '.hidden',
      '.github/x.yml',
      'a b',
      'x~y',
      '#!$%&()+,-.=@[]^_{}~',
      'con1',
      'a/com10',
      'go.modx',
      'LICENSE',
    ],
    ['..a', 'a..b', '...b'],
  ])('takes usual names: %s …', (...names) => {
    expect(kindOf(names)).toBe('tree')
  })

  test.each([
    ...['../x', 'a/../b', './x', '..', 'a/.', 'a//b', '/x', 'x/', '', 'x.', 'x./y', '...', 'x ', 'x /y'],
    ...['con', 'CON.txt', 'a/aux', 'nul.x/y', 'lpt9', 'com0'],
    ...['LONGNA~1.TXT', 'a/longna~12/b.go', 'x~1', 'A~LONG~1.TXT'],
    ...['a:b', 'a\\b', 'a*b', 'a"b', 'a<b', 'a|b', 'a?b', "a'b", 'a`b', 'a;b', 'a\nb', 'a\0b', 'größe'],
    ...['sub/go.mod', 'Go.mod', 'a/GO.MOD'],
  ])('leaves to go: %j', (name) => {
    expect(kindOf([name])).toBe('left-to-go')
  })

  test.each([
    ['the same name twice', 'x', 'x'],
    ['names that differ in case', 'README', 'readme'],
    ['folders that differ in case', 'Dir/a', 'dir/b'],
    ['a file that is a folder, first', 'x', 'x/y'],
    ['a file that is a folder, last', 'x/y', 'x'],
    ['a file like a folder', 'x/y', 'X'],
  ])('leaves to go: %s', (_, ...names) => {
    expect(kindOf(names)).toBe('left-to-go')
  })

  test.each<[string, Partial<DirectoryEntry>]>([
    ['another compression', { compressionMethod: 12 }],
    ['encrypted', { generalPurposeBitFlag: 1 }],
    ['a symbolic link', { externalFileAttributes: 0xa1ff_0000 | 0 }],
    ['a folder by its mode', { externalFileAttributes: 0x41ed_0000 }],
    ['more than 500 MiB', { uncompressedSize: 500 * 1_048_576 + 1 }],
  ])('leaves to go: %s', (_, change) => {
    expect(kindOf(['x'], change)).toBe('left-to-go')
  })

  test.each(['go.mod', 'LICENSE'])('leaves to go: a %s above 16 MiB', (name) => {
    expect(kindOf([name], { uncompressedSize: 16 * 1_048_576 })).toBe('tree')
    expect(kindOf([name], { uncompressedSize: 16 * 1_048_576 + 1 })).toBe('left-to-go')
  })

  test('leaves to go: a file of another module', () => {
    expect(moduleTree([entry('example.com/b@v1.0.0/x')], module).kind).toBe('left-to-go')
  })
})
