// Lists the files that no upstream gave, and why; and those that `go` must not ask for.

import { categoryOf } from '../../faults/registry.ts'
import { wirePath } from '../../go/layout.ts'
import { type ModuleFile, moduleName } from '../../go/module-file.ts'
import { trimEnd } from '../../text/trim-end.ts'
import type { FileResult } from '../file/file-result.ts'
import type { RequestFault } from '../request/outcome.ts'
import { toolchainPath } from '../toolchain.ts'
import type { ReportedWitness } from './telemetry.ts'

/** A file that `go` must not ask this server for: `go` heeds neither a `Retry-After` nor our limits. */
export interface KeptFromGo {
  readonly file: ModuleFile
  readonly proxy: string
  readonly reason: 'retry-after' | 'too-large'
  /** How long the pause that the server asked for still lasts; null where it named no time. */
  readonly retryAfterMs: number | null
}

/** A file that is left to `go`. */
export interface LeftFile {
  readonly file: ModuleFile
  readonly result: Extract<FileResult, { kind: 'left' }>
}

/** One witness for each upstream that failed or lacks the file; none for files that were only cancelled. */
export function fetchWitnesses(left: readonly LeftFile[]): readonly ReportedWitness[] {
  return left.flatMap(({ file, result }) => [
    ...result.faults.map(({ proxy, fault }) => witness(file, proxy, fault)),
    ...(result.why === 'absent'
      ? result.absences.map(({ proxy, id }) => witness(file, proxy, { id, reason: 'not found' }))
      : []),
  ])
}

/** Files whose last fault was a body above our limits, or a `Retry-After` that isn't over at `nowMs`. */
export function keptFromGo(left: readonly LeftFile[], nowMs: number): readonly KeptFromGo[] {
  return left.flatMap(({ file, result }) =>
    result.faults.flatMap(({ proxy, fault }) => {
      const { keptFromGo: reason, pauseUntilMs } = fault
      if (reason === null) return []
      const retryAfterMs = pauseUntilMs === null ? null : Math.ceil(pauseUntilMs - nowMs)
      return retryAfterMs !== null && retryAfterMs <= 0 ? [] : [{ file, proxy, reason, retryAfterMs }]
    }),
  )
}

function witness(
  file: ModuleFile,
  proxy: string,
  { id: seen, reason }: Pick<RequestFault, 'id' | 'reason'>,
): ReportedWitness {
  // A toolchain's download keeps its category, whatever the transport.
  const isToolchain = file.path === toolchainPath && categoryOf(seen) !== 'disk'
  const id = isToolchain ? 'toolchain/download-failed' : seen
  const url = `${trimEnd(proxy, '/')}/${wirePath(file)}`
  const host = URL.canParse(proxy) ? new URL(proxy).host : proxy
  const text = `GET ${url}: ${reason}`
  return { module: moduleName(file), proxy, host, url, category: categoryOf(id), id, text }
}
