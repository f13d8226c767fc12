// Records when the steps of a run began and how long they took.

import type { Clock } from '../platform/clock.ts'
import type { TimelineStep } from '../report/report.ts'

type Named = Pick<TimelineStep, 'step' | 'attempt'>

export interface Timeline {
  /** Does `body` as a step; `more` says what else is told of it. One that throws isn't told. */
  readonly measure: <T>(
    step: Named,
    body: () => Promise<T>,
    more?: (value: T) => Pick<TimelineStep, 'upstreams'>,
  ) => Promise<T>
  /** In the order of their ends. */
  readonly steps: () => readonly TimelineStep[]
}

/** What takes less had nothing to do. */
const shortestMs = 1

/** The run begins now. */
export function createTimeline({ now }: Pick<Clock, 'now'>): Timeline {
  const runStartMs = now()
  const steps: TimelineStep[] = []
  return {
    measure: async (step, body, more = () => ({})) => {
      const startMs = now()
      const value = await body()
      const ms = now() - startMs
      if (ms >= shortestMs)
        steps.push({
          ...step,
          startMs: Math.round(startMs - runStartMs),
          ms: Math.round(ms),
          ...more(value),
        })
      return value
    },
    steps: () => steps,
  }
}
