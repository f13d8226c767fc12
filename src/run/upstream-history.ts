// How the upstreams did in the last runs: read for the ranking, and written on with this run.

import type { World } from '../platform/world.ts'
import { type History, hourOf, maxUpstreams, recentHealth, withRun } from '../probe/history/history.ts'
import { runHealth } from '../probe/history/run-health.ts'
import { formatHistory, parseHistory } from '../probe/history/shape.ts'
import { needsProbe } from '../probe/rank.ts'
import type { RecentHealth } from '../probe/verdict.ts'
import type { DownloadFacts } from '../report/build/run-facts.ts'
import type { FoundHistory } from './kept-history.ts'
import type { Setup } from './setup.ts'

export interface UpstreamHistory {
  /** By an entry's `display`; null where nothing is known. */
  readonly recent: () => Promise<(proxy: string) => RecentHealth | null>
  /** What is to be kept; null where the run has nothing to add, or what is kept could not be read. */
  readonly afterRun: (download: Pick<DownloadFacts, 'verdicts' | 'fetch'>) => Promise<string | null>
}

/** The entries whose order a history may change: those that are probed. Empty where there is nothing to choose. */
export function historyProxies({ list }: Pick<Setup, 'list'>): readonly string[] {
  if (!needsProbe(list)) return []
  const http = (list.groups[0] ?? []).filter(({ kind }) => kind === 'http')
  return [...new Set(http.map(({ display }) => display))].slice(0, maxUpstreams)
}

/** @param found gives the same each time; asked for only where a history has a use */
export function createUpstreamHistory(
  setup: Pick<Setup, 'list'>,
  { clock }: Pick<World, 'clock'>,
  found: () => Promise<FoundHistory>,
): UpstreamHistory {
  const proxies = historyProxies(setup)
  const now = () => hourOf(clock.date())
  const read = (history: FoundHistory): History =>
    history.kind === 'text' ? parseHistory(history.text, { now: now() }) : new Map()
  return {
    recent: async () => {
      const history = proxies.length === 0 ? new Map() : read(await found())
      return (proxy) => (proxies.includes(proxy) ? recentHealth(history, proxy, now()) : null)
    },
    afterRun: async ({ verdicts, fetch }) => {
      const run = runHealth(verdicts, fetch.kind === 'ran' ? fetch.upstreams : [])
      const known = run.filter(({ proxy }) => proxies.includes(proxy))
      if (known.length === 0) return null
      const before = await found()
      if (before.kind === 'unknown') return null
      return formatHistory(withRun(read(before), known, { hour: now(), proxies }))
    },
  }
}
