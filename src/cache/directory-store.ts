// A folder as a store: on a disk of a self-hosted runner, on a network share, on a laptop.

import type { TransferRequest } from './github/transfer-message.ts'
import type { Folders, Transfer, TransferOptions } from './github/transfer-process.ts'
import { runTransfer, whyNoAnswer } from './github/transfer-process.ts'
import type { CacheStore } from './store.ts'

/**
 * The folder `path`, made when the first entry is saved. This process never touches it: a share that hangs would take its
 * threads for good, so a child does that can be killed. Whoever can write to the folder can plant files in it.
 */
export function createDirectoryStore(options: TransferOptions & { readonly path: string }): CacheStore {
  const { path: directory, env, transfer } = options
  return {
    name: `directory ${directory}`,
    restore: async ({ limitMs, signal, ...request }) => {
      const ask = (folders: Folders): TransferRequest => ({
        kind: 'restore-directory',
        directory,
        ...request,
        ...folders,
      })
      const done = await runTransfer({ env, transfer, ask, staging: request.staging, limitMs, signal })
      return done.answer?.kind === 'restored-directory' ? done.answer.outcome : unanswered(done, limitMs)
    },
    save: async ({ limitMs, signal, ...request }) => {
      const ask = (folders: Folders): TransferRequest => ({
        kind: 'save-directory',
        directory,
        ...request,
        ...folders,
      })
      const done = await runTransfer({ env, transfer, ask, staging: request.staging, limitMs, signal })
      return done.answer?.kind === 'saved-directory' ? done.answer.outcome : unanswered(done, limitMs)
    },
  }
}

function unanswered({ answer, end, log }: Transfer, limitMs: number) {
  if (answer?.kind === 'threw') return { kind: 'unavailable', reason: answer.message } as const
  if (end.kind === 'limit') return { kind: 'slow', limitMs } as const
  return { kind: 'unavailable', reason: whyNoAnswer(end, log) } as const
}
