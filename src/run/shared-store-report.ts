// Decides what a run tells of a shared store, and whether it writes to it.

import { boundProblems } from '../cache/member.ts'
import type { CacheProblem, RestoreOutcome, SaveOutcome, SharedStoreReport } from '../cache/outcome.ts'
import type { CachePolicy } from '../cache/policy.ts'
import { moduleName } from '../go/module-file.ts'
import type { StoreSummary } from '../store/session.ts'
import type { StoreTrouble } from '../store/trouble.ts'
import type { WrittenFiles } from '../store/write-missing.ts'
import type { Restored } from './run-cache.ts'

const nothingToWrite = 'the store has everything'
const nothingToAsk = 'go.sum names nothing that was missing and may be shared'

/** How reading ended. `isWhole`: nothing is missing any more. */
export function restoreOutcome(
  { read, lacking, givenUp, refused, failed }: StoreSummary,
  { key, isWhole, limitMs }: { readonly key: string; readonly isWhole: boolean; readonly limitMs: number },
): RestoreOutcome {
  if (read.files > 0) return { kind: isWhole ? 'exact' : 'partial', key, ...read }
  if (givenUp !== null) return troubleOutcome(givenUp, limitMs)
  if (lacking.length > 0) return { kind: 'miss' }
  const [wrong] = refused
  if (wrong !== undefined) return { kind: 'corrupt', reason: `${moduleName(wrong.file)}: ${wrong.reason}` }
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0)
  return failures > 0 ? { kind: 'unavailable', reason: 'some requests failed' } : { kind: 'miss' }
}

function troubleOutcome({ kind, reason }: StoreTrouble, limitMs: number) {
  if (kind === 'slow') return { kind, limitMs } as const
  if (kind === 'busy') return { kind: 'rate-limited', reason } as const
  return { kind: kind === 'denied' ? kind : 'unavailable', reason } as const
}

/** Why nothing is written; null where the store may get what it lacked. */
export function whyNotWrite({
  policy,
  isCancelled,
  isComplete,
  restored,
  summary: { wasAsked, givenUp, lacking },
}: {
  readonly policy: CachePolicy
  readonly isCancelled: boolean
  /** Did `go` say that the module cache is complete? */
  readonly isComplete: boolean
  readonly restored: Restored
  readonly summary: StoreSummary
}): string | null {
  if (!policy.save) return policy.reason
  if (isCancelled) return 'the run was cancelled'
  if (!isComplete) return 'the module cache is not complete'
  if (!wasAsked) return 'reason' in restored.outcome ? restored.outcome.reason : nothingToAsk
  if (givenUp !== null && !givenUp.mayBeAbsent) return `the store was given up: ${givenUp.reason}`
  return lacking.length === 0 ? nothingToWrite : null
}

/** How writing ended. */
export function saveOutcome(
  { files, bytes, existed, trouble }: WrittenFiles,
  { key, limitMs }: { readonly key: string; readonly limitMs: number },
): SaveOutcome {
  if (files > 0) return { kind: 'saved', key, files, bytes }
  if (trouble !== null) return troubleOutcome(trouble, limitMs)
  return existed > 0 ? { kind: 'exists', key } : { kind: 'skipped', reason: nothingToWrite }
}

/** `written`: null where nothing was to be written. */
export function sharedReport(
  { read, lacking, refused, failed, givenUp }: StoreSummary,
  written: WrittenFiles | null,
): SharedStoreReport {
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0)
  const troubles = [givenUp?.mayBeAbsent && written?.files ? null : givenUp, written?.trouble ?? null]
  return {
    read,
    lacked: lacking.length,
    refused: refused.length,
    failed: failures,
    written: { files: written?.files ?? 0, bytes: written?.bytes ?? 0 },
    existed: written?.existed ?? 0,
    unwritten: written?.left ?? 0,
    troubles: troubles.flatMap((trouble) => (trouble === null ? [] : [trouble.reason])),
  }
}

const problemKinds = { tampered: 'tampered', damaged: 'cache-corrupt', foreign: 'foreign' } as const

export function problemsOf({ refused }: StoreSummary): readonly CacheProblem[] {
  return boundProblems(
    refused.map(({ file, kind, reason }) => ({ kind: problemKinds[kind], what: moduleName(file), reason })),
  )
}
