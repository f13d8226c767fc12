// Where the directory of a zip lies, by its last bytes.

import { describe, expect, test } from '@jest/globals'
import { zipEnd } from '../../src/modcache/zip-end.ts'

/** An end record for a directory of 100 bytes at 1000. */
function endRecord(
  change: { readonly size?: number; readonly offset?: number; readonly comment?: number } = {},
): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\u0005\u0006', 'latin1')
  record.writeUInt16LE(2, 10)
  record.writeUInt32LE(change.size ?? 100, 12)
  record.writeUInt32LE(change.offset ?? 1_000, 16)
  record.writeUInt16LE(change.comment ?? 0, 20)
  return record
}

function zip64(size: number, offset: number): Buffer {
  const records = Buffer.alloc(76)
  records.write('PK\u0006\u0006', 'latin1')
  records.writeBigUInt64LE(BigInt(size), 40)
  records.writeBigUInt64LE(BigInt(offset), 48)
  records.write('PK\u0006\u0007', 56, 'latin1')
  records.writeBigUInt64LE(1_100n, 64)
  return Buffer.concat([records, endRecord({ offset: 0xffff_ffff })])
}

/** The bytes stand behind the directory, which ends at 1100. */
const endOf = (...parts: readonly Buffer[]) => zipEnd({ start: 1_100, bytes: Buffer.concat(parts) })

describe('zipEnd', () => {
  test.each<[string, readonly Buffer[], object]>([
    ['the end of the zip', [endRecord()], { kind: 'end', position: 1_122, directory: 1_000, shift: 0 }],
    ['a comment', [endRecord({ comment: 3 }), Buffer.alloc(3)], { position: 1_125 }],
    ['other data behind it', [endRecord(), Buffer.alloc(9)], { position: 1_122 }],
    ['other data before the zip', [endRecord({ offset: 990 })], { directory: 990, shift: 10 }],
    ['records of zip64', [zip64(100, 1_000)], { position: 1_198, directory: 1_000, shift: 0 }],
  ])('%s', (_, parts, end) => {
    expect(endOf(...parts)).toMatchObject(end)
  })

  test.each<[string, readonly Buffer[]]>([
    ['nothing', []],
    ['no end record', [Buffer.alloc(500)]],
    ['an end record so far back that go does not find it', [endRecord(), Buffer.alloc(70_000)]],
    ['a comment that is cut off', [endRecord({ comment: 3 }), Buffer.alloc(2)]],
    ['a directory longer than the zip', [endRecord({ size: 2_000 })]],
    ['a directory that would begin before its offset', [endRecord({ size: 101 })]],
    ['records of zip64 that name another place', [zip64(200, 1_000)]],
    ['a record of zip64 in another place', [zip64(100, 1_000).subarray(1)]],
  ])('%s is refused', (_, parts) => {
    expect(endOf(...parts).kind).toBe('damaged')
  })
})
