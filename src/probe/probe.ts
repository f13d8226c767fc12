// Probes the module proxies of a list, all at once, for no longer than it takes to tell which are healthy.

import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Clock } from '../platform/clock.ts'
import type { Http } from '../platform/http.ts'
import { judgeProxies, judgeProxy } from './judge.ts'
import type { ProbeRecord } from './observation.ts'
import { observe } from './observe.ts'
import { createProbeAborts } from './probe-aborts.ts'
import type { Sentinel } from './sentinels.ts'
import type { ProxyVerdict } from './verdict.ts'

/** After one proxy has answered everything, the others get this long at least: a small difference is no reason to leave one unjudged. */
const graceMs = 250

interface ProbeOptions {
  readonly list: GoproxyList
  /** The first one's zip is fetched too. */
  readonly sentinels: readonly Sentinel[]
  readonly http: Http
  readonly clock: Clock
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** Probes every http entry of the list's first group and gives a verdict on each entry, in the list's order. Never rejects. */
export async function probeProxies(options: ProbeOptions): Promise<readonly ProxyVerdict[]> {
  const { list, sentinels, clock, limitMs, signal } = options
  const startMs = clock.now()
  const aborts = createProbeAborts({ clock, signal })
  let fastest: string | null = null
  aborts.abortAfter(limitMs)

  const probeEntry = async (entry: GoproxyEntry, group: number): Promise<ProbeRecord> => {
    const blank = { proxy: entry.display, group, observations: [], end: { kind: 'done' }, ms: 0 } as const
    const skipped = reasonToSkip(entry, group, sentinels)
    if (skipped !== null || entry.kind !== 'http') return { ...blank, skipped: skipped ?? '' }
    const controller = aborts.add()
    const observations = await observe(entry.url, { ...options, signal: controller.signal })
    aborts.remove(controller)
    const ms = clock.now() - startMs
    const end = controller.signal.aborted ? earlyEnd(ms < limitMs ? fastest : null) : blank.end
    const record: ProbeRecord = { ...blank, skipped: null, observations, end, ms }
    if (fastest === null && isFullyHealthy(record)) {
      fastest = entry.display
      aborts.abortAfter(Math.max(graceMs, ms))
    }
    return record
  }
  try {
    const entries = list.groups.flatMap((group, index) => group.map((entry) => ({ entry, index })))
    return judgeProxies(await Promise.all(entries.map(({ entry, index }) => probeEntry(entry, index))))
  } finally {
    aborts.end()
  }
}

function earlyEnd(fastest: string | null): ProbeRecord['end'] {
  return fastest === null ? { kind: 'limit' } : { kind: 'outrun', by: fastest }
}

function reasonToSkip(entry: GoproxyEntry, group: number, sentinels: readonly Sentinel[]): string | null {
  return skipReasons[entry.kind] ?? (group > 0 ? behindComma : sentinels.length === 0 ? noSentinels : null)
}

const noSentinels = 'go.sum names no public module with both its sums, so there is nothing to ask for'

// `go` asks what follows a `,` only after a 404 or 410, and for that module alone.
const behindComma =
  'Stands behind a `,`: asked only for what every entry before it lacks, so it was not probed'

const skipReasons = {
  http: null,
  file: 'A folder on this machine: nothing to probe',
  direct: 'Asks the origin of each module: nothing to probe',
  off: 'Forbids downloads: nothing to probe',
} as const satisfies Record<GoproxyEntry['kind'], string | null>

function isFullyHealthy(record: ProbeRecord): boolean {
  const { health, coverage } = judgeProxy(record)
  return health === 'healthy' && coverage.have === coverage.asked
}
