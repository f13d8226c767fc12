// The shared store as the first source of every file: each one asked for once, and none waited for long.

import { fileSums, type GoSum } from '../../go/go-sum.ts'
import { fileName } from '../../go/layout.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import { listModuleSums } from '../../go/module-sums.ts'
import { createAdmission } from '../../modcache/admit.ts'
import type { ZipAdmission } from '../../modcache/unpack/zip-workers.ts'
import type { Clock, Random } from '../../platform/clock.ts'
import { fullJitterMs, longestBackoffMs } from '../../retry/backoff.ts'
import type { StoreSession } from '../../store/session.ts'
import { isVouchedFor } from '../../store/vouched.ts'
import { createSharedTimer } from '../request/shared-timer.ts'
import { type TakenFile, type TakeOptions, takeFile } from './take-file.ts'

/** What a fetch needs to use a store. */
export interface StoreUse {
  readonly session: StoreSession
  /** May the store's server hear of the module? */
  readonly isShareable: (path: string) => boolean
}

export interface StoreFiles {
  /** Null: the store doesn't have it, or can't be asked. Rejects only where our own code is at fault. */
  readonly take: (file: ModuleFile) => Promise<TakenFile | null>
  /** Takes of the go.mod files that go.sum names what `isLacking` says. Rejects only where our own code is at fault. */
  readonly takeMods: (isLacking: (file: ModuleFile) => Promise<boolean>) => Promise<void>
}

interface StoreFilesOptions extends StoreUse {
  readonly sums: GoSum
  readonly gomodcache: string
  readonly zips: ZipAdmission
  readonly clock: Clock
  readonly random: Random
  readonly stallMs: number
  readonly signal: AbortSignal
  readonly onTaken?: (file: ModuleFile) => void
}

/** The proxies have every file that the store has, so that a silent store isn't waited for as long as a proxy would be. */
const longestSilenceMs = 5_000
/** Four times as many as the largest known project has; a go.sum with more of them says little about what is needed. */
const mostModsAhead = 10_000
/** So often a file is asked for of a store that wants fewer requests, after pauses of up to 500 ms and 1 s. */
const attempts = 3

export function createStoreFiles(options: StoreFilesOptions): StoreFiles {
  const { session, sums, clock, isShareable, stallMs } = options
  const taken = new Map<string, Promise<TakenFile | null>>()
  const takeOptions = {
    ...options,
    stallMs: Math.min(stallMs, longestSilenceMs),
    admission: createAdmission(options.gomodcache),
    timer: createSharedTimer(clock),
    sumsOf: (file: ModuleFile) => fileSums(sums, file),
  }
  const mayAsk = (file: ModuleFile) => isVouchedFor(file, sums) && isShareable(file.path)

  const take = (file: ModuleFile): Promise<TakenFile | null> => {
    const name = fileName(file)
    const taking = taken.get(name)
    if (taking !== undefined) return taking
    if (!mayAsk(file) || session.isKnown(file)) return Promise.resolve(null)
    const begun = takePatiently(file, takeOptions)
    taken.set(name, begun)
    return begun
  }
  return {
    take: (file) => {
      session.want(file)
      return take(file)
    },
    takeMods: async (isLacking) => {
      const takeLacking = async (mod: ModuleFile) => {
        if (mayAsk(mod) && (await isLacking(mod))) await take(mod)
      }
      await Promise.all(modsOf(sums).map(takeLacking))
    },
  }
}

/**
 * `go` wants a line in go.sum for each go.mod that it reads, and `go mod tidy` leaves few others, so that a walk through the module
 * graph, which learns of each from the one before it, needn't wait for every single one.
 */
function modsOf(sums: GoSum): readonly ModuleFile[] {
  const mods = listModuleSums(sums).flatMap(({ module, mod }) =>
    mod.length > 0 ? [{ ...module, kind: 'mod' } as const] : [],
  )
  return mods.length > mostModsAhead ? [] : mods
}

/** Asks again where the store wants fewer requests, and tells the session what came of the file. */
async function takePatiently(
  file: ModuleFile,
  options: TakeOptions & Pick<StoreFilesOptions, 'random' | 'onTaken'>,
): Promise<TakenFile | null> {
  const { session, signal, clock, random } = options
  for (let attempt = 1; ; attempt++) {
    const release = await session.acquire(signal)
    if (release === null) return noteUnasked(file, session)
    const outcome = await takeFile(file, options).finally(release)
    if (outcome === null) return noteUnasked(file, session)
    if (outcome.kind !== 'failed') session.onAnswer()
    // A file that may not be needed may well be lacking.
    else if (session.isWanted(file) || !outcome.trouble.mayBeAbsent) session.onTrouble(outcome.trouble)
    const isBusy = outcome.kind === 'failed' && outcome.trouble.kind === 'busy'
    if (isBusy && attempt < attempts) {
      await clock.sleep(fullJitterMs(longestBackoffMs(attempt), random), signal).catch(() => {})
      continue
    }
    session.note(file, outcome.kind === 'taken' ? { kind: 'read', bytes: outcome.bytes } : outcome)
    if (outcome.kind !== 'taken') return null
    options.onTaken?.(file)
    return outcome
  }
}

/** What was refused again and again may as well not be there: then a file is lacking, too, that had no answer of its own. */
function noteUnasked(file: ModuleFile, session: StoreSession): null {
  const givenUp = session.givenUp()
  if (givenUp?.mayBeAbsent) session.note(file, { kind: 'failed', trouble: givenUp })
  return null
}
