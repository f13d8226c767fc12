// Files of the checksum database: their names, and which of them prove a record.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  databaseFileLimit,
  databaseName,
  lookupName,
  parseLookup,
  tilesFor,
} from '../../src/cache/checksum-database.ts'

test.each([
  ['sum.golang.org', 'sum.golang.org'],
  ['sum.golang.google.cn', 'sum.golang.org'],
  ['sum.golang.org https://sum.example.com', 'sum.golang.org'],
  ['sum.example.com/db+033de0ae+Ac4z', 'sum.example.com/db'],
  ['', null],
  ['../evil+033de0ae+Ac4z', null],
  ['a/../b+033de0ae+Ac4z', null],
  ['/a+033de0ae+Ac4z', null],
  ['.hidden+033de0ae+Ac4z', null],
  ['a\\b', null],
])('the database of GOSUMDB=%s is %s', (gosumdb, name) => {
  expect(databaseName(gosumdb)).toBe(name)
})

test('a record lies under the escaped module path and version', () => {
  const module = { path: 'github.com/BurntSushi/toml', version: 'v0.3.1-RC' }
  expect(lookupName('sum.golang.org', module)).toBe(
    'sumdb/sum.golang.org/lookup/github.com/!burnt!sushi/toml@v0.3.1-!r!c',
  )
})

describe('a file of an entry', () => {
  test.each([
    ['sumdb/sum.golang.org/lookup/github.com/!burnt!sushi/toml@v0.3.1', 65_536],
    ['sumdb/sum.golang.org/lookup/example.com/a@v2.0.0+incompatible', 65_536],
    ['sumdb/sum.example.com/db/tile/8/0/x259/347.p/218', 8_192],
    ['sumdb/sum.golang.org/tile/8/3/000.p/3', 8_192],
    ['sumdb/sum.golang.org/tile/8/0/005', 8_192],
  ])('%s may have %i bytes', (name, limit) => {
    expect(databaseFileLimit(name)).toBe(limit)
  })

  test.each([
    'sumdb/sum.golang.org/latest',
    'sumdb/sum.golang.org/tile/8/0/5',
    'sumdb/sum.golang.org/tile/8/0/005.p/1/x',
    'sumdb/sum.golang.org/tile/8/data/005',
    'sumdb/../x/lookup/example.com/a@v1.0.0',
    'sumdb/sum.golang.org/lookup/../../../x@v1.0.0',
    'sumdb/sum.golang.org/lookup//x@v1.0.0',
    'sumdb/sum.golang.org/lookup/example.com/a@../../x',
    'sumdb/lookup/example.com/a@v1.0.0',
    'sumdb/C:/lookup/example.com/a@v1.0.0',
    'x/sumdb/sum.golang.org/tile/8/0/005',
  ])('%s is none', (name) => {
    expect(databaseFileLimit(name)).toBeNull()
  })
})

describe('a record', () => {
  const head = 'go.sum database tree\n100\nHash=\n\n\u2014 sum.example.com Signature=\n'
  const record = '7\nexample.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\n\n'

  test('is read with its number and the size of its tree', () => {
    expect(parseLookup(record + head)).toEqual({ id: 7, record, head, treeSize: 100 })
  })

  test.each([
    ['nothing', ''],
    ['no head', record],
    ['no number', (record + head).slice(2)],
    ['another note', record + head.replace('database', 'date')],
    ['a number outside the tree', record.replace('7', '100') + head],
    ['a number beyond measure', record.replace('7', '9'.repeat(400)) + head],
  ])('%s is none', (_, text) => {
    expect(parseLookup(text)).toBeNull()
  })
})

describe('the tiles that prove a record', () => {
  const names = (id: number, treeSize: number) => tilesFor({ id, treeSize }).map(({ name }) => name)

  test('are those above it and those of the right edge, as go asks sum.golang.org for them', () => {
    expect([...names(601, 66_327_379)].sort()).toEqual([
      'tile/8/0/002',
      'tile/8/0/x259/091.p/83',
      'tile/8/1/000',
      'tile/8/1/x001/012.p/19',
      'tile/8/2/000',
      'tile/8/2/003.p/244',
      'tile/8/3/000.p/3',
    ])
  })

  test.each<[number, number, readonly string[]]>([
    [0, 1, ['tile/8/0/000.p/1']],
    [3, 5, ['tile/8/0/000.p/5']],
    [255, 256, ['tile/8/0/000', 'tile/8/1/000.p/1']],
    [256, 257, ['tile/8/0/001.p/1', 'tile/8/1/000.p/1']],
    [0, 65_536, ['tile/8/0/000', 'tile/8/1/000', 'tile/8/2/000.p/1']],
  ])('record %i of %i', (id, treeSize, expected) => {
    expect(names(id, treeSize)).toEqual(expected)
  })

  test('are few, have names that an entry may hold, and sizes that fit', () => {
    const tree = fc
      .integer({ min: 1, max: 2 ** 45 })
      .chain((treeSize) =>
        fc.record({ treeSize: fc.constant(treeSize), id: fc.integer({ min: 0, max: treeSize - 1 }) }),
      )
    fc.assert(
      fc.property(tree, (place) => {
        const tiles = tilesFor(place)
        expect(tiles.length).toBeLessThan(14)
        for (const { name, bytes, fullName } of tiles) {
          expect(databaseFileLimit(`sumdb/sum.golang.org/${name}`)).toBe(8_192)
          expect(bytes > 0 && bytes <= 8_192).toBe(true)
          expect(name.startsWith(fullName)).toBe(true)
        }
      }),
    )
  })
})
