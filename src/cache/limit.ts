// How work that can't be interrupted is given up: a read from a network disk that hangs knows no AbortSignal.

/**
 * Gives what `body` gives, or `late` where that takes longer than `limitMs`. Rejects as soon as `signal` aborts.
 * The body's own signal is aborted in both cases; it may go on until it looks at it, and then cleans up after itself.
 */
export async function withinLimit<T, L>({
  limitMs,
  late,
  signal,
  body,
}: {
  readonly limitMs: number
  readonly late: L
  readonly signal: AbortSignal
  readonly body: (signal: AbortSignal) => Promise<T>
}): Promise<T | L> {
  signal.throwIfAborted()
  const given = new AbortController()
  return new Promise<T | L>((resolve, reject) => {
    const giveUp = (settle: () => void) => () => {
      settle()
      given.abort(new Error('given up'))
    }
    const onAbort = giveUp(() => reject(signal.reason))
    const timer = setTimeout(
      giveUp(() => resolve(late)),
      limitMs,
    )
    signal.addEventListener('abort', onAbort, { once: true })
    body(given.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      })
  })
}
