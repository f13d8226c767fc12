// Zips of modules as a library would not write them: odd names, wrong records, other methods. Drawn from a seed.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32, deflateRawSync } from 'node:zlib'

export interface CraftedFile {
  /** Whole, with the module's prefix. */
  readonly name: Buffer
  readonly content: Buffer
  readonly method: 0 | 8 | 9 | 12
  readonly crc: number
  /** As the records say. */
  readonly size: number
  readonly flags: number
  readonly attributes: number
  /** Sizes in a zip64 field. */
  readonly zip64: boolean
}

export interface Crafted {
  /** What was done to an ordinary zip. */
  readonly oddity: string
  readonly files: readonly CraftedFile[]
  readonly bytes: Buffer
}

type Random = () => number

const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)] as T

/** One zip for the module `prefix` (`path@version/`), ordinary in one case of ten. */
export function craftZip(prefix: string, random: Random): Crafted {
  const count = 1 + Math.floor(random() * 6)
  const ordinary = Array.from({ length: count }, (_, index) =>
    file(`${prefix}${ordinaryName(index, random)}`, random),
  )
  const all = [file(`${prefix}go.mod`, random, 'module example.com/x\n'), ...ordinary]
  const [oddity, change] = pick(oddities, random)
  const files = change(all, prefix, random)
  const tail = oddity === 'trailing data' ? Buffer.from('trailing data') : Buffer.alloc(0)
  return { oddity, files, bytes: Buffer.concat([archive(files), tail]) }
}

function ordinaryName(index: number, random: Random): string {
  return pick(
    [
      `f${index}.go`,
      `sub/f${index}.go`,
      `sub/deep/er/f${index}`,
      `Sub${index}/F.md`,
      `with space ${index}`,
      `.dot${index}`,
      `a~1${index}`,
    ],
    random,
  )
}

function file(name: string | Buffer, random: Random, text?: string): CraftedFile {
  const content = Buffer.from(text ?? 'x'.repeat(Math.floor(random() * 5_000)) + random())
  const method = random() < 0.5 ? 0 : 8
  return {
    name: Buffer.from(name),
    content,
    method,
    crc: crc32(content),
    size: content.length,
    flags: 0,
    attributes: 0x81a4_0000,
    zip64: false,
  }
}

type Change = (files: readonly CraftedFile[], prefix: string, random: Random) => readonly CraftedFile[]

const last =
  (change: (file: CraftedFile, random: Random) => Partial<CraftedFile>): Change =>
  (files, _, random) =>
    files.map((entry, index) => (index === files.length - 1 ? { ...entry, ...change(entry, random) } : entry))

const more =
  (...names: readonly (string | Buffer)[]): Change =>
  (files, prefix, random) => [
    ...files,
    file(Buffer.concat([Buffer.from(prefix), Buffer.from(pick(names, random))]), random),
  ]

const oddities: readonly (readonly [string, Change])[] = [
  ['none', (files) => files],
  ['trailing data', (files) => files],
  ['letters of other scripts', more('größe.go', '日本.go', 'é.go', 'ſ.go', 'K.go')],
  ['bytes that are no UTF-8', more(Buffer.from([0x61, 0xff, 0x62]))],
  [
    'case alone differs',
    (files, prefix, random) => [...files, file(`${prefix}Same`, random), file(`${prefix}same`, random)],
  ],
  [
    'case of a folder alone differs',
    (files, prefix, random) => [...files, file(`${prefix}Dir/a`, random), file(`${prefix}dir/b`, random)],
  ],
  [
    'Unicode folds two names',
    (files, prefix, random) => [...files, file(`${prefix}ſub.go`, random), file(`${prefix}sub.go`, random)],
  ],
  [
    'the same name twice',
    (files, prefix, random) => [...files, file(`${prefix}twice`, random), file(`${prefix}twice`, random)],
  ],
  [
    'a file that is a folder',
    (files, prefix, random) => [...files, file(`${prefix}both`, random), file(`${prefix}both/x`, random)],
  ],
  ['a folder of its own', more('empty/', 'sub/')],
  ['a folder with content', more('folder/')],
  ['the module folder itself', more('')],
  ['reserved names', more('con', 'aux.go', 'sub/NUL', 'com1.txt', 'lpt9', 'com0', 'CONIN$')],
  ['dots', more('..', '../x', 'a/../b', './x', 'a/./b', 'a/..', '...', 'x.', 'a./b')],
  ['slashes', more('/abs', 'a//b', 'a\\b', '//x', 'C:/x', 'C:x')],
  [
    'characters',
    more(
      'a*b',
      'a?b',
      'a:b',
      'a|b',
      'a<b',
      'a"b',
      "a'b",
      'a`b',
      'a\nb',
      'a\0b',
      'a;b',
      'a,b',
      'a!b',
      'a@b',
      'a^b',
      'a\u007fb',
    ),
  ],
  ['a long name', more('x'.repeat(255), 'x'.repeat(256), `${'d'.repeat(200)}/${'e'.repeat(200)}`)],
  ['another go.mod', more('sub/go.mod', 'GO.MOD', 'Go.Mod', 'sub/Go.mod', 'sub/go.mod/x')],
  ['a LICENSE', more('LICENSE', 'license')],
  [
    'outside the module',
    (files, _, random) => [...files, file(pick(['x', 'example.com/other@v1.0.0/x', '/x'], random), random)],
  ],
  ['wrong CRC', last((entry) => ({ crc: entry.crc ^ 1 }))],
  ['CRC of zero', last(() => ({ crc: 0 }))],
  ['size too small', last((entry) => ({ size: Math.max(0, entry.size - 1) }))],
  ['size too large', last((entry) => ({ size: entry.size + 1 }))],
  ['size of gigabytes', last(() => ({ size: 3_000_000_000 }))],
  ['other methods', last((_, random) => ({ method: pick([9, 12] as const, random) }))],
  ['encrypted', last(() => ({ flags: 1 }))],
  ['UTF-8 flag', last(() => ({ flags: 0x800 }))],
  ['descriptor flag', last(() => ({ flags: 8 }))],
  ['a symbolic link', last(() => ({ attributes: 0xa1ff_0000 }))],
  ['executable, set-uid', last(() => ({ attributes: 0x8fff_0000 }))],
  ['mode of a folder', last(() => ({ attributes: 0x41ed_0010 }))],
  ['no attributes', last(() => ({ attributes: 0 }))],
  ['zip64', last(() => ({ zip64: true }))],
]

function archive(files: readonly CraftedFile[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of files) {
    const data = entry.method === 8 ? deflateRawSync(entry.content) : entry.content
    const body = Buffer.concat([
      record('PK\u0003\u0004', entry, data.length, null),
      entry.name,
      entry.zip64 ? zip64Field(entry.size, data.length) : Buffer.alloc(0),
      data,
    ])
    directory.push(
      record('PK\u0001\u0002', entry, data.length, offset),
      entry.name,
      entry.zip64 ? zip64Field(entry.size, data.length) : Buffer.alloc(0),
    )
    bodies.push(body)
    offset += body.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listing, end])
}

/** A local header, or with `offset` an entry of the directory. */
function record(signature: string, entry: CraftedFile, packed: number, offset: number | null): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(entry.zip64 ? 45 : 20, 0)
  common.writeUInt16LE(entry.flags, 2)
  common.writeUInt16LE(entry.method, 4)
  common.writeUInt32LE(entry.crc >>> 0, 10)
  common.writeUInt32LE(entry.zip64 ? 0xffff_ffff : packed, 14)
  common.writeUInt32LE(entry.zip64 ? 0xffff_ffff : entry.size, 18)
  common.writeUInt16LE(entry.name.length, 22)
  common.writeUInt16LE(entry.zip64 ? 20 : 0, 24)
  if (offset === null) return Buffer.concat([Buffer.from(signature, 'latin1'), common])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.attributes >>> 0, 6)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.from([0x1e, 0x03]), common, rest])
}

function zip64Field(size: number, packed: number): Buffer {
  const field = Buffer.alloc(20)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(16, 2)
  field.writeBigUInt64LE(BigInt(size), 4)
  field.writeBigUInt64LE(BigInt(packed), 12)
  return field
}
