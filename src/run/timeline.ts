// Records when the steps of a run began and how long they took.

import type { Clock } from '../platform/clock.ts'
import type { TimelineStep } from '../report/report.ts'

type Named = Pick<TimelineStep, 'step' | 'attempt'>

export interface Timeline {
  /** Does `body` as a step; `more` says what else is told of it, null that it had nothing to do. One that throws isn't told. */
  readonly measure: <T>(
    step: Named,
    body: () => Promise<T>,
    more?: (value: T) => Pick<TimelineStep, 'upstreams'> | null,
  ) => Promise<T>
  /** In the order of their ends. */
  readonly steps: () => readonly TimelineStep[]
}

/** What takes less is not worth a line: a pause of no length, mostly. */
const shortestMs = 1

/** For a step whose outcome says how long it worked. */
export function unlessIdle({ ms }: { readonly ms: number }): Record<never, never> | null {
  return ms > 0 ? {} : null
}

/** The run begins now. */
export function createTimeline({ now }: Pick<Clock, 'now'>): Timeline {
  const runStartMs = now()
  const steps: TimelineStep[] = []
  return {
    measure: async (step, body, more = () => ({})) => {
      const startMs = now()
      const value = await body()
      const ms = now() - startMs
      const told = more(value)
      if (told !== null && ms >= shortestMs)
        steps.push({ ...step, startMs: Math.round(startMs - runStartMs), ms: Math.round(ms), ...told })
      return value
    },
    steps: () => steps,
  }
}
