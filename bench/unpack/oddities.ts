// What is done to an ordinary zip so that it is none: a table, from which a bench draws.

import { deflateRawSync } from 'node:zlib'
import { pick, type Random, zipEntry } from './draw.ts'
import type { ZipEntry, ZipLayout } from './zip-writer.ts'

interface Draw {
  /** `path@version/` */
  readonly prefix: string
  readonly random: Random
}

export interface Oddity {
  readonly name: string
  /** We refuse some of these that `go` takes; no zip of a module proxy is like that, and `go` gets one by itself. */
  readonly isStrict?: true
  readonly change?: (layout: ZipLayout, draw: Draw) => ZipLayout
  /** Done to the bytes of the whole. */
  readonly spoil?: (bytes: Buffer, random: Random) => Buffer
}

/** Changes the last file. */
const last =
  (change: (entry: ZipEntry, random: Random) => Partial<ZipEntry>) =>
  (layout: ZipLayout, { random }: Draw): ZipLayout => ({
    ...layout,
    entries: layout.entries.map((entry, index) =>
      index === layout.entries.length - 1 ? { ...entry, ...change(entry, random) } : entry,
    ),
  })

/** Adds a file of one of these names. */
const oneOf =
  (...names: readonly (string | Buffer)[]) =>
  (layout: ZipLayout, { prefix, random }: Draw): ZipLayout => {
    const name = Buffer.concat([Buffer.from(prefix), Buffer.from(pick(names, random))])
    return { ...layout, entries: [...layout.entries, zipEntry(name, random)] }
  }

/** Adds a file of each of these names. */
const all =
  (...names: readonly string[]) =>
  (layout: ZipLayout, { prefix, random }: Draw): ZipLayout => ({
    ...layout,
    entries: [...layout.entries, ...names.map((name) => zipEntry(prefix + name, random))],
  })

const wrong =
  (...choices: readonly Partial<ZipLayout['wrong']>[]) =>
  (layout: ZipLayout, { random }: Draw): ZipLayout => ({
    ...layout,
    wrong: { ...layout.wrong, ...pick(choices, random) },
  })

const descriptor = (parts: readonly number[]) => {
  const buffer = Buffer.alloc(4 * parts.length)
  for (const [index, part] of parts.entries()) buffer.writeUInt32LE(part >>> 0, 4 * index)
  return buffer
}
const packedSize = ({ content, method }: ZipEntry) =>
  method === 8 ? deflateRawSync(content).length : content.length
const signature = 0x0807_4b50

/** An extra field: its number and its bytes. */
function field(id: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(bytes.length, 2)
  return Buffer.concat([head, bytes])
}

const names: readonly Oddity[] = [
  { name: 'letters of other scripts', change: oneOf('größe.go', '日本.go', 'é.go', 'ſ.go', 'K.go') },
  {
    name: 'bytes that are no UTF-8',
    change: oneOf(Buffer.from([0x61, 0xff, 0x62]), Buffer.from([0xed, 0xa0, 0x80])),
  },
  {
    name: 'invisible letters',
    change: oneOf('a\u200bb', '\u202ea', 'a\u0301', '\ufeffa', 'a\u00a0b', '\u0085'),
  },
  { name: 'case alone differs', change: all('Same', 'same') },
  { name: 'case of a folder alone differs', change: all('Dir/a', 'dir/b') },
  { name: 'Unicode folds two names', change: all('ſub.go', 'sub.go') },
  { name: 'Unicode normalises two names', change: all('\u00e9', 'e\u0301') },
  { name: 'the same name twice', change: all('twice', 'twice') },
  { name: 'a file that is a folder', change: all('both', 'both/x') },
  { name: 'a folder that is a file', change: all('both/x', 'both') },
  { name: 'a folder with content', change: oneOf('empty/', 'sub/') },
  {
    name: 'a folder of its own',
    change: (layout, draw) =>
      last(() => ({ content: Buffer.alloc(0), size: 0, crc: 0 }))(
        oneOf('empty/', 'sub/')(layout, draw),
        draw,
      ),
  },
  { name: 'the module folder itself', change: oneOf('') },
  {
    name: 'reserved names',
    change: oneOf(
      'con',
      'aux.go',
      'sub/NUL',
      'com1.txt',
      'lpt9',
      'com0',
      'CONIN$',
      'com\u00b9',
      'PRN/x',
      'clock$',
      'nul .go',
    ),
  },
  { name: 'short names of Windows', change: oneOf('PROGRA~1', 'a~1.go', 'GOMOD~12', 'x~1/y', '~1') },
  {
    name: 'dots',
    change: oneOf(
      '..',
      '../x',
      'a/../b',
      './x',
      'a/./b',
      'a/..',
      '...',
      'x.',
      'a./b',
      '../../../x',
      '..x',
      'sub/..x',
    ),
  },
  { name: 'slashes', change: oneOf('/abs', 'a//b', 'a\\b', '//x', 'C:/x', 'C:x', '\\x', '..\\x') },
  { name: 'spaces at an end', change: oneOf(' a', 'a ', 'a /b', 'sub/ ') },
  {
    name: 'characters',
    change: oneOf(...[...'*?:|<>"\'`\n\t\0;,!@^\u007f\u001b#$%&()+=[]{}~'].map((letter) => `a${letter}b`)),
  },
  {
    name: 'a long name',
    change: oneOf('x'.repeat(255), 'x'.repeat(256), `${'d'.repeat(200)}/${'e'.repeat(200)}`),
  },
  { name: 'a deep name', change: oneOf('d/'.repeat(100).concat('f'), 'd/'.repeat(1_500).concat('f')) },
  { name: 'another go.mod', change: oneOf('sub/go.mod', 'GO.MOD', 'Go.Mod', 'sub/Go.mod', 'sub/go.mod/x') },
  { name: 'a LICENSE', change: oneOf('LICENSE', 'license') },
  { name: 'a vendor folder', change: all('vendor/modules.txt', 'sub/vendor/x.go') },
  {
    name: 'outside the module',
    change: (layout, { prefix, random }) => {
      const outside = [
        'x',
        'example.com/other@v1.0.0/x',
        '/x',
        prefix.toUpperCase(),
        `/${prefix}x`,
        prefix.slice(0, -1),
      ]
      return { ...layout, entries: [...layout.entries, zipEntry(pick(outside, random), random)] }
    },
  },
]

const sizes: readonly Oddity[] = [
  { name: 'wrong CRC', change: last(({ crc }) => ({ crc: crc ^ 1 })) },
  { name: 'CRC of zero', change: last(() => ({ crc: 0 })) },
  { name: 'size too small', change: last(({ size }) => ({ size: Math.max(0, size - 1) })) },
  { name: 'size too large', change: last(({ size }) => ({ size: size + 1 })) },
  { name: 'size of gigabytes', change: last(() => ({ size: 3_000_000_000 })) },
  { name: 'packed size too small', change: last((entry) => ({ packed: packedSize(entry) - 1 })) },
  { name: 'packed size too large', change: last((entry) => ({ packed: packedSize(entry) + 5 })) },
  { name: 'packed size beyond the end', isStrict: true, change: last(() => ({ packed: 10_000_000 })) },
  { name: 'an empty file', change: last(() => ({ content: Buffer.alloc(0), size: 0, crc: 0 })) },
  {
    name: 'a go.mod above its limit',
    change: (layout) => ({
      ...layout,
      entries: layout.entries.map((entry, index) => (index === 0 ? large(entry) : entry)),
    }),
  },
  { name: 'no files', change: (layout) => ({ ...layout, entries: [] }) },
  { name: 'no go.mod', change: (layout) => ({ ...layout, entries: layout.entries.slice(1) }) },
]

function large(entry: ZipEntry): ZipEntry {
  return { ...entry, size: 17 * 1_048_576 }
}

const records: readonly Oddity[] = [
  { name: 'other methods', change: last((_, random) => ({ method: pick([1, 9, 12, 14, 93, 99], random) })) },
  {
    name: 'deflated data with a tail',
    change: last((entry) => ({
      method: 8,
      data: Buffer.concat([deflateRawSync(entry.content), Buffer.from('tail')]),
    })),
  },
  {
    name: 'deflated data cut off',
    change: last((entry) => ({ method: 8, data: deflateRawSync(entry.content).subarray(0, -2) })),
  },
  { name: 'stored, and said to be deflated', change: last((entry) => ({ method: 8, data: entry.content })) },
  { name: 'encrypted', change: last(() => ({ flags: 1 })) },
  { name: 'UTF-8 flag', change: last(() => ({ flags: 0x800 })) },
  {
    name: 'other flags',
    isStrict: true,
    change: last((_, random) => ({ flags: pick([2, 4, 6, 0x20, 0x40, 0x2000], random) })),
  },
  { name: 'descriptor flag without one', change: last(() => ({ flags: 8 })) },
  {
    name: 'descriptor, signed',
    change: last((entry) => ({
      flags: 8,
      descriptor: descriptor([signature, entry.crc, packedSize(entry), entry.size]),
    })),
  },
  {
    name: 'descriptor, unsigned',
    change: last((entry) => ({
      flags: 8,
      descriptor: descriptor([entry.crc, packedSize(entry), entry.size]),
    })),
  },
  {
    name: 'descriptor of another file',
    change: last((entry) => ({
      flags: 8,
      descriptor: descriptor([signature, entry.crc ^ 1, packedSize(entry), entry.size]),
    })),
  },
  {
    name: 'descriptor of zip64',
    change: last((entry) => ({
      flags: 8,
      zip64: true,
      descriptor: descriptor([signature, entry.crc, packedSize(entry), 0, entry.size, 0]),
    })),
  },
  {
    name: 'descriptor of other sizes',
    change: last((entry) => ({ flags: 8, descriptor: descriptor([signature, entry.crc, 1, 1]) })),
  },
  {
    name: 'descriptor, sizes before it zero',
    change: last((entry) => ({
      flags: 8,
      local: { size: 0, packed: 0, crc: 0 },
      descriptor: descriptor([signature, entry.crc, packedSize(entry), entry.size]),
    })),
  },
  {
    name: 'descriptor, CRC of zero',
    change: last((entry) => ({
      flags: 8,
      crc: 0,
      descriptor: descriptor([signature, 0, packedSize(entry), entry.size]),
    })),
  },
  {
    name: 'a symbolic link',
    change: last((_, random) => ({
      attributes: 0xa1ff_0000,
      creator: pick([0x031e, 0x001e, 0x131e], random),
    })),
  },
  { name: 'executable, set-uid', change: last(() => ({ attributes: 0x8fff_0000 })) },
  { name: 'mode of a folder', change: last(() => ({ attributes: 0x41ed_0010 })) },
  {
    name: 'mode of a device or pipe',
    change: last((_, random) => ({
      attributes: pick([0x2000_0000, 0x6000_0000, 0x1000_0000, 0xc000_0000], random),
    })),
  },
  {
    name: 'made by another system',
    change: last((_, random) => ({
      creator: pick([0x0014, 0x0a14, 0x0b14, 0x1314, 0xff14], random),
      attributes: pick([0, 0x10, 0x20, 0x81a4_0000], random),
    })),
  },
  { name: 'no attributes', change: last(() => ({ attributes: 0 })) },
  { name: 'zip64', change: last(() => ({ zip64: true })) },
  { name: 'zip64, size of terabytes', change: last(() => ({ zip64: true, size: 2 ** 42 })) },
  {
    name: 'zip64 field cut off',
    change: last(() => ({ size: 0xffff_ffff, extra: field(1, Buffer.alloc(3)) })),
  },
  {
    name: 'zip64 field without need',
    isStrict: true,
    change: last(() => ({ extra: field(1, Buffer.alloc(16)) })),
  },
  { name: 'zip64 without its field', change: last(() => ({ size: 0xffff_ffff })) },
  {
    name: 'another name in an extra field',
    change: last(({ name }) => ({
      extra: field(0x7075, Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), name, Buffer.from('x')])),
    })),
  },
  {
    name: 'times in an extra field',
    change: last(() => ({ extra: field(0x5455, Buffer.from([1, 0, 0, 0, 60])) })),
  },
  {
    name: 'extra fields cut off',
    isStrict: true,
    change: last((_, random) => ({
      extra: pick([Buffer.from([1]), Buffer.from([9, 9, 50, 0, 1]), Buffer.from([1, 0, 0])], random),
    })),
  },
  {
    name: 'another name before the data',
    change: last(({ name }) => ({ local: { name: Buffer.concat([name, Buffer.from('x')]) } })),
  },
  {
    name: 'other facts before the data',
    change: last((_, random) => ({
      local: pick(
        [
          { method: 0 },
          { method: 8 },
          { size: 7 },
          { crc: 7 },
          { packed: 7 },
          { flags: 1 },
          { flags: 8 },
          { extra: Buffer.from('abc') },
        ],
        random,
      ),
    })),
  },
  {
    name: 'data of another file',
    change: last((_, random) => ({ offset: pick([0, 1, 5_000_000, 0xffff_ffff], random) })),
  },
]

const ends: readonly Oddity[] = [
  { name: 'trailing data', change: (layout) => ({ ...layout, tail: Buffer.from('trailing data') }) },
  { name: 'much trailing data', change: (layout) => ({ ...layout, tail: Buffer.alloc(70_000) }) },
  {
    name: 'leading data',
    isStrict: true,
    change: (layout, { random }) => ({
      ...layout,
      head: Buffer.from('leading data'.repeat(pick([1, 1_000], random))),
    }),
  },
  {
    name: 'leading data that is counted',
    isStrict: true,
    change: (layout) => {
      const head = Buffer.from('leading data')
      // Every offset from the start of the file, as programs that unpack themselves have it.
      return { ...layout, head, wrong: { ...layout.wrong, offset: head.length }, entries: layout.entries }
    },
  },
  { name: 'a comment', change: (layout) => ({ ...layout, comment: Buffer.from('a comment') }) },
  {
    name: 'a comment with an end record',
    change: (layout) => ({ ...layout, comment: Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1') }),
  },
  { name: 'zip64 end', change: (layout) => ({ ...layout, zip64End: true }) },
  {
    name: 'zip64 end with wrong facts',
    change: (layout, draw) => ({
      ...wrong({ count: 1 }, { offset: 9 }, { size: 9 }, { count: 1_000_000 })(layout, draw),
      zip64End: true,
    }),
  },
  { name: 'wrong count of files', change: wrong({ count: 1 }, { count: -1 }, { count: 20_000 }) },
  {
    name: 'wrong offset of the directory',
    isStrict: true,
    change: wrong({ offset: 1 }, { offset: -1 }, { offset: 1_000_000 }),
  },
  {
    name: 'wrong size of the directory',
    isStrict: true,
    change: wrong({ size: 1 }, { size: -1 }, { size: 1_000_000 }),
  },
  { name: 'several disks', isStrict: true, change: wrong({ disk: 1 }) },
  { name: 'cut off', spoil: (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)) },
  { name: 'a byte changed', isStrict: true, spoil: (bytes, random) => spoilt(bytes, 1, random) },
  {
    name: 'bytes of the directory changed',
    isStrict: true,
    spoil: (bytes, random) => spoiltDirectory(bytes, random),
  },
  { name: 'bytes left out', isStrict: true, spoil: (bytes, random) => cut(bytes, random) },
]

function spoilt(bytes: Buffer, count: number, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  for (let left = count; left > 0; left--)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return copy
}

function spoiltDirectory(bytes: Buffer, random: Random): Buffer {
  const start = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
  if (start < 0) return bytes
  return Buffer.concat([
    bytes.subarray(0, start),
    spoilt(bytes.subarray(start), 1 + Math.floor(random() * 2), random),
  ])
}

function cut(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * bytes.length)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 8))])
}

export const oddities: readonly Oddity[] = [{ name: 'none' }, ...names, ...sizes, ...records, ...ends]
