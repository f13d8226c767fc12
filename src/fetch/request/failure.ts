// What does a failed request mean for the file, for the upstream, and for what may be done next?

import type { FaultId } from '../../faults/registry.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { NetworkFailure } from '../../platform/network-failure.ts'
import { retryAfterMs } from '../../retry/retry-after.ts'
import type { Conduct } from '../upstream/limiter.ts'
import type { WrongContent } from './content.ts'
import type { RequestFault } from './outcome.ts'
import type { Refusal } from './reply.ts'
import type { CutOff } from './watch.ts'

/** Without a time of its own a `429` is given this much rest. */
const restAfter429Ms = 10_000

/** A certificate, a header or a redirect may put any text into a message. */
const longestReason = 500

/** Faults below HTTP that no repetition cures. */
const lasting: ReadonlySet<FaultId> = new Set<FaultId>([
  'tls/expired',
  'tls/wrong-name',
  'tls/unknown-authority',
  'tls/revoked',
  'tls/not-tls',
  'http-proxy/auth-required',
  'http-proxy/blocked',
  'http-proxy/unknown-host',
  'http-proxy/unsupported',
  'server-error/redirect',
  'server-error/too-large',
])

/** A failure of the transport, or of a limit of ours. */
export function networkFault(failure: NetworkFailure, status: number | null): RequestFault {
  const tooLarge = failure.id === 'server-error/too-large'
  const transient =
    !lasting.has(failure.id) && failure.category !== 'proxy-config' && failure.category !== 'auth'
  const isUnusable = !transient && failure.category !== 'server-error'
  return {
    category: failure.category,
    id: failure.id,
    status,
    code: failure.code,
    reason: failure.message.slice(0, longestReason),
    verdict: tooLarge ? 'too-large' : 'error',
    transient,
    conduct: { kind: tooLarge ? 'untold' : isUnusable ? 'unusable' : 'badly' },
    mustNotAsk: tooLarge ? 'too-large' : null,
    patienceUntilMs: null,
    local: failure.id === 'disk/too-many-open-files',
  }
}

/** Our watchdog cut it off. */
export function stallFault(why: CutOff, phase: 'headers' | 'body', ms: number): RequestFault {
  const seconds = (ms / 1_000).toFixed(1)
  const reasons = {
    silent:
      phase === 'headers'
        ? `no answer within ${seconds} s`
        : `stalled in the middle of the answer; cut off after ${seconds} s`,
    trickle: `less than 1 KiB/s; cut off after ${seconds} s`,
    slice: `not done within its share of the time limit, ${seconds} s`,
  } satisfies Record<CutOff, string>
  return {
    category: 'timeout',
    id: 'timeout/stalled',
    status: null,
    code: 'STALLED',
    reason: reasons[why],
    verdict: 'stalled',
    transient: true,
    conduct: { kind: 'badly' },
    mustNotAsk: null,
    patienceUntilMs: null,
    local: false,
  }
}

/** An answer with a status that isn't success, and isn't a plain 404 or 410. */
export function statusFault(
  refusal: Refusal,
  answer: {
    readonly status: number
    readonly retryAfter: string | undefined
    readonly now: Date
    /** `clock.now()`. */
    readonly nowMs: number
    readonly body: string
  },
): RequestFault {
  const { status } = answer
  const wait = retryAfterMs(answer.retryAfter, answer.now)
  const limited = refusal.category === 'rate-limited'
  const throttled = limited || (wait !== null && wait > 0 && status >= 500)
  const said = firstLine(answer.body)
  return {
    category: refusal.category,
    id: refusal.id,
    status,
    code: null,
    reason: `status ${status}${said === '' ? '' : `: ${said}`}`,
    verdict: refusal.category === 'auth' ? 'refused' : 'error',
    transient: refusal.transient,
    conduct: throttled ? { kind: 'throttled', retryAfterMs: wait ?? restAfter429Ms } : conductOf(refusal),
    mustNotAsk: wait !== null && wait > 0 && throttled ? 'retry-after' : null,
    patienceUntilMs: wait === null ? null : answer.nowMs + wait,
    local: false,
  }
}

function conductOf({ blames, category }: Refusal): Conduct {
  if (category === 'auth') return { kind: 'refused' }
  return { kind: blames === 'upstream' ? 'badly' : 'well' }
}

/** Status 200, but not what was asked for. A hash that go.sum contradicts won't change by asking again. */
export function contentFault({ category, id, reason }: WrongContent): RequestFault {
  const isMismatch = category === 'checksum-mismatch'
  return {
    category,
    id,
    status: 200,
    code: null,
    reason,
    verdict: 'wrong-content',
    transient: !isMismatch,
    conduct: { kind: isMismatch ? 'untold' : 'badly' },
    mustNotAsk: null,
    patienceUntilMs: null,
    local: false,
  }
}

/** The file could not be written. */
export function diskFault(code: string, file: ModuleFile): RequestFault {
  const ids: Readonly<Record<string, FaultId>> = {
    ENOSPC: 'disk/full',
    EDQUOT: 'disk/full',
    EROFS: 'disk/read-only',
    EACCES: 'disk/permission',
    EPERM: 'disk/permission',
    EMFILE: 'disk/too-many-open-files',
  }
  return {
    category: 'disk',
    id: ids[code] ?? 'disk/module-cache',
    status: null,
    code,
    reason: `the .${file.kind} could not be written into the module cache (${code})`,
    verdict: 'error',
    transient: false,
    conduct: { kind: 'untold' },
    mustNotAsk: null,
    patienceUntilMs: null,
    local: true,
  }
}

function firstLine(body: string): string {
  const line = body.trim().split('\n', 1)[0] ?? ''
  return line.startsWith('<') ? '' : line.slice(0, 200)
}
