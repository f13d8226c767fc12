// GitHub's cache service as a store: @actions/cache in a child process, within a time limit.

import type { CacheStore, StoreRestore, StoreSave } from '../store.ts'
import { whyNoService } from './transfer-environment.ts'
import type { TransferRequest } from './transfer-message.ts'
import { archiveBytes, explainRestore, explainSave, lastWords } from './transfer-output.ts'
import type { Folders, Transfer, TransferOptions } from './transfer-process.ts'
import { runTransfer, whyNoAnswer } from './transfer-process.ts'

/** The cache service that the runner names; every call tells `unavailable` at once where it names none. */
export function createGithubStore({ env, transfer }: TransferOptions): CacheStore {
  const missing = whyNoService(env)
  return {
    name: 'GitHub cache',
    restore: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const ask = (folders: Folders): TransferRequest => ({ kind: 'restore', ...request, ...folders })
      return restored(
        await runTransfer({ env, transfer, ask, staging: request.staging, limitMs, signal }),
        limitMs,
      )
    },
    save: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const ask = (folders: Folders): TransferRequest => ({ kind: 'save', ...request, ...folders })
      return saved(
        await runTransfer({ env, transfer, ask, staging: request.staging, limitMs, signal }),
        limitMs,
      )
    },
  }
}

function restored({ answer, end, log }: Transfer, limitMs: number): StoreRestore {
  switch (answer?.kind) {
    case 'restored':
      return answer.unpacked.kind === 'ok'
        ? { kind: 'found', key: answer.key, refused: answer.unpacked.refused }
        : { ...answer.unpacked, key: answer.key }
    case 'threw':
      return { kind: 'unavailable', reason: answer.message }
    case 'not-restored':
      return explainRestore(log)
    default: {
      const explained = explainRestore(log)
      if (explained.kind !== 'miss') return explained
      return end.kind === 'limit'
        ? { kind: 'slow', limitMs }
        : { kind: 'unavailable', reason: whyNoAnswer(end, log) }
    }
  }
}

function saved({ answer, end, log }: Transfer, limitMs: number): StoreSave {
  switch (answer?.kind) {
    case 'saved':
      return { kind: 'saved', bytes: archiveBytes(log) }
    case 'threw':
      return { kind: 'failed', reason: answer.message }
    case 'not-saved':
      return explainSave(log) ?? { kind: 'failed', reason: lastWords(log) }
    default: {
      const explained = explainSave(log)
      if (explained !== null) return explained
      return end.kind === 'limit'
        ? { kind: 'slow', limitMs }
        : { kind: 'unavailable', reason: whyNoAnswer(end, log) }
    }
  }
}
