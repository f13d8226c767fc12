// A fault that we know without reading any log: unusable settings, nothing to download for, no go.

import type { Fault, FaultCategory } from './fault.ts'

/** A permanent fault, stated with certainty. `message` is its evidence; `remedy` what to do, in order. */
export function statedFault(stated: {
  readonly category: FaultCategory
  readonly id: string
  readonly message: string
  readonly remedy: readonly string[]
}): Fault {
  const { category, id, message, remedy } = stated
  return {
    category,
    id,
    transient: false,
    module: null,
    host: null,
    proxy: null,
    url: null,
    also: [],
    blocked: 0,
    evidence: message.split('\n').map((text, index) => ({ line: index + 1, text })),
    answers: [],
    remedy,
    confidence: 1,
  }
}
