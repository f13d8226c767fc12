// Turns each kind of failed request into a fault: what it means for the file, for the upstream, and for `go`.

import type { FaultId } from '../../faults/registry.ts'
import type { ModuleFile } from '../../go/module-file.ts'
import type { NetworkFailure } from '../../platform/network-failure.ts'
import { retryAfterMs } from '../../retry/retry-after.ts'
import type { HealthSignal } from '../upstream/upstream-health.ts'
import type { FailedAnswer } from './answer.ts'
import type { ContentProblem } from './content.ts'
import type { RequestFault } from './outcome.ts'
import type { CutOffReason } from './stall-detector.ts'

/** The pause after a `429` that names no time: as long as the longest back-off. */
const pauseAfter429Ms = 10_000

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
    health: { kind: tooLarge ? 'none' : isUnusable ? 'unusable' : 'failure' },
    mustNotAsk: tooLarge ? 'too-large' : null,
    pauseUntilMs: null,
    local: failure.id === 'disk/too-many-open-files',
  }
}

/** The stall detector cut it off. */
export function stallFault(why: CutOffReason, phase: 'headers' | 'body', ms: number): RequestFault {
  const seconds = (ms / 1_000).toFixed(1)
  const reasons = {
    silent:
      phase === 'headers'
        ? `no answer within ${seconds} s`
        : `stalled in the middle of the answer; cut off after ${seconds} s`,
    trickle: `less than 1 KiB/s; cut off after ${seconds} s`,
    slice: `not done within its share of the time limit, ${seconds} s`,
  } satisfies Record<CutOffReason, string>
  return {
    category: 'timeout',
    id: 'timeout/stalled',
    status: null,
    code: 'STALLED',
    reason: reasons[why],
    verdict: 'stalled',
    transient: true,
    health: { kind: 'failure' },
    mustNotAsk: null,
    pauseUntilMs: null,
    local: false,
  }
}

/** An answer with a status that isn't success, and isn't a plain 404 or 410. */
export function statusFault(
  meaning: FailedAnswer,
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
  const limited = meaning.category === 'rate-limited'
  const throttled = limited || (wait !== null && wait > 0 && status >= 500)
  const said = firstLine(answer.body)
  return {
    category: meaning.category,
    id: meaning.id,
    status,
    code: null,
    reason: `status ${status}${said === '' ? '' : `: ${said}`}`,
    verdict: meaning.category === 'auth' ? 'refused' : 'error',
    transient: meaning.transient,
    health: throttled
      ? { kind: 'throttled', retryAfterMs: wait ?? pauseAfter429Ms }
      : healthSignalOf(meaning),
    mustNotAsk: wait !== null && wait > 0 && throttled ? 'retry-after' : null,
    pauseUntilMs: wait === null ? null : answer.nowMs + wait,
    local: false,
  }
}

function healthSignalOf({ blames, category }: FailedAnswer): HealthSignal {
  if (category === 'auth') return { kind: 'refused' }
  return { kind: blames === 'upstream' ? 'failure' : 'success' }
}

/** Status 200, but not what was asked for. A hash that go.sum contradicts won't change by asking again. */
export function contentFault({ category, id, reason }: ContentProblem): RequestFault {
  const isMismatch = category === 'checksum-mismatch'
  return {
    category,
    id,
    status: 200,
    code: null,
    reason,
    verdict: 'wrong-content',
    transient: !isMismatch,
    health: { kind: isMismatch ? 'none' : 'failure' },
    mustNotAsk: null,
    pauseUntilMs: null,
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
    health: { kind: 'none' },
    mustNotAsk: null,
    pauseUntilMs: null,
    local: true,
  }
}

function firstLine(body: string): string {
  const line = body.trim().split('\n', 1)[0] ?? ''
  return line.startsWith('<') ? '' : line.slice(0, 200)
}
