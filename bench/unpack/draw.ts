// Draws the parts of crafted zips from a seed.

import { crc32 } from 'node:zlib'
import type { ZipEntry } from './zip-writer.ts'

/** A number in [0, 1). */
export type Random = () => number

export const pick = <T>(all: readonly T[], random: Random): T => {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

export function zipEntry(name: string | Buffer, random: Random, text?: string): ZipEntry {
  const content = Buffer.from(text ?? 'x'.repeat(Math.floor(random() * 5_000)) + random())
  return {
    name: Buffer.from(name),
    content,
    method: random() < 0.5 ? 0 : 8,
    crc: crc32(content),
    size: content.length,
    flags: 0,
    attributes: 0x81a4_0000,
    creator: 0x031e,
    zip64: false,
    extra: Buffer.alloc(0),
  }
}
