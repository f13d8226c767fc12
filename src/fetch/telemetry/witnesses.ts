// Lists the files that no upstream gave, and why; and those that `go` must not ask for.

import type { FetchWitness } from '../../faults/witness.ts'
import { wirePath } from '../../go/layout.ts'
import { type ModuleFile, moduleName } from '../../go/module-file.ts'
import { trimEnd } from '../../text/trim-end.ts'
import type { FileResult } from '../file/file-result.ts'
import type { RequestFault } from '../request/outcome.ts'
import { toolchainPath } from '../toolchain.ts'

/** A file that `go` must not ask this server for: it keeps neither to a `Retry-After` nor to a size limit. */
export interface MustNotAsk {
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
export function fetchWitnesses(left: readonly LeftFile[]): readonly FetchWitness[] {
  return left.flatMap(({ file, result }) => [
    ...result.faults.map(({ proxy, fault }) => witness(file, proxy, fault)),
    ...(result.why === 'absent' ? result.absentAt.map((proxy) => witness(file, proxy, absence(file))) : []),
  ])
}

/** Files whose last fault was a body above our limits, or a `Retry-After` that isn't over at `nowMs`. */
export function mustNotAsk(left: readonly LeftFile[], nowMs: number): readonly MustNotAsk[] {
  return left.flatMap(({ file, result }) =>
    result.faults.flatMap(({ proxy, fault }) => {
      const { mustNotAsk: reason, pauseUntilMs } = fault
      if (reason === null) return []
      const retryAfterMs = pauseUntilMs === null ? null : Math.ceil(pauseUntilMs - nowMs)
      return retryAfterMs !== null && retryAfterMs <= 0 ? [] : [{ file, proxy, reason, retryAfterMs }]
    }),
  )
}

const toolchainFault = { category: 'toolchain', id: 'toolchain/download-failed' } as const

type StatedFault = Pick<RequestFault, 'category' | 'id' | 'reason'>

function witness(file: ModuleFile, proxy: string, stated: StatedFault): FetchWitness {
  // A toolchain's download keeps its category, whatever the transport.
  const isToolchain = file.path === toolchainPath && stated.category !== 'disk'
  const { category, id } = isToolchain ? toolchainFault : stated
  const { reason } = stated
  const url = `${trimEnd(proxy, '/')}/${wirePath(file)}`
  const host = URL.canParse(proxy) ? new URL(proxy).host : proxy
  return { module: moduleName(file), proxy, host, url, category, id, text: `GET ${url}: ${reason}` }
}

/** A version is missing where its .info or .mod is; a .zip that is missing beside them is no version's fault. */
function absence({ kind }: ModuleFile): StatedFault {
  return kind === 'zip'
    ? { category: 'not-found', id: 'not-found/no-zip', reason: 'not found' }
    : { category: 'version-unavailable', id: 'version-unavailable/not-on-proxy', reason: 'not found' }
}
