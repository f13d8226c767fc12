// A shared store as one run uses it: how many requests it gets at once, when it is given up, and what came of each file.

import { setMaxListeners } from 'node:events'
import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import type { Clock } from '../platform/clock.ts'
import { afterAnswer, afterTrouble, type StoreHealth, unknownHealth } from './health.ts'
import type { ModuleStore } from './store.ts'
import type { StoreTrouble, StoreTroubleKind } from './trouble.ts'

/** An object that isn't the file. */
interface WrongFile {
  readonly kind: 'wrong'
  readonly reason: string
  /** Well-formed, but not what go.sum names. */
  readonly isTampered: boolean
}

/** What came of a file. */
export type StoredFileOutcome =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'absent' }
  | WrongFile
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

export interface StoreSession {
  readonly store: ModuleStore
  /** Waits for its turn; gives what ends it. Null where nothing is asked any more, or `signal` has aborted. */
  readonly acquire: (signal: AbortSignal) => Promise<(() => void) | null>
  /** What a request told of the store; `note` tells what it told of a file. */
  readonly onAnswer: () => void
  readonly onTrouble: (trouble: StoreTrouble) => void
  /** The plan names the file: of others nobody is told that they are lacking. */
  readonly want: (file: ModuleFile) => void
  readonly isWanted: (file: ModuleFile) => boolean
  /** Whether something came of the file already. */
  readonly isKnown: (file: ModuleFile) => boolean
  readonly note: (file: ModuleFile, outcome: StoredFileOutcome) => void
  /** Aborted when the store is given up. */
  readonly signal: AbortSignal
  readonly givenUp: () => StoreTrouble | null
  /** What is left of its time. */
  readonly remainingMs: () => number
  readonly summary: () => StoreSummary
}

/** A file with what is wrong with it in the store. */
interface RefusedFile {
  readonly file: ModuleFile
  /** `foreign`: no plain file, or a larger one than is allowed. */
  readonly kind: 'tampered' | 'damaged' | 'foreign'
  readonly reason: string
}

/** What a run found in a store. */
export interface StoreSummary {
  /** False where nothing had to be asked. */
  readonly wasAsked: boolean
  readonly read: { readonly files: number; readonly bytes: number }
  /** Wanted files that it doesn't have, as far as is known: what may be written. */
  readonly lacking: readonly ModuleFile[]
  readonly refused: readonly RefusedFile[]
  /** Files that failed otherwise, by kind of trouble. */
  readonly failed: Readonly<Partial<Record<StoreTroubleKind, number>>>
  readonly givenUp: StoreTrouble | null
  /** From the first request to the end of the last one. */
  readonly ms: number
}

interface Waiting {
  readonly resolve: (release: (() => void) | null) => void
}

/** @param limitMs from the first request on: a store that takes longer costs more than it saves */
export function createStoreSession(
  store: ModuleStore,
  { clock, limitMs }: { readonly clock: Clock; readonly limitMs: number },
): StoreSession {
  const outcomes = new Map<string, { readonly file: ModuleFile; readonly outcome: StoredFileOutcome }>()
  const wanted = new Set<string>()
  const over = new AbortController()
  setMaxListeners(0, over.signal)
  const waiting = new Set<Waiting>()
  let health: StoreHealth = unknownHealth
  let underWay = 0
  let times: { readonly startMs: number; endMs: number } | null = null

  const change = (next: StoreHealth): void => {
    health = next
    if (health.givenUp === null || over.signal.aborted) return
    over.abort('given up')
    for (const { resolve } of waiting) resolve(null)
    waiting.clear()
  }
  const remainingMs = (): number => (times === null ? limitMs : times.startMs + limitMs - clock.now())
  const release = (): void => {
    underWay--
    if (times !== null) times.endMs = clock.now()
    grant()
  }
  const grant = (): void => {
    if (remainingMs() <= 0) change({ ...health, givenUp: health.givenUp ?? late(limitMs) })
    for (const each of waiting) {
      if (underWay >= health.width) break
      waiting.delete(each)
      underWay++
      times ??= { startMs: clock.now(), endMs: clock.now() }
      let isReleased = false
      each.resolve(() => {
        if (!isReleased) release()
        isReleased = true
      })
    }
  }
  return {
    store,
    signal: over.signal,
    givenUp: () => health.givenUp,
    remainingMs,
    acquire: (signal) => {
      if (signal.aborted || health.givenUp !== null) return Promise.resolve(null)
      return new Promise((resolve) => {
        waiting.add({ resolve })
        grant()
      })
    },
    onAnswer: () => change(afterAnswer(health)),
    onTrouble: (trouble) => change(afterTrouble(health, trouble)),
    want: (file) => wanted.add(fileName(file)),
    isWanted: (file) => wanted.has(fileName(file)),
    isKnown: (file) => outcomes.has(fileName(file)),
    note: (file, outcome) => outcomes.set(fileName(file), { file, outcome }),
    summary: () => {
      const { lacking, ...rest } = summaryOf([...outcomes.values()], health)
      return {
        ...rest,
        lacking: lacking.filter((file) => wanted.has(fileName(file))),
        wasAsked: times !== null,
        ms: times === null ? 0 : times.endMs - times.startMs,
      }
    },
  }
}

function late(limitMs: number): StoreTrouble {
  return { kind: 'slow', reason: `it was given up after ${limitMs / 1_000} s` }
}

function summaryOf(
  files: readonly { readonly file: ModuleFile; readonly outcome: StoredFileOutcome }[],
  { givenUp }: StoreHealth,
): Omit<StoreSummary, 'wasAsked' | 'ms'> {
  const read = { files: 0, bytes: 0 }
  const lacking: ModuleFile[] = []
  const refused: RefusedFile[] = []
  const failed: Partial<Record<StoreTroubleKind, number>> = {}
  for (const { file, outcome } of files) {
    if (outcome.kind === 'read') {
      read.files++
      read.bytes += outcome.bytes
    } else if (outcome.kind === 'absent' || (outcome.kind === 'failed' && outcome.trouble.mayBeAbsent)) {
      lacking.push(file)
    } else if (outcome.kind === 'wrong') {
      refused.push({ file, kind: outcome.isTampered ? 'tampered' : 'damaged', reason: outcome.reason })
    } else if (outcome.trouble.kind === 'refused') {
      refused.push({ file, kind: 'foreign', reason: outcome.trouble.reason })
    } else {
      failed[outcome.trouble.kind] = (failed[outcome.trouble.kind] ?? 0) + 1
    }
  }
  return { read, lacking, refused, failed, givenUp }
}
