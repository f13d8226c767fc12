// Zip archives with any names at all, which a library would refuse to write.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32 } from 'node:zlib'

interface ZipMember {
  readonly name: string
  readonly content: string
}

/** The bytes from the end of an archive at which its directory's end record starts, without a comment. */
export const endRecordBytes = 22

/** An archive of these members, stored, in this order. */
export function storedZip(members: readonly ZipMember[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of members) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(0x81a4_0000, 6)
    entry.writeUInt32LE(offset, 10)
    const file = [Buffer.from('PK\u0003\u0004'), common, path, data]
    files.push(...file)
    directory.push(Buffer.from('PK\u0001\u0002\u001e\u0003', 'latin1'), common, entry, path)
    offset += file.reduce((sum, part) => sum + part.length, 0)
  }
  return Buffer.concat([
    ...files,
    ...directory,
    endRecord(members.length, Buffer.concat(directory).length, offset),
  ])
}

/** The record at the end of an archive. */
export function endRecord(members: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(endRecordBytes)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(members, 8)
  end.writeUInt16LE(members, 10)
  end.writeUInt32LE(sizeBytes, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
