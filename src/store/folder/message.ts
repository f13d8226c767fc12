// What a run and the process that works on a store's folder tell each other: a line of JSON each.

import * as v from 'valibot'
import type { Shaped } from '../../text/json.ts'

const id = v.number()
const text = v.string()

/** All paths are absolute; `bytes` are in base64. */
export const folderRequest = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    id,
    name: text,
    maxBytes: v.number(),
    /** Where a file is to be put; null: its bytes are told. */
    to: v.nullable(text),
  }),
  v.object({ kind: v.literal('write'), id, name: text, from: text }),
  v.object({ kind: v.literal('write-bytes'), id, name: text, bytes: text }),
  v.object({ kind: v.literal('replace-bytes'), id, name: text, bytes: text }),
])

const trouble = v.object({
  kind: v.picklist(['denied', 'misconfigured', 'busy', 'unavailable', 'slow', 'refused']),
  reason: text,
})

export const folderAnswer = v.variant('kind', [
  /** Not the end: so much more was copied. */
  v.object({ kind: v.literal('progress'), id, count: v.number() }),
  v.object({ kind: v.literal('bytes'), id, bytes: text }),
  v.object({ kind: v.literal('file'), id, bytes: v.number() }),
  v.object({ kind: v.literal('absent'), id }),
  v.object({ kind: v.literal('written'), id, bytes: v.number() }),
  v.object({ kind: v.literal('exists'), id }),
  v.object({ kind: v.literal('failed'), id, trouble }),
])

export type FolderRequest = Shaped<typeof folderRequest>
export type FolderAnswer = Shaped<typeof folderAnswer>

/** An answer, but for the request that it is for. */
type Answer<Kind extends FolderAnswer['kind']> = Kind extends unknown
  ? Omit<Extract<FolderAnswer, { kind: Kind }>, 'id'>
  : never

export type FolderRead = Answer<'bytes' | 'file' | 'absent' | 'failed'>
export type FolderWrite = Answer<'written' | 'exists' | 'failed'>

/** A go.mod of 16 MiB in base64, and what stands around it. */
export const maxLineLength = 24 << 20
