// Shows how far a long step is: a line that is drawn again and again on a terminal, a line of the log now and then elsewhere.

import { type Progress, progressBar, progressWords } from '../text/progress.ts'
import type { Clock } from './clock.ts'

/** As often as an eye follows. */
const drawMs = 200
/** In a log that is kept, a line is for whoever wonders whether the step hangs. */
const printMs = 10_000

interface ProgressOutput {
  readonly clock: Clock
  /** Where a line can be drawn anew; null elsewhere. `show(null)` takes it away. */
  readonly terminal: {
    readonly columns: () => number
    readonly show: (line: string | null) => void
  } | null
  /** Prints a line of the log. */
  readonly print: (line: string) => void
}

/**
 * Gives the function that begins to show a step, in place of the one before, and with null ends that. Elsewhere than on a
 * terminal nothing is printed of a step that takes less than ten seconds.
 */
export function createProgressDisplay({ clock, terminal, print }: ProgressOutput) {
  let underWay: AbortController | null = null
  return (progress: (() => Progress) | null): void => {
    underWay?.abort()
    underWay = null
    if (progress === null) {
      terminal?.show(null)
      return
    }
    underWay = new AbortController()
    // The last column stays free: some terminals wrap as soon as it is filled.
    const show =
      terminal === null
        ? () => print(progressWords(progress()))
        : () => terminal.show(progressBar(progress(), terminal.columns() - 1))
    if (terminal !== null) show()
    const everyMs = terminal === null ? printMs : drawMs
    void repeat({ clock, everyMs, signal: underWay.signal, show })
  }
}

async function repeat({
  clock,
  everyMs,
  signal,
  show,
}: {
  readonly clock: Clock
  readonly everyMs: number
  readonly signal: AbortSignal
  readonly show: () => void
}): Promise<void> {
  while (
    await clock.sleep(everyMs, signal).then(
      () => true,
      () => false,
    )
  )
    show()
}
