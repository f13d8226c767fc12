// Decides which modules `go` may unpack while others still arrive, and whether it is worth starting `go` for them yet.

import { type GoSum, modSums, zipSums } from '../go/go-sum.ts'
import type { FileKind, ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { moduleName } from '../go/module-file.ts'

/** What has come so far, in the order in which it came. */
interface UnpackPlan {
  /** A file that has its place in the module cache since now. */
  readonly admitted: (file: ModuleFile, sizeBytes: number) => void
  /** The modules to start `go` for; none where that doesn't pay yet. Each module is given once. */
  readonly nextBatch: () => readonly ModuleVersion[]
}

/** Below one of these, `go` unpacks all in the time that starting it once more takes. */
const smallestGraph = { zips: 20, bytes: 10e6 }
/** Starting `go` costs about as much processor time as unpacking this. */
const smallestBatch = { zips: 8, bytes: 4e6 }
/** Windows takes 32,767 characters of arguments; the longest module names have about 200. */
const largestBatch = 100

/**
 * Only modules of which both files have one hash in go.sum are given: without one `go` would ask the checksum database, and of
 * two, which only the files of several scopes together can have, it minds the order.
 * A module is ready when its .info, .mod and .zip have all come.
 */
export function createUnpackPlan(sums: GoSum): UnpackPlan {
  const arrived = new Map<string, Map<FileKind, number>>()
  const ready: { readonly module: ModuleVersion; readonly sizeBytes: number }[] = []
  const seen = { zips: 0, bytes: 0 }
  return {
    admitted: (file, sizeBytes) => {
      if (!isNamed(sums, file)) return
      const { path, version, kind } = file
      const name = moduleName(file)
      const kinds = arrived.get(name) ?? new Map<FileKind, number>()
      arrived.set(name, kinds.set(kind, sizeBytes))
      if (kinds.size < 3) return
      const zipBytes = kinds.get('zip') ?? 0
      ready.push({ module: { path, version }, sizeBytes: zipBytes })
      seen.zips++
      seen.bytes += zipBytes
      arrived.delete(name)
    },
    nextBatch: () => {
      if (seen.zips < smallestGraph.zips || seen.bytes < smallestGraph.bytes) return []
      const waiting = ready.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      if (ready.length < smallestBatch.zips && waiting < smallestBatch.bytes) return []
      return ready.splice(0, largestBatch).map(({ module }) => module)
    },
  }
}

function isNamed(sums: GoSum, module: ModuleVersion): boolean {
  return [zipSums(sums, module), modSums(sums, module)].every(({ length }) => length === 1)
}
