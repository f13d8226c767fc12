// What the toolkit meant by what it printed: it tells most failures in its log alone, and returns as if nothing was found.

import type { StoreRestore, StoreSave } from '../store.ts'

type Trouble = 'denied' | 'rate-limited' | 'unavailable' | 'exists' | 'failed'

/** The toolkit's log, as far as it explains a failure. */
export interface TransferLog {
  /** Messages without their level, oldest first. */
  readonly messages: readonly string[]
  /** Values that the toolkit asked the runner to hide. */
  readonly masks: readonly string[]
}

const keptMessages = 200

/** The debug messages that say what no other does; the rest hold addresses and headers. */
const tellingDebug = /^(?:Failed to reserve cache|File Size): /

/** Takes the output line by line; forgets old lines of a long one. Nothing of it is ever printed as it came. */
export function createTransferLog(): {
  readonly push: (line: string) => void
  readonly end: () => TransferLog
} {
  const messages: string[] = []
  const masks: string[] = []
  return {
    push: (line) => {
      const [, command = '', text = line] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? []
      const message = command === '' ? line : decode(text)
      if (command === 'add-mask' && message !== '') masks.push(message)
      const telling = command === 'debug' ? tellingDebug.test(message) : command !== 'add-mask'
      if (telling && messages.push(message) > keptMessages) messages.shift()
    },
    end: () => ({ messages, masks }),
  }
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: how a message fits in one line. */
function decode(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/** A try that failed while others follow: `Attempt 2 of 5 failed with error: …`. */
const failedAttempt = /^Attempt (\d+) of \d+ failed with error: (.+?)\.? Retrying request in/s

/** After how many answers of a broken service we stop waiting; the toolkit itself would ask five times in 30 s. */
const patience = 2

/** Is it time to stop, though the toolkit would go on? */
export function isHopeless(line: string): boolean {
  return Number(failedAttempt.exec(line)?.[1] ?? 0) >= patience
}

/** Of the second version of the service, which the toolkit asks only once then, and of the first. */
const rateLimited = /^Failed to .*(?:Rate limited: |responded with 429\b)/s

/** With the seconds of its Retry-After. */
const rateLimitEnd = /rate limit will reset in (\d+) seconds/

/** Patterns of the toolkit's texts (6.3.0), the most telling first. */
const restoreTexts: readonly (readonly [RegExp, Exclude<Trouble, 'exists' | 'failed'>])[] = [
  [/cache read denied:/, 'denied'],
  [/^Cache restore skipped: the effective cache-mode/, 'denied'],
  [rateLimited, 'rate-limited'],
  [/^Failed to restore:/, 'unavailable'],
  [failedAttempt, 'unavailable'],
]

const saveTexts: readonly (readonly [RegExp, Trouble])[] = [
  [/cache write denied:/, 'denied'],
  [/^Cache save skipped: the effective cache-mode/, 'denied'],
  [rateLimited, 'rate-limited'],
  [/^Failed to reserve cache: .*(?:\(409\)|already exists|Response was not ok)/s, 'exists'],
  // The first version of the service tells the details in the same line.
  [/^Failed to save: Unable to reserve cache .*already exists/is, 'exists'],
  [/^Failed to reserve cache:/, 'unavailable'],
  [/^Failed to save: Unable to (?:reserve|finalize) cache/, 'exists'],
  [
    /^Failed to save:.*(?:Unable to make request|non-retryable|Cache service responded|reserveCache failed)/s,
    'unavailable',
  ],
  [/^Failed to save:/, 'failed'],
  [failedAttempt, 'unavailable'],
]

/** Why nothing was restored; a miss where the toolkit complained of nothing. */
export function explainRestore(log: TransferLog): Exclude<StoreRestore, { kind: 'found' | 'corrupt' }> {
  const found = find(log, restoreTexts)
  return found === null ? { kind: 'miss' } : { kind: found.trouble, reason: found.reason }
}

/** Why nothing was saved; null where the toolkit complained of nothing. */
export function explainSave(log: TransferLog): StoreSave | null {
  const found = find(log, saveTexts)
  if (found === null) return null
  return found.trouble === 'exists' ? { kind: 'exists' } : { kind: found.trouble, reason: found.reason }
}

/** The size of the archive that was saved; 0 where the toolkit didn't tell. */
export function archiveBytes({ messages }: TransferLog): number {
  const sizes = messages.map((message) => /^File Size: (\d+)$/.exec(message)?.[1])
  return Number(sizes.findLast((size) => size !== undefined) ?? 0)
}

/** For a child that ended without an answer. */
export function lastWords(log: TransferLog): string {
  const last = log.messages.findLast((message) => message.trim() !== '')
  return last === undefined ? 'the transfer ended without a word' : reason(last, log)
}

function find<Told extends Trouble>(
  log: TransferLog,
  texts: readonly (readonly [RegExp, Told])[],
): { readonly trouble: Told; readonly reason: string } | null {
  for (const [pattern, trouble] of texts) {
    const message = log.messages.findLast((text) => pattern.test(text))
    if (message === undefined) continue
    const seconds = log.messages.map((text) => rateLimitEnd.exec(text)?.[1]).find((end) => end !== undefined)
    const end = trouble === 'rate-limited' && seconds !== undefined ? `; the limit ends in ${seconds} s` : ''
    return { trouble, reason: `${reason(message, log)}${end}` }
  }
  return null
}

/** One line, without the toolkit's own wrapping and without what it wants hidden. */
function reason(message: string, { masks }: TransferLog): string {
  const told =
    failedAttempt.exec(message)?.[2] ??
    message.replace(/^(?:Failed to (?:restore|save|reserve cache): )+/, '')
  const [line = ''] = told
    .replace(/^Error: /, '')
    .trim()
    .split(/[\r\n]/)
  const hidden = masks.reduce((text, mask) => text.replaceAll(mask, '***'), line)
  return hidden.length > 300 ? `${hidden.slice(0, 300)}…` : hidden
}
