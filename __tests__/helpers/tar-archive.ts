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
}

/** A gzipped tar of these members, in this order. */
export async function tarArchive(members: readonly TarMember[]): Promise<Buffer> {
  const tar = pack()
  for (const { name, type = 'file', linkname, content = '' } of members) {
    tar.entry({ name, type, mode: 0o644, ...(linkname !== undefined && { linkname }) }, content)
  }
  tar.finalize()
  return gzipSync(await buffer(tar))
}
