// A fault that we know without reading any log: unusable settings, nothing to download for, no go.

import type { Fault } from './fault.ts'
import { categoryOf, type FaultId, faultKind } from './registry.ts'
import { remedyOf } from './remedy.ts'

/** A fault stated with certainty. `message` is its evidence; `remedy` what to do, in order, where the run knows more than the registry. */
export function statedFault(stated: {
  readonly id: FaultId
  readonly message: string
  readonly remedy?: readonly string[]
}): Fault {
  const { id, message, remedy } = stated
  const { transient, also } = faultKind(id)
  const facts = {
    category: categoryOf(id),
    id,
    transient,
    module: null,
    host: null,
    proxy: null,
    url: null,
    also,
    blocked: 0,
    evidence: message.split('\n').map((text, index) => ({ line: index + 1, text })),
    confidence: 1,
  }
  return { ...facts, answers: [], remedy: remedy ?? remedyOf(facts, {}) }
}
