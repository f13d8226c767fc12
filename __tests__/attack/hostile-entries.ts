// Cache entries that nobody honest would save: the archives of `example.com/a` and `example.com/b`, with something added or broken.

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'
import { gzipped, gzippedBomb, header, member, paxHeader } from './raw-tar.ts'

interface EntryParts {
  readonly modules: readonly SyntheticModule[]
  /** A zip of `example.com/a` with other content. */
  readonly evil: SyntheticModule
  /** A folder of the test, where nothing may be written. */
  readonly outside: string
}

type Entries = Readonly<Record<string, (parts: EntryParts) => Buffer | Promise<Buffer>>>

const folder = 'go-modules'
const a = `${folder}/example.com/a/@v/v1.0.0`

const honest = ({ modules }: EntryParts) =>
  Buffer.concat(
    modules.flatMap((module) =>
      (['info', 'mod', 'zip'] as const).map((kind) =>
        member({ name: `${folder}/${module.path}/@v/${module.version}.${kind}` }, module[kind]),
      ),
    ),
  )

/** These members, and after them the honest ones. */
const before =
  (make: (parts: EntryParts) => readonly Buffer[]) =>
  (parts: EntryParts): Buffer =>
    gzipped(...make(parts), honest(parts))

export const names: Entries = {
  'an honest entry': before(() => []),
  'another zip': before(({ evil }) => [member({ name: `${a}.zip` }, evil.zip)]),
  'a .ziphash, a lock and a list': before(() => [
    member({ name: `${a}.ziphash` }, 'h1:x'),
    member({ name: `${a}.lock` }),
    member({ name: `${folder}/example.com/a/@v/list` }, 'v1.0.0'),
  ]),
  'an unpacked tree': before(() => [
    member({ name: `${folder}/../../example.com/a@v1.0.0/a.go` }, 'evil'),
    member({ name: `${folder}/example.com/a@v1.0.0/a.go` }, 'evil'),
  ]),
  'names that lead outside': before(({ outside }) => [
    member({ name: `${outside}/pwned` }, 'x'),
    member({ name: `${folder}/${'../'.repeat(12)}${outside.slice(1)}/pwned` }, 'x'),
    member({ name: '../pwned' }, 'x'),
    member({ name: `${folder}\\..\\x` }, 'x'),
  ]),
  'names that are commands': before(() => [member({ name: '\n::error::x\u001b[2J\u202e<img src=x>' }, 'x')]),
  'names that differ in case only': before(() => [
    member({ name: `${folder}/example.com/A/@v/v1.0.0.mod` }, 'x'),
    member({ name: `${folder}/EXAMPLE.com/a/@v/v1.0.0.mod` }, 'x'),
  ]),
  'a name twice': before(() => [member({ name: `${a}.mod` }, 'module x\n')]),
  'a file in place of a folder': before(() => [
    member({ name: `${a}.mod` }, 'x'),
    member({ name: `${a}.mod/@v/v1.0.0.mod` }, 'x'),
  ]),
  'the whole folder as a file': before(() => [member({ name: folder }, 'x')]),
  '20,000 foreign members': before(() =>
    Array.from({ length: 20_000 }, (_, n) => member({ name: `x/${n}` })),
  ),
}

export const types: Entries = {
  'links, a pipe and devices': before(() => [
    member({ name: `${a}.zip`, type: '2', link: '/etc/passwd' }),
    member({ name: `${a}.mod`, type: '1', link: '/etc/passwd' }),
    ...['6', '3', '4'].map((type) => member({ name: `${a}.info`, type })),
  ]),
  'a linked folder': before(({ outside }) => [
    member({ name: `${folder}/example.com`, type: '2', link: outside }),
  ]),
  'the whole folder as a link': before(({ outside }) => [member({ name: folder, type: '2', link: outside })]),
  'a sparse file': before(() => [member({ name: `${a}.zip`, type: 'S', gnu: true }, 'x')]),
}

export const extendedHeaders: Entries = {
  'a pax path that is absolute': before(({ outside }) => [
    paxHeader({ path: `${outside}/pwned` }),
    member({ name: `${folder}/x` }, 'x'),
  ]),
  'a pax path with NUL': before(() => [
    paxHeader({ path: `${a}.zip\0/../../x` }),
    member({ name: 'y' }, 'x'),
  ]),
  'a pax link': before(() => [
    paxHeader({ linkpath: '/etc/passwd', path: `${a}.mod` }),
    member({ name: 'y', type: '2' }),
  ]),
  ...Object.fromEntries(
    ['99999999999', '-5', 'abc', '1e3', ''].map((size) => [
      `a pax size of ${JSON.stringify(size)}`,
      before(() => [paxHeader({ size }), member({ name: `${a}.zip` }, 'x')]),
    ]),
  ),
  'a global pax path': before(({ outside }) => {
    const record = ` path=${outside}/pwned\n`
    const length = record.length + 2
    return [member({ name: 'g', type: 'g' }, `${length}${record}`)]
  }),
  'a pax record that says to be longer': before(({ outside }) => [
    member({ name: 'x', type: 'x' }, `99999 path=${outside}/pwned\n`),
  ]),
  'a pax record of length 0': before(() => [member({ name: 'x', type: 'x' }, '0 path=a\n0 x\n')]),
  "GNU's long name": before(({ outside }) => [
    member({ name: '././@LongLink', type: 'L', gnu: true }, `${outside}/pwned\0`),
    member({ name: 'x' }, 'x'),
  ]),
  "GNU's long link": before(() => [
    member({ name: '././@LongLink', type: 'K', gnu: true }, '/etc/passwd\0'),
    member({ name: `${a}.mod`, type: '1', link: 'x' }),
  ]),
}

export const brokenArchives: Entries = {
  'a size of 8 PiB': before(() => [header({ name: `${a}.zip`, size: 2 ** 53 }), Buffer.alloc(512)]),
  'a size of letters': before(() => [header({ name: `${a}.zip`, size: 'zzzzzzzzzzz\0' })]),
  'a wrong header checksum': before(() => [Buffer.alloc(512, 1)]),
  'no tar': () => gzipSync(Buffer.alloc(3_000, 66)),
  'no compression': () => Buffer.alloc(3_000, 66),
  'no bytes': () => Buffer.alloc(0),
  'a gzip that ends early': (parts) => gzipped(honest(parts)).subarray(0, -20),
  "the beginning of zstd's": () => Buffer.from('28b52ffd0000', 'hex'),
}

const mebibyte = 1_048_576

export const bombs: Entries = {
  'a file of 3 GiB': () => gzippedBomb([header({ name: `${a}.zip`, size: 3_072 * mebibyte }), 3_072]),
  'a foreign member of 3 GiB': () => gzippedBomb([header({ name: 'x/y', size: 3_072 * mebibyte }), 3_072]),
  'a zip of 499 MiB of zeros': (parts) =>
    gzippedBomb([header({ name: `${a}.zip`, size: 499 * mebibyte }), 499, honest(parts)]),
  'a pax header of 400 MiB': (parts) =>
    gzippedBomb([honest(parts), header({ name: 'x', size: 400 * mebibyte, type: 'x' }), 400]),
  'a long name of 400 MiB': (parts) =>
    gzippedBomb([
      honest(parts),
      header({ name: '././@LongLink', size: 400 * mebibyte, type: 'L', gnu: true }),
      400,
    ]),
  'a pax header of 1.5 GiB beside 30 MiB of noise': (parts) => {
    const noise = Array.from({ length: 30 * 16_384 }, (_, n) =>
      createHash('sha512').update(String(n)).digest(),
    )
    return gzippedBomb([
      honest(parts),
      header({ name: 'x/noise', size: 30 * mebibyte }),
      Buffer.concat(noise),
      header({ name: 'x', size: 1_536 * mebibyte, type: 'x' }),
      1_536,
    ])
  },
}
