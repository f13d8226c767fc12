// Writes into a shared store what it lacked: after a complete download, verified once more, never over anything, in bounded time.

import { setMaxListeners } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashMod } from '../go/dirhash.ts'
import { type GoSum, modSums, zipSums } from '../go/go-sum.ts'
import { versionOfInfo } from '../go/info.ts'
import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import type { Clock, Random } from '../platform/clock.ts'
import { objectOf } from './module-object.ts'
import type { ModuleStore, StoreContent, StoreWrite } from './store.ts'
import type { StoreTrouble } from './trouble.ts'
import { isVouchedFor } from './vouched.ts'

/** What was written, and what not. */
export interface WrittenFiles {
  readonly files: number
  readonly bytes: number
  /** Others had written them meanwhile. */
  readonly existed: number
  /** What was in the way of the rest; null where nothing was. */
  readonly trouble: StoreTrouble | null
  /** Files that were left because of it, or for want of time. */
  readonly left: number
}

interface WriteOptions {
  readonly store: ModuleStore
  readonly gomodcache: string
  readonly sums: GoSum
  readonly clock: Clock
  readonly random: Random
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** Enough that round trips overlap; uploads share the job's line with nothing else by now. */
const width = 32
const silenceMs = 15_000
const slowestBytesPerMs = 500
const failuresToStop = 3
const attempts = 3
/** The pause before the first repetition is at most this long; before the second twice as long. */
const firstPauseMs = 500

/** Writes those of `files` that the module cache holds and that go.sum vouches for. Trouble is an outcome. */
export async function writeMissing(
  files: readonly ModuleFile[],
  options: WriteOptions,
): Promise<WrittenFiles> {
  const { clock, limitMs, signal } = options
  const stop = new AbortController()
  // Every write listens to it.
  setMaxListeners(0, stop.signal)
  const timer = new AbortController()
  const onAbort = () => stop.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  clock.sleep(limitMs, timer.signal).then(
    () => stop.abort(),
    () => {},
  )
  const tally = createTally(files.length)
  const queue = files.values()
  const writeQueued = async () => {
    for (const file of queue) {
      if (stop.signal.aborted) return
      const content = await verifiedContent(file, options)
      const written =
        content === null
          ? null
          : await writePatiently(objectOf(file).name, content, { ...options, signal: stop.signal })
      // What was broken off by the limit is left, and no fault of the store.
      if (stop.signal.aborted && written?.kind === 'failed') return
      tally.note(written)
      if (tally.isHopeless()) stop.abort()
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, writeQueued))
    return tally.result(stop.signal.aborted && !tally.isHopeless() ? late(limitMs) : null)
  } finally {
    timer.abort()
    signal.removeEventListener('abort', onAbort)
  }
}

function createTally(total: number) {
  let [files, bytes, existed, done, failuresInRow] = [0, 0, 0, 0, 0]
  let trouble: StoreTrouble | null = null
  return {
    /** Null: the module cache doesn't hold the file, or holds another one. */
    note: (written: StoreWrite | null): void => {
      if (written?.kind === 'failed') {
        trouble ??= written.trouble
        failuresInRow++
        return
      }
      done++
      if (written === null) return
      failuresInRow = 0
      if (written.kind === 'exists') existed++
      else {
        files++
        bytes += written.bytes
      }
    },
    /** Whether the rest would fail like this one. */
    isHopeless: (): boolean =>
      trouble?.kind === 'denied' || trouble?.kind === 'misconfigured' || failuresInRow >= failuresToStop,
    result: (end: StoreTrouble | null): WrittenFiles => ({
      files,
      bytes,
      existed,
      trouble: trouble ?? end,
      left: total - done,
    }),
  }
}

/** A store that takes longer for one object hangs, or is too slow to be of use. */
function longestWriteMs(content: StoreContent): number {
  const bytes = content.kind === 'file' ? content.bytes : content.bytes.byteLength
  return silenceMs + Math.ceil(bytes / slowestBytesPerMs)
}

function late(limitMs: number): StoreTrouble {
  return { kind: 'slow', reason: `writing was given up after ${(limitMs / 1_000).toFixed(0)} s` }
}

async function writePatiently(
  name: string,
  content: StoreContent,
  { store, clock, random, signal }: WriteOptions,
): Promise<StoreWrite> {
  for (let attempt = 1; ; attempt++) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(longestWriteMs(content))])
    const written = await store.write(name, content, { signal: limit })
    const isBusy = written.kind === 'failed' && written.trouble.kind === 'busy'
    if (!isBusy || attempt === attempts || signal.aborted) return written
    await clock.sleep(random() * firstPauseMs * attempt, signal).catch(() => {})
  }
}

/** The file's content where it is what go.sum names; null for anything else, and where it isn't there. */
async function verifiedContent(
  file: ModuleFile,
  { gomodcache, sums }: Pick<WriteOptions, 'gomodcache' | 'sums'>,
): Promise<StoreContent | null> {
  if (!isVouchedFor(file, sums)) return null
  const path = join(gomodcache, 'cache', 'download', fileName(file))
  try {
    if (file.kind === 'zip') {
      // Written beside every zip that was hashed, by us or by `go`.
      const hash = await readFile(path.replace(/\.zip$/, '.ziphash'), 'utf8')
      if (!zipSums(sums, file).includes(hash.trim())) return null
      const { size } = await stat(path)
      return { kind: 'file', path, bytes: size }
    }
    const bytes = await readFile(path)
    const isRight =
      file.kind === 'mod'
        ? modSums(sums, file).includes(hashMod(bytes))
        : versionOfInfo(bytes.toString('utf8')) === file.version
    return isRight ? { kind: 'bytes', bytes } : null
  } catch {
    // It isn't there, which is no fault: after a complete download it was not needed.
    return null
  }
}
