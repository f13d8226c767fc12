// Tells what an HTTP answer other than 200 means for a module file: absence or a fault.

import { layerOf } from '../../faults/category.ts'
import { categoryOf, type FaultId, faultKind } from '../../faults/registry.ts'
import { faultOfAnswer, type ServerAnswer } from '../../faults/server-answer.ts'

/** Neither the file nor its absence. */
export interface FailedAnswer {
  readonly kind: 'failed'
  readonly id: FaultId
  /** Is the upstream as a whole at fault, is it only about this file, or were we refused it? */
  readonly blames: 'upstream' | 'file' | 'access'
}

type AnswerMeaning =
  /** By GOPROXY's rules the next group is asked, whatever `id` tells of the reason. */
  { readonly kind: 'absent'; readonly id: FaultId } | FailedAnswer

/** A 404 or 410 is believed only where it doesn't tell of a fault that passes. */
export function readAnswer(answer: ServerAnswer): AnswerMeaning {
  const id = faultOfAnswer(answer)
  const { transient } = faultKind(id)
  if ((answer.status === 404 || answer.status === 410) && !transient) return { kind: 'absent', id }
  const isUpstreams = transient || answer.status >= 500 || answer.status === 407
  const layer = layerOf[categoryOf(id)]
  const isRefusal = layer === 'access' || layer === 'module'
  return { kind: 'failed', id, blames: isUpstreams ? 'upstream' : isRefusal ? 'access' : 'file' }
}
