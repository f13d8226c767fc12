// The report's part about the saved cache entry.

import * as v from 'valibot'
import { count, duration, text, texts } from './values.ts'

const because = <Kind extends string>(kind: Kind) => v.object({ kind: v.literal(kind), reason: text })
const slow = v.object({ kind: v.literal('slow'), limitMs: duration })
const entry = { key: text, files: count, bytes: count }

const restore = v.variant('kind', [
  v.object({ kind: v.literal('exact'), ...entry }),
  v.object({ kind: v.literal('partial'), ...entry }),
  v.object({ kind: v.literal('miss') }),
  because('not-needed'),
  because('off'),
  because('unavailable'),
  because('denied'),
  because('rate-limited'),
  slow,
  because('corrupt'),
])

const save = v.variant('kind', [
  v.object({
    kind: v.literal('saved'),
    ...entry,
    unlisted: v.pipe(
      v.exactOptional(count),
      v.description('Zips that were left out, since go.sum names no hash for them.'),
    ),
    incomplete: v.pipe(
      v.exactOptional(v.boolean()),
      v.description('True: what a failed run got, under a key that only a later fallback finds.'),
    ),
  }),
  v.object({ kind: v.literal('exists'), key: text }),
  because('skipped'),
  because('unavailable'),
  because('denied'),
  because('rate-limited'),
  slow,
  because('failed'),
])

export const cache = v.object({
  key: v.nullable(text),
  store: text,
  restore,
  save,
  problems: v.array(
    v.object({
      kind: v.picklist(['cache-corrupt', 'tampered', 'foreign', 'left-over']),
      what: text,
      reason: text,
    }),
  ),
  restoreMs: duration,
  saveMs: duration,
  shared: v.pipe(
    v.exactOptional(
      v.object({
        read: v.object({ files: count, bytes: count }),
        lacked: v.pipe(count, v.description('Files that it was asked for and does not have.')),
        refused: v.pipe(
          count,
          v.description('Files that were not what go.sum names, or no plain files; `problems` names them.'),
        ),
        failed: v.pipe(count, v.description('Files that it could not be asked for, or not to the end.')),
        written: v.object({ files: count, bytes: count }),
        existed: v.pipe(count, v.description('Files that others had written meanwhile.')),
        unwritten: v.pipe(count, v.description('Files that could not be written.')),
        troubles: v.pipe(texts, v.description('What was in the way, one clause each, with the next step.')),
      }),
    ),
    v.description('What a shared store gave and got; absent for an entry of the cache service.'),
  ),
})
