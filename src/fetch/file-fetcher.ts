// Puts together what fetches one file after another: the upstreams, the sender of requests, and the count of what came.

import { fileSums } from '../go/go-sum.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { createAdmission } from '../modcache/admit.ts'
import type { FetchAbort } from './fetch-abort.ts'
import type { FetchOptions } from './fetch-options.ts'
import { fetchFile } from './file/fetch-file.ts'
import type { FileResult } from './file/file-result.ts'
import { createHedgedSender, type HedgedSender } from './file/hedged-request.ts'
import type { RequestOptions } from './request/file-request.ts'
import type { RequestFault } from './request/outcome.ts'
import { createRequestSender } from './request/request.ts'
import { requestLine } from './telemetry/recorder.ts'
import type { RequestsSeen } from './telemetry/result.ts'
import type { RequestTelemetry } from './telemetry/telemetry.ts'
import { concurrencyCap } from './upstream/concurrency.ts'
import { createLimiter } from './upstream/limiter.ts'
import { createRetryBudget } from './upstream/retry-budget.ts'
import { type UpstreamGroup, upstreamGroups } from './upstream/upstream.ts'

interface FileFetcher {
  /** Rejects only where our own code is at fault. */
  readonly fetchFile: (file: ModuleFile) => Promise<FileResult>
  /** What the report needs of all requests so far. */
  readonly seen: () => RequestsSeen
}

/** The fetch's time begins here. */
export function createFileFetcher(options: FetchOptions, abort: FetchAbort): FileFetcher {
  const { clock, random, limits } = options
  const startMs = clock.now()
  const progress = { planned: 0, fetched: 0, zips: { planned: 0, fetched: 0 } }
  const requests: RequestTelemetry[] = []
  const lastFaults = new Map<string, RequestFault>()
  const groups = createUpstreams(options, () => progress.planned)
  const sender = createSender(options, { signal: abort.signal, startMs, requests, lastFaults })
  const fetchOptions = {
    groups,
    sendRequest: sender.sendRequest,
    clock,
    random,
    budget: createRetryBudget(() => progress.planned),
    signal: abort.signal,
    deadlineAtMs: startMs + limits.deadlineMs,
    whyAborted: abort.reason,
    lastFaults,
  }
  const tellProgress = () => options.onProgress?.({ ...progress, zips: { ...progress.zips } })
  return {
    fetchFile: async (file) => {
      progress.planned++
      if (file.kind === 'zip') progress.zips.planned++
      tellProgress()
      const result = await fetchFile(file, fetchOptions)
      if (result.kind === 'left' && result.why === 'disk') abort.abort('disk')
      if (result.kind === 'admitted') {
        progress.fetched++
        if (file.kind === 'zip') progress.zips.fetched++
        const { bytes: sizeBytes, isOurs, proxy } = result
        options.onAdmitted?.({ file, sizeBytes, proxy: isOurs ? proxy : null })
      }
      tellProgress()
      return result
    },
    seen: () => {
      const nowMs = clock.now()
      const unanswered = sender.unanswered()
      const upstreams = groups.flatMap((group) =>
        group.upstreams.map(({ name, limiter }) => ({
          name,
          timesOpened: limiter.timesOpened(),
          unanswered: unanswered.get(name) ?? 0,
        })),
      )
      return { requests, upstreams, hedges: sender.hedges(), ms: nowMs - startMs, nowMs }
    },
  }
}

function createUpstreams(
  { list, clock, random, unhealthy = [] }: FetchOptions,
  planned: () => number,
): readonly UpstreamGroup[] {
  const cap = () => concurrencyCap(planned())
  return upstreamGroups(list, (name) =>
    createLimiter({ clock, random, cap, isUnhealthy: unhealthy.includes(name) }),
  )
}

function createSender(
  { http, clock, limits, gomodcache, log, sums, zips, onBytes }: FetchOptions,
  {
    requests,
    ...shared
  }: Pick<RequestOptions, 'signal' | 'startMs' | 'lastFaults'> & { readonly requests: RequestTelemetry[] },
): HedgedSender {
  const { stallMs } = limits
  const sendRequest = createRequestSender({
    http,
    clock,
    stallMs,
    ...shared,
    admission: createAdmission(gomodcache),
    zips,
    onBytes: onBytes ?? (() => {}),
    sumsOf: (file) => fileSums(sums, file),
    onEnd: (request) => {
      requests.push(request)
      if (request.verdict !== 'ok') log?.debug(requestLine(request))
    },
  })
  return createHedgedSender({ clock, stallMs, sendRequest })
}
