// Tar headers as an attacker writes them: any type, size, name or extended header, checked or not.
// https://www.gnu.org/software/tar/manual/html_node/Standard.html

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip, gzipSync } from 'node:zlib'

interface RawHeader {
  readonly name: string
  /** A number is written as tar writes it; a text as it is. */
  readonly size: number | string
  /** `0` a file, `1` a hard link, `2` a symbolic link, `x` a pax header, `L` and `K` GNU's long names. */
  readonly type?: string
  readonly link?: string
  readonly gnu?: boolean
}

const blockBytes = 512
const endOfArchive = Buffer.alloc(2 * blockBytes)

export function header({ name, size, type = '0', link = '', gnu = false }: RawHeader): Buffer {
  const block = Buffer.alloc(blockBytes)
  block.write(name.slice(0, 100), 0, 'latin1')
  for (const [value, at] of [
    [0o644, 100],
    [0, 108],
    [0, 116],
  ] as const)
    block.write(octal(value, 8), at)
  writeSize(block, size)
  block.write(octal(0, 12), 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(link, 157, 'latin1')
  block.write(gnu ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${octal(sum, 7)}`, 148)
  return block
}

export function member(about: Omit<RawHeader, 'size'>, content: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([
    header({ ...about, size: bytes.length }),
    bytes,
    Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes),
  ])
}

/** A pax extended header for the member that follows. */
export function paxHeader(records: Readonly<Record<string, string>>): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`
    let length = Buffer.byteLength(rest) + 1
    while (String(length).length + Buffer.byteLength(rest) > length) length++
    return `${length}${rest}`
  })
  return member({ name: 'x', type: 'x' }, lines.join(''))
}

export const gzipped = (...parts: readonly Buffer[]): Buffer =>
  gzipSync(Buffer.concat([...parts, endOfArchive]))

/** An archive that is too large to be held: its parts, and so many MiB of zeros where a number stands. */
export function gzippedBomb(parts: readonly (Buffer | number)[]): Promise<Buffer> {
  const zeros = Buffer.alloc(1_048_576)
  function* all() {
    for (const part of parts) {
      if (typeof part !== 'number') yield part
      else for (let mebibyte = 0; mebibyte < part; mebibyte++) yield zeros
    }
    yield endOfArchive
  }
  return buffer(Readable.from(all()).pipe(createGzip({ level: 1 })))
}

function writeSize(block: Buffer, size: number | string): void {
  if (typeof size === 'string') block.write(size, 124, 'latin1')
  else if (size <= 0o777_7777_7777) block.write(octal(size, 12), 124)
  else {
    block[124] = 0x80
    block.writeBigUInt64BE(BigInt(size), 128)
  }
}

const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
