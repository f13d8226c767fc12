// The child process that does a store's work: it can be killed, where a read from a share that hangs knows no AbortSignal.

import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CommandEnd } from '../../platform/process.ts'
import { runCommand } from '../../platform/process.ts'
import { remove } from '../../platform/remove.ts'
import { parseJson } from '../../text/json.ts'
import { transferEnvironment } from './transfer-environment.ts'
import { type TransferAnswer, type TransferRequest, transferAnswer } from './transfer-message.ts'
import type { TransferLog } from './transfer-output.ts'
import { createTransferLog, isHopeless, lastWords } from './transfer-output.ts'

export interface TransferOptions {
  /** The environment of the step. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The child's program and arguments: `[process.execPath, '<dist>/transfer.js']`. */
  readonly transfer: readonly [string, ...string[]]
}

export type Folders = Pick<TransferRequest, 'temp' | 'answer'>

export interface Transfer {
  /** Null where the child ended, or was ended, without one. */
  readonly answer: TransferAnswer | null
  readonly end: CommandEnd
  readonly log: TransferLog
}

/**
 * Runs one transfer within `limitMs`; rejects when `signal` aborts. A child that the system doesn't let die at once
 * is left behind after a few seconds.
 */
export async function runTransfer({
  env,
  transfer: [command, ...args],
  ask,
  staging,
  limitMs,
  signal,
}: TransferOptions & {
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
    // What was transferred counts; a folder that stays goes with the run's temporary folder.
    await remove(work, { below: workspace })
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
