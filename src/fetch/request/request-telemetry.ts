// What is kept of one request: while it is under way, and for the report.

import { categoryOf } from '../../faults/registry.ts'
import type { RequestTelemetry, RequestVerdict } from '../telemetry/telemetry.ts'
import type { FileRequest } from './file-request.ts'
import type { RequestOutcome } from './outcome.ts'
import type { CutOffReason } from './stall-detector.ts'

/** What has been seen of a request so far. */
export interface RequestProgress {
  readonly startMs: number
  /** How often its upstream had answered anybody when it began. */
  readonly answersBefore: number
  firstByteMs: number | null
  status: number | null
  bytes: number
  cutOff: CutOffReason | null
}

/** What the report tells of a request that has ended. */
export function requestTelemetry(
  { file, upstream, isHedge }: FileRequest,
  ended: {
    readonly progress: RequestProgress
    readonly outcome: RequestOutcome
    /** `clock.now()`, as `nowMs`. */
    readonly fetchStartMs: number
    readonly nowMs: number
  },
): RequestTelemetry {
  const { outcome } = ended
  const { status, bytes, startMs, firstByteMs } = ended.progress
  const fault = outcome.kind === 'failed' ? outcome.fault : null
  const verdicts = {
    admitted: 'ok',
    absent: 'not-found',
    abandoned: 'abandoned',
    'not-verified': 'ok',
    failed: fault?.verdict ?? 'error',
  } satisfies Record<RequestOutcome['kind'], RequestVerdict>
  return {
    path: file.path,
    version: file.version,
    kind: file.kind,
    proxy: upstream.name,
    status,
    code: fault?.code ?? null,
    bytes,
    startMs: Math.round(startMs - ended.fetchStartMs),
    firstByteMs: firstByteMs === null ? null : Math.round(firstByteMs),
    ms: Math.round(ended.nowMs - startMs),
    verdict: verdicts[outcome.kind],
    category: fault === null ? null : categoryOf(fault.id),
    hedge: isHedge,
  }
}
