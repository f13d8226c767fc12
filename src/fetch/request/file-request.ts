// What a request for a file is given.

import type { ModuleFile } from '../../go/module-file.ts'
import type { Admission } from '../../modcache/admit.ts'
import type { ZipAdmission } from '../../modcache/unpack/zip-workers.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Http } from '../../platform/http.ts'
import type { RequestTelemetry } from '../telemetry/telemetry.ts'
import type { Permit } from '../upstream/permits.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { RequestFault } from './outcome.ts'

/** Why a request is aborted where another one for the same file was faster. */
export const outrun = 'outrun'

/** What every request needs. */
export interface RequestOptions {
  readonly http: Http
  readonly clock: Clock
  readonly admission: Admission
  /** The way in for a zip that go.sum names. */
  readonly zips: ZipAdmission
  /** Hashes that go.sum allows for a .mod or a .zip; empty where it names none. */
  readonly sumsOf: (file: ModuleFile) => readonly string[]
  readonly stallMs: number
  /** Told of content as it comes, with the upstream's name. */
  readonly onBytes: (proxy: string, count: number) => void
  /** Told of each request once it has ended. */
  readonly onEnd: (telemetry: RequestTelemetry) => void
  /** By upstream: filled in here. */
  readonly lastFaults: Map<string, RequestFault>
  /** `clock.now()` when the fetch began. */
  readonly startMs: number
  readonly signal: AbortSignal
}

/** One request. */
export interface FileRequest {
  readonly upstream: Upstream
  /** Released when the request ends. */
  readonly permit: Permit
  readonly file: ModuleFile
  /** The share of the fetch's time that it may use up. */
  readonly limitMs: number
  readonly isHedge: boolean
  /** Whether its first byte may take longer, as things stand. */
  readonly mayAnswerLate: () => boolean
  /** Of this request alone; aborted with `outrun` where another request for the same file was faster. */
  readonly controller: AbortController
  /** Content begins to arrive. */
  readonly onContent: () => void
}
