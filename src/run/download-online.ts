// The download with a network: probe and rank the candidates, then attempt by attempt.

import type { GoproxyList } from '../go/goproxy-list.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import { createHttp, type Http } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { probeProxies } from '../probe/probe.ts'
import { needsProbe, rankProxies } from '../probe/rank.ts'
import { pickSentinels } from '../probe/sentinels.ts'
import type { ProxyVerdict, Ranking, RecentHealth } from '../probe/verdict.ts'
import { recentHealth } from '../report/recent-health.ts'
import { downloadInAttempts } from './attempts.ts'
import type { DownloadOutcome, DownloadRequest } from './download-outcome.ts'
import { createFetcher } from './fetcher.ts'
import type { Setup } from './setup.ts'
import { removeUnverified } from './unlisted-files.ts'
import type { UpstreamHistory } from './upstream-history.ts'

/** Limit of the probe phase. */
const probeLimitMs = 3_000

/** Downloads what is missing. Every way it can end is told in the outcome. */
export async function downloadOnline(
  setup: Setup,
  world: World,
  { state, deadlineMs, timeline, store, history }: DownloadRequest,
): Promise<DownloadOutcome> {
  const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH })
  try {
    const { list, ranking } = await timeline.measure({ step: 'probe' }, () =>
      chooseOrder(setup, world, { http, deadlineMs, history }),
    )
    const verdicts = ranking?.verdicts ?? []
    const unhealthy = verdicts.filter(({ health }) => health === 'unhealthy').map(({ proxy }) => proxy)
    const fetcher = createFetcher(setup, world, { list, http, state, unhealthy, store })
    const outcome = await downloadInAttempts(setup, world, {
      list,
      fetcher,
      plan: state.plan,
      deadlineMs,
      timeline,
    })
    if (!outcome.complete) await removeUnverified(setup, state)
    return {
      ...outcome,
      list,
      verdicts,
      ranking: ranking?.reason ?? null,
      reordered: ranking?.changed === true,
      fetch: fetcher.report(),
      redirectors: fetcher.redirectors(),
      problems: fetcher.problems(),
    }
  } finally {
    await http.close()
  }
}

/** The user's list, healthiest first within each group; as it is where no group leaves a choice. The last runs break ties. */
async function chooseOrder(
  setup: Setup,
  world: World,
  {
    http,
    deadlineMs,
    history,
  }: {
    readonly http: Http
    readonly deadlineMs: number
    readonly history: Pick<UpstreamHistory, 'recent'>
  },
): Promise<{ readonly list: GoproxyList; readonly ranking: Ranking | null }> {
  if (!needsProbe(setup.list)) return { list: setup.list, ranking: null }
  return world.log.group('Probe the candidates', async () => {
    const [verdicts, recent] = await Promise.all([
      probe(setup, world, { http, limitMs: deadlineMs - world.clock.now() }),
      history.recent(),
    ])
    const ranked = rankProxies(
      setup.list,
      verdicts.map((verdict) => withHistory(verdict, recent(verdict.proxy))),
    )
    for (const { proxy, health, reason, history } of ranked.ranking.verdicts) {
      world.log.info(`${proxy}: ${health}. ${reason}`)
      if (history !== undefined) world.log.info(`${proxy}, last ${history.hours} h: ${recentHealth(history)}`)
    }
    world.log.info(ranked.ranking.reason)
    return ranked
  })
}

function withHistory(verdict: ProxyVerdict, history: RecentHealth | null): ProxyVerdict {
  return history === null ? verdict : { ...verdict, history }
}

/** Asks every candidate about modules that the project needs. */
export async function probe(
  { project, list, isPrivate }: Setup,
  world: World,
  { http, limitMs = probeLimitMs }: { readonly http: Http; readonly limitMs?: number },
): Promise<readonly ProxyVerdict[]> {
  const requires = project.scopes.flatMap(({ mains }) => mains.flatMap(({ mod }) => mod.require))
  const direct = new Set(requires.filter(({ indirect }) => !indirect).map(({ path }) => path))
  // go.sum may name what `go` names nowhere: of GOPRIVATE that must stay so, even where GONOPROXY lets it through.
  const isHidden = (path: string) => isPrivate(path) || matchPrefixPatterns(project.env.GOPRIVATE, path)
  const sentinels = pickSentinels({ sums: project.sums, isPrivate: isHidden, direct })
  return probeProxies({
    list,
    sentinels,
    http,
    clock: world.clock,
    limitMs: Math.max(0, Math.min(probeLimitMs, limitMs)),
    signal: world.signal,
  })
}
