// Lets the classifier judge one text, and says where it is right.

import { classify } from '../../src/classify/classify.ts'
import { excerptOf } from '../../src/classify/excerpt.ts'
import type { FaultCategory } from '../../src/faults/category.ts'
import type { Fault } from '../../src/faults/fault.ts'
import type { Labelled, Unfaulted } from './labelled.ts'

export interface Judged {
  readonly labelled: Labelled
  readonly found: FaultCategory | 'none'
  readonly fault: Fault | null
  readonly moduleRight: boolean
  readonly hostRight: boolean
  readonly transientRight: boolean
  /** Null where no cause is recorded. */
  readonly causeInExcerpt: boolean | null
}

export interface JudgedNegative {
  readonly unfaulted: Unfaulted
  readonly fault: Fault | null
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/** Both named the same; a label without a version accepts any. */
function sameModule(label: string | null, answer: string | null): boolean {
  if (label === null || answer === null) return label === answer
  return label === answer || (!label.includes('@') && answer.split('@')[0] === label)
}

function sameHost(label: string | null, answer: string | null): boolean {
  return label === null || answer === null ? label === answer : withoutPort(label) === withoutPort(answer)
}

/** The classifier's answer to `labelled`. */
export function judge(labelled: Labelled): Judged {
  const lines = labelled.text.split('\n')
  const classification = classify({ lines })
  const fault = classification.primary
  const shown = excerptOf(lines, classification)
    .lines.map(({ text }) => text)
    .join('\n')
  return {
    labelled,
    found: fault?.category ?? 'none',
    fault,
    moduleRight: labelled.modules.some((module) => sameModule(module, fault?.module ?? null)),
    hostRight: labelled.hosts.some((host) => sameHost(host, fault?.host ?? null)),
    transientRight: labelled.transient === null || labelled.transient === fault?.transient,
    causeInExcerpt: labelled.cause === null ? null : shown.includes(labelled.cause),
  }
}

/** The classifier's answer to a log in which nothing of ours failed. */
export function judgeNegative(unfaulted: Unfaulted): JudgedNegative {
  return { unfaulted, fault: classify({ lines: unfaulted.text.split('\n') }).primary }
}
