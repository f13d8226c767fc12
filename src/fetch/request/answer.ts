// Tells what an HTTP answer means for a module file: content, absence or a fault.
// https://go.dev/ref/mod#goproxy-protocol: 200 is the only success, 404 and 410 mean that there is none.

import type { FaultCategory } from '../../faults/category.ts'
import { categoryOf, type FaultId } from '../../faults/registry.ts'
import { policyRefusal, upstreamTrouble } from '../../faults/server-text.ts'

/** Neither the file nor its absence. */
export interface FailedAnswer {
  readonly kind: 'failed'
  readonly category: FaultCategory
  readonly id: FaultId
  /** Would the same request plausibly succeed soon? */
  readonly transient: boolean
  /** Is the upstream as a whole at fault, or is it only about this file? */
  readonly blames: 'upstream' | 'file'
}

export type AnswerMeaning = { readonly kind: 'content' } | { readonly kind: 'absent' } | FailedAnswer

/** By the status and, where it isn't 200, the first kilobytes of the body. */
export function readAnswer(status: number, body: string): AnswerMeaning {
  if (status === 200) return { kind: 'content' }
  if (status === 404 || status === 410) return readAbsence(body)
  if (status === 429) return failed('rate-limited/http-429', { transient: true, blames: 'upstream' })
  if (status === 403 && tellsOfRateLimit.test(body)) {
    return failed('rate-limited/response', { transient: true, blames: 'upstream' })
  }
  // goproxy refuses a host of its lists by 400, other gatekeepers by 403.
  if ((status === 400 || status === 403) && policyRefusal.test(body))
    return failed('auth/policy', { transient: false, blames: 'file' })
  if (status === 401) return failed('auth/http-401', { transient: false, blames: 'file' })
  if (status === 403) return failed('auth/http-403', { transient: false, blames: 'file' })
  if (status === 407) return failed('http-proxy/auth-required', { transient: false, blames: 'upstream' })
  if (status >= 500 && status < 600)
    return failed(serverFaults[status] ?? 'server-error/http-5xx', {
      transient: !permanent.has(status),
      blames: 'upstream',
    })
  const transient = status === 408 || status === 425
  return failed('server-error/odd-status', { transient, blames: transient ? 'upstream' : 'file' })
}

/** Not implemented, version not supported, and the answer of a captive portal: waiting changes none of them. */
const permanent: ReadonlySet<number> = new Set([501, 505, 511])

const tellsOfRateLimit = /rate limit|too many requests|quota exceeded/i

const serverFaults: Readonly<Record<number, FaultId>> = {
  500: 'server-error/http-500',
  502: 'server-error/http-502',
  503: 'server-error/http-503',
  504: 'server-error/http-504',
}

function readAbsence(body: string): AnswerMeaning {
  if (!upstreamTrouble.test(body)) return { kind: 'absent' }
  return failed('server-error/upstream', { transient: true, blames: 'upstream' })
}

function failed(id: FaultId, how: Pick<FailedAnswer, 'transient' | 'blames'>): FailedAnswer {
  return { kind: 'failed', category: categoryOf(id), id, ...how }
}
