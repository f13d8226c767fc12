// Holds the requests that wait for a permit of one upstream.

import { createPriorityQueue } from './priority-queue.ts'

/** `P` is what a request waits for. */
interface WaitingRequests<P> {
  readonly isEmpty: () => boolean
  /** Resolves with what the request is given; null where it is cancelled, or once `signal` has aborted. */
  readonly add: (priority: number, signal: AbortSignal) => Promise<P | null>
  /** Gives `grant()` to the request with the lowest priority, the oldest among equals. */
  readonly resolveFirst: (grant: () => P) => void
  readonly cancelAll: () => void
  readonly rejectAll: (reason: unknown) => void
}

interface Waiting<P> {
  readonly signal: AbortSignal
  readonly resolve: (given: P | null) => void
  readonly reject: (reason: unknown) => void
}

/** Empty at first. */
export function createWaitingRequests<P>(): WaitingRequests<P> {
  const queue = createPriorityQueue<Waiting<P>>()
  const heard = new Set<AbortSignal>()
  /** One listener for all requests: of thousands on one signal each would be looked for among the others. */
  const listenOnce = (signal: AbortSignal): void => {
    if (heard.has(signal)) return
    heard.add(signal)
    const onAbort = (): void => {
      for (const { resolve } of queue.takeAll((waiting) => waiting.signal === signal)) resolve(null)
    }
    signal.addEventListener('abort', onAbort, { once: true })
  }
  return {
    isEmpty: queue.isEmpty,
    add: (priority, signal) =>
      new Promise((resolve, reject) => {
        listenOnce(signal)
        queue.add(priority, { signal, resolve, reject })
      }),
    resolveFirst: (grant) => queue.takeFirst()?.resolve(grant()),
    cancelAll: () => {
      for (const { resolve } of queue.takeAll()) resolve(null)
    },
    rejectAll: (reason) => {
      for (const { reject } of queue.takeAll()) reject(reason)
    },
  }
}
