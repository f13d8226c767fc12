// The report's part about time: the steps of the run, and when each upstream was asked.

import * as v from 'valibot'
import { count, duration, ordinal, text } from './values.ts'

const fromRunStart = v.pipe(duration, v.description('Milliseconds from the start of the run.'))
const fromStepStart = v.pipe(duration, v.description('Milliseconds from the start of the step.'))

export const timeline = v.array(
  v.object({
    step: v.picklist(['restore', 'probe', 'fetch', 'go', 'pause', 'save']),
    attempt: v.pipe(
      v.exactOptional(ordinal),
      v.description('The attempt that it is a part of, or the pause comes after.'),
    ),
    startMs: fromRunStart,
    ms: duration,
    upstreams: v.pipe(
      v.exactOptional(
        v.array(v.object({ proxy: text, startMs: fromStepStart, ms: duration, requests: count, ok: count })),
      ),
      v.description(
        'Of a fetch: from the first request to the end of the last, for each upstream that was asked.',
      ),
    ),
  }),
)
