// Turns each kind of failed request into a fault: what it means for the file, for the upstream, and for `go`.

import { categoryOf, type FaultId, faultKind } from '../../faults/registry.ts'
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

/** A failure of the transport, or of a limit of ours. */
export function networkFault(failure: NetworkFailure, status: number | null): RequestFault {
  const { id, code, message } = failure
  const tooLarge = id === 'server-error/too-large'
  const local = id === 'disk/too-many-open-files'
  return {
    id,
    status,
    code,
    reason: message.slice(0, longestReason),
    verdict: tooLarge ? 'too-large' : 'error',
    health: tooLarge || local ? { kind: 'none' } : healthAfter(id),
    keptFromGo: tooLarge ? 'too-large' : null,
    pauseUntilMs: null,
    local,
  }
}

/** What lasts and isn't about the one answer stands between us and the whole upstream: it is asked for nothing more. */
function healthAfter(id: FaultId): HealthSignal {
  const isUnusable = !faultKind(id).transient && categoryOf(id) !== 'server-error'
  return { kind: isUnusable ? 'unusable' : 'failure' }
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
    id: 'timeout/stalled',
    status: null,
    code: 'STALLED',
    reason: reasons[why],
    verdict: 'stalled',
    health: { kind: 'failure' },
    keptFromGo: null,
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
  const limited = categoryOf(meaning.id) === 'rate-limited'
  const throttled = limited || (wait !== null && wait > 0 && status >= 500)
  const said = firstLine(answer.body)
  return {
    id: meaning.id,
    status,
    code: null,
    reason: `status ${status}${said === '' ? '' : `: ${said}`}`,
    verdict: meaning.blames === 'access' ? 'refused' : 'error',
    health: throttled
      ? { kind: 'throttled', retryAfterMs: wait ?? pauseAfter429Ms }
      : healthBy[meaning.blames](meaning.id),
    keptFromGo: wait !== null && wait > 0 && throttled ? 'retry-after' : null,
    pauseUntilMs: wait === null ? null : answer.nowMs + wait,
    local: false,
  }
}

const healthBy = {
  upstream: healthAfter,
  file: () => ({ kind: 'success' }),
  access: () => ({ kind: 'refused' }),
} as const satisfies Record<FailedAnswer['blames'], (id: FaultId) => HealthSignal>

/** Status 200, but not what was asked for. */
export function contentFault({ id, reason }: ContentProblem): RequestFault {
  return {
    id,
    status: 200,
    code: null,
    reason,
    verdict: 'wrong-content',
    health: { kind: categoryOf(id) === 'checksum-mismatch' ? 'none' : 'failure' },
    keptFromGo: null,
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
    id: ids[code] ?? 'disk/module-cache',
    status: null,
    code,
    reason: `the .${file.kind} could not be written into the module cache (${code})`,
    verdict: 'error',
    health: { kind: 'none' },
    keptFromGo: null,
    pauseUntilMs: null,
    local: true,
  }
}

function firstLine(body: string): string {
  const line = body.trim().split('\n', 1)[0] ?? ''
  return line.startsWith('<') ? '' : line.slice(0, 200)
}
