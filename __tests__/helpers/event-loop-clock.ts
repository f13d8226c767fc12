// A clock for code that talks to servers of the same process: time passes by turns of the event loop, however long a turn takes.

import type { Clock } from '../../src/platform/clock.ts'

/** A turn counts for no more, in milliseconds. */
const turnMs = 10

interface Sleeper {
  readonly untilMs: number
  readonly wake: () => void
}

/**
 * It never runs faster than the machine's clock times `speed`. Where the process gets no processor for a second, that second counts
 * as 10 ms: so an answer that is on its way within this process is never late, but one that never comes still is.
 */
export function eventLoopClock({ speed = 1 }: { readonly speed?: number } = {}): Clock {
  const sleepers = new Set<Sleeper>()
  let nowMs = 0
  let ticking: { readonly timer: NodeJS.Timeout; lastMs: number } | null = null

  const tick = (): void => {
    if (ticking === null) return
    const realMs = performance.now()
    nowMs += Math.min(turnMs, realMs - ticking.lastMs) * speed
    ticking.lastMs = realMs
    for (const sleeper of sleepers) if (sleeper.untilMs <= nowMs) sleeper.wake()
  }
  const add = (sleeper: Sleeper): void => {
    sleepers.add(sleeper)
    ticking ??= { timer: setInterval(tick, turnMs).unref(), lastMs: performance.now() }
  }
  const drop = (sleeper: Sleeper): void => {
    sleepers.delete(sleeper)
    if (sleepers.size > 0 || ticking === null) return
    clearInterval(ticking.timer)
    ticking = null
  }
  const sleep: Clock['sleep'] = (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const onAbort = () => {
        drop(sleeper)
        reject(signal?.reason)
      }
      const wake = () => {
        drop(sleeper)
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }
      const sleeper = { untilMs: nowMs + ms, wake }
      add(sleeper)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  return { now: () => nowMs, date: () => new Date(), sleep }
}
