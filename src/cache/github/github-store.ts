// GitHub's cache service as a store: @actions/cache in a child process, within a time limit.

import type { CacheStore, StoreRestore, StoreSave } from '../store.ts'
import { whyNoService } from './transfer-environment.ts'
import { archiveBytes, explainRestore, explainSave, lastWords } from './transfer-output.ts'
import { startTransfer, type Transfer, type TransferOptions, whyNoAnswer } from './transfer-process.ts'

export interface GithubStore extends CacheStore {
  /** Starts the process of the restore to come, which then waits for nothing. Does nothing where there is no service. */
  readonly startAhead: () => void
  /** Ends a process that was not needed. */
  readonly close: () => Promise<void>
}

/** The cache service that the runner names; every call tells `unavailable` at once where it names none. */
export function createGithubStore(options: TransferOptions): GithubStore {
  const missing = whyNoService(options.env)
  let ready: ReturnType<typeof startTransfer> | null = null
  const transfer = () => {
    const started = ready ?? startTransfer(options)
    ready = null
    return started
  }
  return {
    name: 'GitHub cache',
    startAhead: () => {
      if (missing === null) ready ??= startTransfer(options)
    },
    restore: async ({ limitMs, signal, ...restore }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const { staging } = restore
      const within = { staging, limitMs, signal }
      return restored(
        await transfer().run({
          request: (folders) => ({ kind: 'restore', ...restore, ...folders }),
          ...within,
        }),
        limitMs,
      )
    },
    save: async ({ limitMs, signal, ...save }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const { staging } = save
      const within = { staging, limitMs, signal }
      return saved(
        await transfer().run({ request: (folders) => ({ kind: 'save', ...save, ...folders }), ...within }),
        limitMs,
      )
    },
    close: async () => ready?.close(),
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
