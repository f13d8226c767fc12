// The cache entry's part of the story: restored before the download, saved straight after it.

import { isSameKey } from '../cache/key.ts'
import type { CacheProblem, RestoreOutcome, SaveOutcome } from '../cache/outcome.ts'
import { policySentence } from '../cache/policy.ts'
import { restoreEntry } from '../cache/restore.ts'
import { saveEntry } from '../cache/save.ts'
import type { World } from '../platform/world.ts'
import { restoreLine, saveLine } from '../report/cache-line.ts'
import type { DownloadOutcome } from './download-outcome.ts'
import { type DownloadPlan, isComplete, type ModuleCacheState, type PlanStatus } from './download-plan.ts'
import type { Setup } from './setup.ts'
import type { RunTime } from './time-limits.ts'

/** A restore that takes longer than this costs more than a download. Both limits yield to what is left of `timeout`. */
const restoreLimitMs = 60_000
const saveLimitMs = 180_000

const nothingMissing = 'nothing was missing'

export interface Restored {
  readonly outcome: RestoreOutcome
  readonly problems: readonly CacheProblem[]
  readonly ms: number
}

export interface Saved {
  readonly outcome: SaveOutcome
  readonly ms: number
}

/**
 * Brings the entry for these go.sum files into the module cache, where something is missing there and the policy allows it. Trouble with
 * the store is an outcome.
 *
 * @param request.found the plan against the module cache
 */
export async function restoreCache(
  setup: Setup,
  world: World,
  {
    state,
    found,
    time,
  }: { readonly state: ModuleCacheState; readonly found: PlanStatus; readonly time: RunTime },
): Promise<Restored> {
  const { key, store, policy } = setup.cache
  world.log.info(policySentence(policy))
  if (key === null || !policy.restore) return notRestored({ kind: 'off', reason: policy.reason })
  if (isComplete(found)) return notRestored({ kind: 'not-needed', reason: nothingMissing })
  const startedMs = world.clock.now()
  return world.log.group(`Restore the module cache from the ${store.name}`, async () => {
    for (const ingredient of key.ingredients) world.log.info(`key from ${ingredient}`)
    world.log.info(`key ${key.key}`)
    const restored = await restoreEntry({
      key,
      store,
      project: setup.project,
      origins: state.origins,
      zips: state.zips,
      temporary: world.temporary,
      limitMs: Math.min(restoreLimitMs, time.restoreMs()),
      signal: world.signal,
    })
    if (restored.plan !== null) state.plan.replace(restored.plan)
    const { outcome, problems } = restored
    const ms = world.clock.now() - startedMs
    world.log.info(restoreLine({ restore: outcome, restoreMs: ms }))
    return { outcome, problems, ms }
  })
}

function notRestored(outcome: RestoreOutcome): Restored {
  return { outcome, problems: [], ms: 0 }
}

/** Keeps a complete module cache. An incomplete one, or one that is kept already, is not saved. */
export async function saveCache(
  setup: Setup,
  world: World,
  {
    plan,
    download,
    restored,
    problems,
    time,
  }: {
    readonly plan: DownloadPlan
    readonly download: DownloadOutcome
    readonly restored: Restored
    /** What was refused on the way, wherever it came from. */
    readonly problems: readonly CacheProblem[]
    readonly time: RunTime
  },
): Promise<Saved> {
  const skipped = whyNotSave(setup, { download, restored, problems })
  const { key, store } = setup.cache
  if (skipped !== null || key === null) return { outcome: { kind: 'skipped', reason: skipped ?? '' }, ms: 0 }
  const startedMs = world.clock.now()
  // A service that kept the restore waiting is not given three times as long again.
  const patienceMs = restored.outcome.kind === 'slow' ? restoreLimitMs : saveLimitMs
  return world.log.group(`Save the module cache to the ${store.name}`, async () => {
    const { files } = await plan.current()
    const outcome = await saveEntry({
      key,
      store,
      project: setup.project,
      files,
      temporary: world.temporary,
      limitMs: Math.min(patienceMs, time.saveMs()),
      signal: world.signal,
    })
    const ms = world.clock.now() - startedMs
    world.log.info(saveLine(outcome, ms))
    return { outcome, ms }
  })
}

function whyNotSave(
  { cache, inputs }: Setup,
  {
    download,
    restored: { outcome },
    problems,
  }: {
    readonly download: DownloadOutcome
    readonly restored: Restored
    readonly problems: readonly CacheProblem[]
  },
): string | null {
  if (cache.key === null || !cache.policy.save) return cache.policy.reason
  if (!download.complete) return 'the module cache is not complete'
  // What was refused may be in the entry still.
  if (problems.length > 0) return null
  if (outcome.kind === 'exact') return 'the entry was restored and is complete'
  // A store is asked nothing, not even whether it has an entry: whoever lacks something saves what it had to download. `cache: true`
  // says outright that there shall be one.
  if (outcome.kind === 'not-needed' && download.list === null && inputs.cache !== 'true')
    return nothingMissing
  // Another run like this one would leave out the same: what neither go.sum nor the checksum database vouches for.
  if (outcome.kind === 'partial' && isSameKey(outcome.key, cache.key.key))
    return 'there is an entry under this key already'
  return null
}
