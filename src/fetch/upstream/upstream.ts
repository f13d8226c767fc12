// The upstreams of a fetch, in the groups of the GOPROXY list.

import type { FileEntry, HttpEntry } from '../../go/goproxy-entry.ts'
import type { GoproxyList } from '../../go/goproxy-list.ts'
import { createLatencySamples, type LatencySamples } from '../file/hedge.ts'
import type { Limiter } from './limiter.ts'
import { createUpstreamRecord, type UpstreamRecord } from './upstream-record.ts'

/** A GOPROXY entry that is asked for files, and what is known of it. */
export interface Upstream {
  /** The entry's `display`. */
  readonly name: string
  readonly entry: HttpEntry | FileEntry
  readonly limiter: Limiter
  readonly record: UpstreamRecord
  readonly latencies: LatencySamples
}

/** Upstreams joined by `|`, in ranked order. */
export interface UpstreamGroup {
  readonly upstreams: readonly Upstream[]
}

/**
 * The groups that can be asked, without those that are only `direct` or `off`; an entry that a group names twice is one
 * upstream. `createLimiter` is given the upstream's name.
 */
export function upstreamGroups(
  list: GoproxyList,
  createLimiter: (name: string) => Limiter,
): readonly UpstreamGroup[] {
  return list.groups.flatMap((group) => {
    const upstreams: readonly Upstream[] = [...new Set(group)].flatMap((entry): readonly Upstream[] => {
      if (entry.kind !== 'http' && entry.kind !== 'file') return []
      const limiter = createLimiter(entry.display)
      const hasBetter = () =>
        upstreams.some((other) => other.limiter !== limiter && !other.record.isAskedLast())
      return [
        {
          name: entry.display,
          entry,
          limiter,
          // Files that wait for it go to another upstream. Where there is none, thousands would come back for nothing.
          record: createUpstreamRecord(() => {
            if (hasBetter()) limiter.cancelWaiting()
          }),
          latencies: createLatencySamples(),
        },
      ]
    })
    return upstreams.length === 0 ? [] : [{ upstreams }]
  })
}
