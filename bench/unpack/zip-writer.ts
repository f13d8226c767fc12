// Writes zips record by record, each field as it is told, right or wrong.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { deflateRawSync } from 'node:zlib'

/** A file, and what its records say of it. */
export interface ZipEntry {
  /** Whole, with the module's prefix. */
  readonly name: Buffer
  readonly content: Buffer
  readonly method: number
  readonly crc: number
  readonly size: number
  readonly flags: number
  readonly attributes: number
  /** The system and version that made it. */
  readonly creator: number
  /** Sizes in a zip64 field, and `0xffffffff` in their places. */
  readonly zip64: boolean
  /** Fields behind the name, in the directory and in the local header. */
  readonly extra: Buffer
  /** Stands before the data, where it differs from what the directory says. */
  readonly local?: Partial<ZipEntry>
  /** In place of the content, packed. */
  readonly data?: Buffer
  /** As the records say. */
  readonly packed?: number
  /** Behind the data. */
  readonly descriptor?: Buffer
  /** Of the local header, as the directory says. */
  readonly offset?: number
}

export interface ZipLayout {
  readonly entries: readonly ZipEntry[]
  /** Before the first file, and behind the end record's comment. */
  readonly head: Buffer
  readonly tail: Buffer
  readonly comment: Buffer
  /** Records of zip64 before the end record. */
  readonly zip64End: boolean
  /** Added to what the end record says. */
  readonly wrong: {
    readonly count: number
    readonly offset: number
    readonly size: number
    readonly disk: number
  }
}

export function writeZip({ entries, head, tail, comment, zip64End, wrong }: ZipLayout): Buffer {
  const bodies: Buffer[] = [head]
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const data = entry.data ?? (entry.method === 8 ? deflateRawSync(entry.content) : entry.content)
    const local = { ...entry, ...entry.local }
    const body = Buffer.concat([header(local, data.length, null), data, entry.descriptor ?? Buffer.alloc(0)])
    directory.push(header(entry, data.length, entry.offset ?? offset))
    bodies.push(body)
    offset += body.length
  }
  const listing = Buffer.concat(directory)
  const end = {
    count: entries.length + wrong.count,
    size: listing.length + wrong.size,
    offset: offset + wrong.offset,
    disk: wrong.disk,
  }
  const endZip64 = zip64End ? zip64Records(end, head.length + offset + listing.length) : Buffer.alloc(0)
  return Buffer.concat([...bodies, listing, endZip64, endRecord(end, zip64End, comment), tail])
}

interface End {
  readonly count: number
  readonly size: number
  readonly offset: number
  readonly disk: number
}

function endRecord({ count, size, offset, disk }: End, isZip64: boolean, comment: Buffer): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(disk, 4)
  end.writeUInt16LE(disk, 6)
  end.writeUInt16LE(isZip64 ? 0xffff : count, 8)
  end.writeUInt16LE(isZip64 ? 0xffff : count, 10)
  end.writeUInt32LE(isZip64 ? 0xffff_ffff : size, 12)
  end.writeUInt32LE(isZip64 ? 0xffff_ffff : offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([end, comment])
}

function zip64Records({ count, size, offset }: End, at: number): Buffer {
  const records = Buffer.alloc(76)
  records.write('PK\u0006\u0006', 'latin1')
  records.writeBigUInt64LE(44n, 4)
  records.writeUInt16LE(45, 12)
  records.writeUInt16LE(45, 14)
  records.writeBigUInt64LE(BigInt(count), 24)
  records.writeBigUInt64LE(BigInt(count), 32)
  records.writeBigUInt64LE(BigInt(size), 40)
  records.writeBigUInt64LE(BigInt(offset), 48)
  records.write('PK\u0006\u0007', 56, 'latin1')
  records.writeBigUInt64LE(BigInt(at), 64)
  records.writeUInt32LE(1, 72)
  return records
}

/** A local header, or with `offset` an entry of the directory. */
function header(entry: ZipEntry, dataLength: number, offset: number | null): Buffer {
  const packed = entry.packed ?? dataLength
  const extra = entry.zip64 ? Buffer.concat([zip64Field(entry.size, packed), entry.extra]) : entry.extra
  const common = Buffer.alloc(26)
  common.writeUInt16LE(entry.zip64 ? 45 : 20, 0)
  common.writeUInt16LE(entry.flags, 2)
  common.writeUInt16LE(entry.method, 4)
  common.writeUInt32LE(entry.crc >>> 0, 10)
  common.writeUInt32LE(entry.zip64 ? 0xffff_ffff : packed, 14)
  common.writeUInt32LE(entry.zip64 ? 0xffff_ffff : entry.size, 18)
  common.writeUInt16LE(entry.name.length, 22)
  common.writeUInt16LE(extra.length, 24)
  if (offset === null)
    return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, entry.name, extra])
  const creator = Buffer.alloc(2)
  creator.writeUInt16LE(entry.creator)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.attributes >>> 0, 6)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), creator, common, rest, entry.name, extra])
}

function zip64Field(size: number, packed: number): Buffer {
  const field = Buffer.alloc(20)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(16, 2)
  field.writeBigUInt64LE(BigInt(size), 4)
  field.writeBigUInt64LE(BigInt(packed), 12)
  return field
}
