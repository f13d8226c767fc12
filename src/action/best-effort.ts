// Tries what a step tells the runner, for two seconds: what fails is warned about, and fails nothing.

import type { ConsoleLog } from '../platform/console-log.ts'
import { withinLimit } from '../platform/limit.ts'
import { errorMessage } from '../text/error.ts'

/** A file of this size is written in far less; a disk that hangs, or a pipe that nobody reads, must not hold the step. */
const writeLimitMs = 2_000

/**
 * Whether `action` succeeded. It is an async function, so that what it throws is a rejection too.
 *
 * @param what the rest of the sentence `Could not …`
 */
export async function bestEffort(
  log: Pick<ConsoleLog, 'warn'>,
  what: string,
  action: () => Promise<void>,
): Promise<boolean> {
  return within(action).then(
    () => true,
    (error: unknown) => {
      log.warn(`Could not ${what}: ${errorMessage(error)}`)
      return false
    },
  )
}

async function within(action: () => Promise<void>): Promise<void> {
  const isWritten = await withinLimit({
    limitMs: writeLimitMs,
    afterAbortMs: writeLimitMs,
    signal: new AbortController().signal,
    late: () => false,
    body: () => action().then(() => true),
  })
  if (!isWritten)
    throw new Error(`no answer within ${writeLimitMs / 1_000} s; look at the disk that it is on`)
}
