// Decides under which key this run keeps what it has, and whether it has anything to add.

import { type CacheKey, generationKey, generationOf, incompleteKey, isSameKey, maxGeneration } from './key.ts'
import type { RestoreOutcome } from './outcome.ts'
import type { CachePolicy } from './policy.ts'

/** An entry that the lookup found. */
export interface FoundEntry {
  readonly key: string
  /** Names below `cache/download` of the files that it gives to a run like this one: needed, there, and not wrong. */
  readonly held: ReadonlySet<string>
}

/** What is to be saved, or why nothing is. */
export type NextEntry =
  | {
      readonly kind: 'save'
      readonly key: string
      /** Of a run that failed. */
      readonly isIncomplete: boolean
      /** Files for which no entry is needed. */
      readonly held: ReadonlySet<string>
    }
  | { readonly kind: 'skip'; readonly reason: string }

interface Ended {
  readonly key: CacheKey
  readonly policy: CachePolicy
  readonly restored: { readonly outcome: RestoreOutcome; readonly entry: FoundEntry | null }
  /** Did `go` say that the module cache is complete? */
  readonly isComplete: boolean
  readonly isCancelled: boolean
  /** Now. */
  readonly date: Date
}

/**
 * Under which key the scope's files are to be kept. A complete module cache gets the key itself, or its next generation
 * where the entry that was found under it is not all that it should be. An incomplete one gets a key that only fallbacks find.
 */
export function nextEntry(ended: Ended): NextEntry {
  const { policy, isComplete, isCancelled, restored } = ended
  if (!policy.save) return skip(policy.reason)
  // The runner gives a cancelled step 7.5 s, which belong to the report; a save that is cut off would leave its key reserved for hours.
  if (isCancelled) return skip('the run was cancelled')
  if (restored.outcome.kind === 'exact' && isComplete) return skip('the entry was restored and is complete')
  return isComplete ? completeEntry(ended) : incompleteEntry(ended)
}

function completeEntry({ key, restored: { entry } }: Ended): NextEntry {
  const generation = entry === null ? null : generationOf(key, entry.key)
  if (entry === null || generation === null) {
    return { kind: 'save', key: key.key, isIncomplete: false, held: new Set() }
  }
  if (generation >= maxGeneration) {
    return skip(
      `${maxGeneration} entries under this key were incomplete or damaged; delete them, or change cache-prefix`,
    )
  }
  return { kind: 'save', key: generationKey(key.key, generation + 1), isIncomplete: false, held: entry.held }
}

/** Where the restore met trouble, what is there may be less than what the next restore finds. */
function incompleteEntry({ key, restored: { outcome, entry }, date }: Ended): NextEntry {
  const today = incompleteKey(key, date)
  const isKnown = outcome.kind === 'miss' || outcome.kind === 'partial' || outcome.kind === 'corrupt'
  const isSavedToday = entry !== null && isSameKey(entry.key, today)
  if (!isKnown || isSavedToday) return skip('the module cache is not complete')
  return { kind: 'save', key: today, isIncomplete: true, held: entry?.held ?? new Set() }
}

function skip(reason: string): NextEntry {
  return { kind: 'skip', reason }
}

/** Is it worth an entry? A complete one, if a single file is new; an incomplete one, if a quarter of its bytes is. */
export function addsEnough(
  { isIncomplete, held }: Pick<NextEntry & { kind: 'save' }, 'isIncomplete' | 'held'>,
  files: readonly { readonly name: string; readonly bytes: number }[],
): boolean {
  const added = files.filter(({ name }) => !held.has(name))
  return isIncomplete ? 4 * sum(added) >= sum(files) : added.length > 0
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
