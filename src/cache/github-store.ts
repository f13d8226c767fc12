// GitHub's cache service as a store: @actions/cache in a child process, within a time limit.

import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CommandEnd } from '../platform/process.ts'
import { runCommand } from '../platform/process.ts'
import { remove } from '../platform/remove.ts'
import type { CacheStore, StoreRestore, StoreSave } from './store.ts'
import { transferEnvironment, whyNoService } from './transfer-environment.ts'
import type { TransferAnswer, TransferRequest } from './transfer-message.ts'
import type { TransferLog } from './transfer-output.ts'
import {
  archiveBytes,
  createTransferLog,
  explainRestore,
  explainSave,
  isHopeless,
  lastWords,
} from './transfer-output.ts'

interface Options {
  /** The environment of the step. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The child's program and arguments: `[process.execPath, '<dist>/transfer.js']`. */
  readonly transfer: readonly [string, ...string[]]
}

/** The cache service that the runner names; every call tells `unavailable` at once where it names none. */
export function createGithubStore({ env, transfer }: Options): CacheStore {
  const missing = whyNoService(env)
  return {
    name: 'GitHub cache',
    restore: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const ask = (folders: Folders): TransferRequest => ({ kind: 'restore', ...request, ...folders })
      return restored(await run({ env, transfer, ask, staging: request.staging, limitMs, signal }), limitMs)
    },
    save: async ({ limitMs, signal, ...request }) => {
      if (missing !== null) return { kind: 'unavailable', reason: missing }
      const ask = (folders: Folders): TransferRequest => ({ kind: 'save', ...request, ...folders })
      return saved(await run({ env, transfer, ask, staging: request.staging, limitMs, signal }), limitMs)
    },
  }
}

type Folders = Pick<TransferRequest, 'temp' | 'answer'>

interface Transfer {
  /** Null where the child ended, or was ended, without one. */
  readonly answer: TransferAnswer | null
  readonly end: CommandEnd
  readonly log: TransferLog
}

async function run({
  env,
  transfer: [command, ...args],
  ask,
  staging,
  limitMs,
  signal,
}: Options & {
  readonly ask: (folders: Folders) => TransferRequest
  readonly staging: string
  readonly limitMs: number
  readonly signal: AbortSignal
}): Promise<Transfer> {
  const workspace = dirname(staging)
  await mkdir(workspace, { recursive: true })
  const work = await mkdtemp(join(workspace, 'transfer-'))
  const hopeless = new AbortController()
  const log = createTransferLog()
  try {
    const temp = join(work, 'temp')
    await mkdir(temp)
    const answer = join(work, 'answer.json')
    const end = await runCommand({
      command,
      args: [...args, JSON.stringify(ask({ temp, answer }))],
      cwd: workspace,
      env: transferEnvironment(env, { temp, workspace }),
      signal: AbortSignal.any([signal, hopeless.signal]),
      limitMs,
      graceMs: 500,
      maxLineLength: 8_192,
      onStdout: (line) => {
        log.push(line)
        if (isHopeless(line)) hopeless.abort()
      },
      onStderr: log.push,
    })
    signal.throwIfAborted()
    return { answer: await readAnswer(answer), end, log: log.end() }
  } finally {
    await remove(work, { below: workspace })
  }
}

/** Our own child wrote it, to a folder that only this user can write. */
async function readAnswer(path: string): Promise<TransferAnswer | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  try {
    return text === null ? null : (JSON.parse(text) as TransferAnswer)
  } catch {
    return null // Killed while it was writing: no answer.
  }
}

function restored({ answer, end, log }: Transfer, limitMs: number): StoreRestore {
  switch (answer?.kind) {
    case 'restored':
      return answer.unpacked.kind === 'ok'
        ? { kind: 'found', key: answer.key, refused: answer.unpacked.refused }
        : answer.unpacked
    case 'threw':
      return { kind: 'unavailable', reason: answer.message }
    case 'not-restored':
      return explainRestore(log)
    default: {
      const explained = explainRestore(log)
      if (explained.kind !== 'miss') return explained
      return end.kind === 'limit'
        ? { kind: 'slow', limitMs }
        : { kind: 'unavailable', reason: without(end, log) }
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
        : { kind: 'unavailable', reason: without(end, log) }
    }
  }
}

/** Why there is no answer. */
function without(end: CommandEnd, log: TransferLog): string {
  if (end.kind === 'not-started') return `the transfer could not start: ${end.message}`
  return `the transfer was broken off: ${lastWords(log)}`
}
