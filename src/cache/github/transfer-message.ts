// What a store and the child process that works on it tell each other, as JSON.

import * as v from 'valibot'
import type { Shaped } from '../../text/json.ts'

const text = v.string()
const because = <Kind extends string>(kind: Kind) => v.object({ kind: v.literal(kind), reason: text })
const bare = <Kind extends string>(kind: Kind) => v.object({ kind: v.literal(kind) })

const folders = {
  staging: text,
  /** An empty folder for the archive. */
  temp: text,
  /** The file for the answer. */
  answer: text,
}
const restore = { key: text, fallbacks: v.pipe(v.array(text), v.readonly()), ...folders }
const save = { key: text, ...folders }

/** What the child is asked for, on its stdin. All paths are absolute. */
export const transferRequest = v.variant('kind', [
  v.object({ kind: v.literal('restore'), ...restore }),
  v.object({ kind: v.literal('save'), ...save }),
])

const refused = v.array(
  v.object({
    kind: v.picklist(['cache-corrupt', 'tampered', 'foreign', 'left-over']),
    what: text,
    reason: text,
  }),
)

const unpacked = v.variant('kind', [
  v.object({ kind: v.literal('ok'), files: v.number(), refused }),
  because('corrupt'),
])

/** What the toolkit returned. What the toolkit only printed is read from its output. */
export const transferAnswer = v.variant('kind', [
  v.object({ kind: v.literal('restored'), key: text, unpacked }),
  bare('not-restored'),
  bare('saved'),
  bare('not-saved'),
  v.object({ kind: v.literal('threw'), message: text }),
])

export type TransferRequest = Shaped<typeof transferRequest>
export type TransferAnswer = Shaped<typeof transferAnswer>
