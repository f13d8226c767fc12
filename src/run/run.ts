// The story of one run, from inputs to report.

import type { CacheStore } from '../cache/store.ts'
import { changesBetween, takeSnapshot } from '../download/changes.ts'
import { createFileOrigins } from '../modcache/file-origins.ts'
import { writeVersionLists } from '../modcache/version-list.ts'
import type { Inputs } from '../options/options.ts'
import type { World } from '../platform/world.ts'
import { reportWithoutDownload } from '../report/build/report-without-download.ts'
import type { RunReport } from '../report/report.ts'
import { downloadOffline } from './download-offline.ts'
import { downloadOnline } from './download-online.ts'
import { createDownloadPlan, isComplete, type ModuleCacheState } from './download-plan.ts'
import { exportGoproxy } from './export-goproxy.ts'
import { verifyLeftOver } from './left-over-zips.ts'
import { openCache } from './open-cache.ts'
import { githubStore, prepare } from './prepare.ts'
import type { RunCache } from './run-cache.ts'
import { reportRun } from './run-report.ts'
import type { Setup } from './setup.ts'
import { type RunTime, withinPreparation, withinRun } from './time-limits.ts'
import { createTimeline, type Timeline, unlessIdle } from './timeline.ts'
import { createUpstreamHistory } from './upstream-history.ts'
import { startZipWorkers } from './zip-workers.ts'

/**
 * Makes the module cache complete, or finds out why it can't be. What fails is told in the report; a throw means a bug of ours.
 * Ends within the time limit, whatever hangs.
 *
 * @param world what differs between a runner, a terminal and a test
 */
export function run(inputs: Inputs, world: World): Promise<RunReport> {
  return withinRun(inputs, world, async (time) => {
    const entries = githubStore(world)
    if (isRestoreLikely(inputs, world)) entries.startAhead()
    try {
      return await runPrepared(inputs, world, { time, entries })
    } finally {
      await entries.close()
    }
  })
}

/** On a machine of one's own, the module cache is mostly full already. */
function isRestoreLikely({ cache, cacheStore }: Inputs, { env }: World): boolean {
  return cacheStore.kind === 'github' && cache !== 'false' && env.RUNNER_ENVIRONMENT === 'github-hosted'
}

async function runPrepared(
  inputs: Inputs,
  world: World,
  { time, entries }: { readonly time: RunTime; readonly entries: CacheStore },
): Promise<RunReport> {
  const timeline = createTimeline(world.clock)
  const body = () => prepare(inputs, world, entries)
  const prepared = await withinPreparation(inputs, world, { time, body })
  if (prepared.kind === 'problem') return reportWithoutDownload(prepared.fault, time.seconds())
  const { setup } = prepared
  const zips = await startZipWorkers(setup, world)
  const state = { origins: createFileOrigins(), plan: createDownloadPlan(setup.project), zips }
  const cache = await openCache(setup, world, { state, time })
  try {
    return await completeModuleCache(setup, world, { time, timeline, state, cache })
  } finally {
    await Promise.all([zips.close(), cache.close()])
  }
}

interface RunParts {
  readonly time: RunTime
  readonly timeline: Timeline
  readonly state: ModuleCacheState
  readonly cache: RunCache
}

async function completeModuleCache(
  setup: Setup,
  world: World,
  { time, timeline, state, cache }: RunParts,
): Promise<RunReport> {
  const files = setup.project.scopes.flatMap((scope) => scope.files)
  const committed = await takeSnapshot(files)

  const { plan } = state
  const found = await plan.status()

  const restored = await timeline.measure({ step: 'restore' }, () => cache.restore(found), unlessIdle)
  const leftOver = await verifyLeftOver(setup, state)
  const before = isComplete(found) && leftOver.length === 0 ? found : await plan.status()

  const history = createUpstreamHistory(setup, world, cache.history)
  const request = { state, deadlineMs: time.deadlineMs, timeline, store: cache.use, history }
  const offline = isComplete(before) ? await downloadOffline(setup, world, request) : null
  const download = offline?.complete ? offline : await downloadOnline(setup, world, request)
  const exported = await exportGoproxy(setup, world, download)
  writeVersionLists(setup.project.env.GOMODCACHE, state.origins.files())

  const problems = [...restored.problems, ...cache.problems(), ...leftOver, ...download.problems]
  const ended = { download, restored, history: await history.afterRun(download) }
  const saved = await timeline.measure({ step: 'save' }, () => cache.save(ended), unlessIdle)
  return reportRun(setup, world, {
    before,
    // What needed no network has brought nothing.
    after: download === offline ? before : await plan.status(),
    plan: await plan.current(),
    download,
    restored,
    saved,
    shared: cache.shared(),
    problems,
    exported,
    changes: changesBetween(committed, await takeSnapshot(files), world.root),
    timeline: timeline.steps(),
    seconds: time.seconds(),
  })
}
