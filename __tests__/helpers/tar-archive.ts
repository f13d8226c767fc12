// Archives made for a test, with members that no honest tar would write.

import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { Headers } from 'tar-stream'
import { pack } from 'tar-stream'

/** One member; `content` is for regular files only. */
export interface TarMember {
  readonly name: string
  readonly type?: NonNullable<Headers['type']>
  readonly linkname?: string
  readonly content?: string | Buffer
  /** The type as it stands in the header, for one that no library writes: `L`, `K`, `g`. */
  readonly flag?: string
}

/** A gzipped tar of these members, in this order. */
export async function tarArchive(members: readonly TarMember[]): Promise<Buffer> {
  const packed = await Promise.all(members.map(packMember))
  return gzipSync(Buffer.concat([...packed, Buffer.alloc(endBytes)]))
}

/** Two empty blocks. */
const endBytes = 1_024

async function packMember({ name, type = 'file', linkname, content = '', flag }: TarMember): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name, type, mode: 0o644, ...(linkname !== undefined && { linkname }) }, content)
  tar.finalize()
  const bytes = (await buffer(tar)).subarray(0, -endBytes)
  return flag === undefined ? bytes : withFlag(bytes, flag)
}

function withFlag(member: Buffer, flag: string): Buffer {
  member.write(flag, 156, 'latin1')
  member.fill(' ', 148, 156)
  const sum = member.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  member.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return member
}
