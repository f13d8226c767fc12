// The child process that does a store's work: it can be killed, where a read from a share that hangs knows no AbortSignal.

import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CommandEnd } from '../../platform/process.ts'
import { runCommand } from '../../platform/process.ts'
import { remove } from '../../platform/remove.ts'
import type { Environment } from '../../text/environment.ts'
import { parseJson } from '../../text/json.ts'
import { transferEnvironment } from './transfer-environment.ts'
import { type TransferAnswer, type TransferRequest, transferAnswer } from './transfer-message.ts'
import type { TransferLog } from './transfer-output.ts'
import { createTransferLog, isHopeless, lastWords } from './transfer-output.ts'

export interface TransferOptions {
  /** The environment of the step. */
  readonly env: Environment
  /** The child's program and arguments: `[process.execPath, '<dist>/transfer.js']`. */
  readonly transfer: readonly [string, ...string[]]
}

type Folders = Pick<TransferRequest, 'temp' | 'answer'>

export interface Transfer {
  /** Null where the child ended, or was ended, without one. */
  readonly answer: TransferAnswer | null
  readonly end: CommandEnd
  readonly log: TransferLog
}

/** The child of one transfer: it loads its code, which takes a fifth of a second, while the run does other things. */
interface TransferProcess {
  /**
   * Does the one transfer, within `limitMs`. Rejects when `signal` aborts. A child that the system doesn't let die at once is left
   * behind after a few seconds.
   *
   * @param transfer.staging an absolute path; what the child needs for itself lies beside it, and is removed
   */
  readonly run: (transfer: {
    readonly request: (folders: Folders) => TransferRequest
    readonly staging: string
    readonly limitMs: number
    readonly signal: AbortSignal
  }) => Promise<Transfer>
  /** Ends it, if it still runs. */
  readonly close: () => Promise<void>
}

/** A timer's longest time. */
const noLimitMs = 2 ** 31 - 1

export function startTransfer({ env, transfer: [command, ...args] }: TransferOptions): TransferProcess {
  const stop = new AbortController()
  const log = createTransferLog()
  let send: (request: string) => void = () => {}
  const ended = runCommand({
    command,
    args,
    cwd: dirname(command),
    env: transferEnvironment(env),
    signal: stop.signal,
    // The transfer has its own, once it is asked for.
    limitMs: noLimitMs,
    graceMs: 500,
    maxLineLength: 8_192,
    onStdin: (stdin) => {
      send = (request) => stdin.end(request)
    },
    onStdout: (line) => {
      log.push(line)
      if (isHopeless(line)) stop.abort()
    },
    onStderr: log.push,
  })
  const run: TransferProcess['run'] = async ({ request, staging, limitMs, signal }) => {
    const workspace = dirname(staging)
    await mkdir(workspace, { recursive: true })
    const work = await mkdtemp(join(workspace, 'transfer-'))
    const limit = AbortSignal.timeout(Math.min(Math.ceil(limitMs), noLimitMs))
    const either = AbortSignal.any([signal, limit])
    const onAbort = () => stop.abort()
    either.addEventListener('abort', onAbort, { once: true })
    if (either.aborted) onAbort()
    try {
      const folders = { temp: join(work, 'temp'), answer: join(work, 'answer.json') }
      await mkdir(folders.temp)
      send(JSON.stringify(request(folders)))
      const end = await ended
      signal.throwIfAborted()
      const isLate = end.kind === 'aborted' && limit.aborted
      return {
        answer: await readAnswer(folders.answer),
        end: isLate ? { kind: 'limit', limitMs } : end,
        log: log.end(),
      }
    } finally {
      either.removeEventListener('abort', onAbort)
      // What was transferred counts; a folder that stays goes with the run's temporary folder.
      await remove(work, { below: workspace })
    }
  }
  return {
    run,
    close: async () => {
      stop.abort()
      await ended
    },
  }
}

/** Our own child wrote it, to a folder that only this user can write. */
async function readAnswer(path: string): Promise<TransferAnswer | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const parsed = parseJson(transferAnswer, text)
  // Killed while it was writing: no answer.
  return parsed.kind === 'ok' ? parsed.value : null
}

/** Why there is no answer. */
export function whyNoAnswer(end: CommandEnd, log: TransferLog): string {
  if (end.kind === 'not-started') return `the transfer could not start: ${end.message}`
  return `the transfer was broken off: ${lastWords(log)}`
}
