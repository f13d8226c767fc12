// The history of the upstreams in a shared store: read beside everything else, never waited for long, replaced at the end.

import type { World } from '../platform/world.ts'
import { upstreamId } from '../probe/history/history.ts'
import { maxHistoryBytes } from '../probe/history/shape.ts'
import { historyObject } from '../store/module-object.ts'
import { readStoredText } from '../store/read-stored-text.ts'
import type { StoreSession } from '../store/session.ts'
import type { FoundHistory } from './kept-history.ts'
import type { Setup } from './setup.ts'
import { historyProxies } from './upstream-history.ts'

/** After the store has given everything else, as long as that took, between these: a busy machine is no reason to go without. */
const shortestGraceMs = 250
const longestGraceMs = 1_000
/** It is one small object. */
const writeLimitMs = 5_000

export interface SharedHistory {
  /** Sends the request, beside those of `body`; the answer has as long as `body` takes, and a little more. */
  readonly readBeside: <T>(body: () => Promise<T>) => Promise<T>
  readonly found: () => Promise<FoundHistory>
  /** Trouble is told in the log. */
  readonly keep: (text: string | null, limitMs: number) => Promise<void>
}

export function sharedHistory(setup: Setup, world: World, session: StoreSession): SharedHistory {
  const { clock, log, signal } = world
  const { store } = session
  const proxies = historyProxies(setup)
  const object = historyObject(proxies.map(upstreamId).sort().join('\n'), maxHistoryBytes)
  let reading: Promise<FoundHistory> = Promise.resolve({ kind: 'unknown' })
  const isUsable = () => proxies.length > 0 && (session.givenUp()?.mayBeAbsent ?? true)
  return {
    readBeside: async (body) => {
      if (!isUsable()) return body()
      const startedMs = clock.now()
      const over = new AbortController()
      const answered = new AbortController()
      const limit = AbortSignal.any([signal, session.signal, over.signal])
      reading = read(object, { store, signal: limit })
        .catch((error: unknown): FoundHistory => {
          log.debug(`reading the history failed: ${String(error)}`)
          return { kind: 'unknown' }
        })
        .finally(() => answered.abort())
      try {
        return await body()
      } finally {
        const graceMs = Math.min(longestGraceMs, Math.max(shortestGraceMs, clock.now() - startedMs))
        clock.sleep(graceMs, answered.signal).then(
          () => over.abort(),
          () => {},
        )
      }
    },
    found: () => reading,
    keep: async (text, limitMs) => {
      if (text === null || !isUsable()) return
      const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.min(writeLimitMs, limitMs))])
      const written = await store.replace(object.name, Buffer.from(text), { signal: limit })
      if (written.kind === 'failed')
        log.info(`How the proxies did was not kept in the shared store: ${written.trouble.reason}`)
    },
  }
}

async function read(...[object, from]: Parameters<typeof readStoredText>): Promise<FoundHistory> {
  const stored = await readStoredText(object, from)
  if (stored.kind === 'text') return stored
  const isKnown =
    stored.kind === 'failed'
      ? stored.trouble.mayBeAbsent === true || stored.trouble.kind === 'refused'
      : !from.signal.aborted
  return { kind: isKnown ? 'none' : 'unknown' }
}
