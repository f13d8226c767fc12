// An upstream of the fetch: a GOPROXY entry with its gate and its latencies; and the groups of the list, in order.

import type { FileEntry, HttpEntry } from '../../go/goproxy-entry.ts'
import type { GoproxyList } from '../../go/goproxy-list.ts'
import { createLatencySamples, type LatencySamples } from '../file/hedge.ts'
import { type Audit, createAudit } from './audit.ts'
import type { Gate } from './limiter.ts'
import { createHarvest, type Harvest } from './record.ts'

export interface Upstream {
  /** The entry's `display`. */
  readonly name: string
  readonly entry: HttpEntry | FileEntry
  readonly gate: Gate
  readonly harvest: Harvest
  readonly audit: Audit
  readonly samples: LatencySamples
}

/** Upstreams joined by `|`, in ranked order. */
export interface UpstreamGroup {
  readonly upstreams: readonly Upstream[]
}

/** The groups that can be asked, without those that are only `direct` or `off`; an entry that a group names twice is asked once. */
export function upstreamGroups(
  list: GoproxyList,
  createGate: (name: string) => Gate,
): readonly UpstreamGroup[] {
  return list.groups.flatMap((group) => {
    const upstreams: readonly Upstream[] = [...new Set(group)].flatMap((entry): readonly Upstream[] => {
      if (entry.kind !== 'http' && entry.kind !== 'file') return []
      const gate = createGate(entry.display)
      const hasBetter = () => upstreams.some((other) => other.gate !== gate && !other.harvest.isBarren())
      return [
        {
          name: entry.display,
          entry,
          gate,
          // Those who wait for it go and ask another one; where there is none, thousands would come again for nothing.
          harvest: createHarvest(() => {
            if (hasBetter()) gate.recall()
          }),
          audit: createAudit(),
          samples: createLatencySamples(),
        },
      ]
    })
    return upstreams.length === 0 ? [] : [{ upstreams }]
  })
}
