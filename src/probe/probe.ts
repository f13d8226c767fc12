// Are the proxies alive, right and quick? Asks all of them at once, for no longer than it takes to know.

import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import type { Clock } from '../platform/clock.ts'
import type { Http } from '../platform/http.ts'
import { judge, judgeProxies } from './judge.ts'
import type { Observation, ProbeRecord } from './observation.ts'
import { lookAtFile, lookForImpossible } from './probe-request.ts'
import type { Sentinel } from './sentinels.ts'
import type { ProxyVerdict } from './verdict.ts'

/** After one proxy has answered everything, the others get this long at least. */
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
  const begun = clock.now()
  const over = new AbortController()
  const cutters = new Set<AbortController>()
  let fastest: string | null = null

  const cut = (): void => {
    for (const cutter of cutters) cutter.abort()
  }
  const cutAt = (ms: number): void => {
    clock.sleep(ms, over.signal).then(
      // On a busy machine the timer is late, and answers wait unread: they are heard first.
      () => setImmediate(() => setImmediate(cut)),
      () => {},
    )
  }
  signal.addEventListener('abort', cut, { once: true })
  cutAt(limitMs)

  const probeEntry = async (entry: GoproxyEntry, group: number): Promise<ProbeRecord> => {
    const blank = { proxy: entry.display, group, observations: [], end: { kind: 'done' }, ms: 0 } as const
    const nothingToAsk = group > 0 ? behindComma : sentinels.length === 0 ? noSentinels : null
    const skipped = skipReasons[entry.kind] ?? nothingToAsk
    if (skipped !== null || entry.kind !== 'http') return { ...blank, skipped: skipped ?? '' }
    const cutter = new AbortController()
    if (signal.aborted) cutter.abort()
    cutters.add(cutter)
    const observations = await observe(entry.url, {
      ...options,
      limitMs,
      signal: cutter.signal,
    })
    cutters.delete(cutter)
    const ms = clock.now() - begun
    const end = !cutter.signal.aborted
      ? ({ kind: 'done' } as const)
      : fastest !== null && ms < limitMs
        ? ({ kind: 'outrun', by: fastest } as const)
        : ({ kind: 'limit' } as const)
    const record: ProbeRecord = { ...blank, skipped: null, observations, end, ms }
    if (fastest === null && isFullyHealthy(record)) {
      fastest = entry.display
      cutAt(Math.max(graceMs, ms))
    }
    return record
  }
  try {
    const entries = list.groups.flatMap((group, index) => group.map((entry) => ({ entry, index })))
    return judgeProxies(await Promise.all(entries.map(({ entry, index }) => probeEntry(entry, index))))
  } finally {
    over.abort()
    signal.removeEventListener('abort', cut)
  }
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
  const { health, coverage } = judge(record)
  return health === 'healthy' && coverage.have === coverage.asked
}

interface Observing {
  readonly http: Http
  readonly sentinels: readonly Sentinel[]
  readonly signal: AbortSignal
  readonly limitMs: number
}

/**
 * Small files one after another on one kept-alive connection, so that their times are those of a warm one; beside them a
 * zip, which may have to be fetched from another host. A proxy that fails on the wire or asks for patience is left alone.
 */
async function observe(base: string, look: Observing): Promise<readonly Observation[]> {
  const observations: Observation[] = []
  let zip: Promise<Observation> | null = null
  let known: Sentinel | null = null
  for (const step of stepsOf(look.sentinels)) {
    const seen = await lookAtFile(
      base,
      { path: step.sentinel.path, version: step.sentinel.version, kind: step.kind },
      step.sentinel,
      look,
    )
    observations.push(seen)
    if (isHopeless(seen)) break
    if (seen.answer.kind !== 'right' || known !== null) continue
    known = step.sentinel
    zip = lookAtFile(base, { path: known.path, version: known.version, kind: 'zip' }, known, look)
  }
  const last = observations.at(-1)
  if (known !== null && last !== undefined && !isHopeless(last))
    observations.push(await lookForImpossible(base, known, look))
  if (zip !== null) observations.push(await zip)
  return observations
}

/** The .mod of each sentinel, because go.sum vouches for it; one .info for its form. */
function stepsOf(sentinels: readonly Sentinel[]): { sentinel: Sentinel; kind: 'mod' | 'info' }[] {
  return sentinels.flatMap((sentinel, index) =>
    index === 0
      ? [
          { sentinel, kind: 'mod' as const },
          { sentinel, kind: 'info' as const },
        ]
      : [{ sentinel, kind: 'mod' as const }],
  )
}

function isHopeless({ answer }: Observation): boolean {
  return (
    answer.kind === 'failure' ||
    answer.kind === 'cut' ||
    answer.kind === 'wrong' ||
    (answer.kind === 'status' && answer.status === 429)
  )
}
