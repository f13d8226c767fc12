// How work is given up that can't be interrupted: file work on a disk that hangs knows no AbortSignal.

/** Longer waits overflow a timer, which then fires at once. */
const longestMs = 2 ** 31 - 1

/**
 * Gives what `body` gives; `late()` where that takes longer than `limitMs`, or longer than `afterAbortMs` once `signal`
 * has aborted. The body may go on unseen.
 */
export async function withinLimit<T>({
  limitMs,
  afterAbortMs,
  signal,
  late,
  body,
}: {
  readonly limitMs: number
  readonly afterAbortMs: number
  readonly signal: AbortSignal
  readonly late: () => T
  readonly body: () => Promise<T>
}): Promise<T> {
  const working = body()
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => resolve(late())
    let timer = setTimeout(giveUp, Math.min(limitMs, longestMs))
    const onAbort = () => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, Math.min(limitMs, afterAbortMs))
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    working.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    })
  })
}
