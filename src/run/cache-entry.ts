// The cache entry's part of the story: restored before the download, saved straight after it.

import { type NextEntry, nextEntry } from '../cache/next-entry.ts'
import type { SaveOutcome } from '../cache/outcome.ts'
import { policySentence } from '../cache/policy.ts'
import { restoreEntry } from '../cache/restore.ts'
import { saveEntry } from '../cache/save.ts'
import type { CacheStore } from '../cache/store.ts'
import type { World } from '../platform/world.ts'
import { restoreLine, saveLine } from '../report/cache-line.ts'
import { isComplete, type ModuleCacheState, type PlanStatus } from './download-plan.ts'
import type { FoundHistory } from './kept-history.ts'
import {
  type EndedDownload,
  type EndedRun,
  nothingMissing,
  notRestored,
  type Restored,
  type RunCache,
  type Saved,
} from './run-cache.ts'
import type { Setup } from './setup.ts'
import type { RunTime } from './time-limits.ts'

/** A restore that takes longer than this costs more than a download. Both limits yield to what is left of `timeout`. */
const restoreLimitMs = 60_000
const saveLimitMs = 180_000
/** For what a failed run got: it may not come to be used, so it is given a third. */
const incompleteSaveLimitMs = 60_000

interface EntryUse {
  readonly entries: CacheStore
  readonly state: ModuleCacheState
  readonly time: RunTime
}

/** The entry of GitHub's service as the run uses it. */
export function cacheEntry(setup: Setup, world: World, use: EntryUse): RunCache {
  let found: string | null = null
  return {
    restore: async (missing) => {
      const { history, ...restored } = await restoreCache(setup, world, { ...use, found: missing })
      found = history
      return restored
    },
    use: null,
    // An entry isn't changed once it is saved, so that this is as old as the entry.
    history: async (): Promise<FoundHistory> =>
      found === null ? { kind: 'none' } : { kind: 'text', text: found },
    // A run that asked no proxy hands on what it found.
    save: (ended) => saveCache(setup, world, { ...use, ...ended, history: ended.history ?? found }),
    shared: () => null,
    problems: () => [],
    close: async () => {},
  }
}

/** With how the upstreams did, as the entry tells; null where it doesn't. */
type RestoredEntry = Restored & { readonly history: string | null }

/**
 * Brings the entry for these go.sum files into the module cache, where something is missing there and the policy allows it. Trouble with
 * the store is an outcome.
 *
 * @param request.found the plan against the module cache
 */
async function restoreCache(
  setup: Setup,
  world: World,
  { entries: store, state, time, found }: EntryUse & { readonly found: PlanStatus },
): Promise<RestoredEntry> {
  const { key, policy } = setup.cache
  world.log.info(policySentence(policy))
  if (key === null || !policy.restore)
    return { ...notRestored({ kind: 'off', reason: policy.reason }), history: null }
  if (isComplete(found))
    return { ...notRestored({ kind: 'not-needed', reason: nothingMissing }), history: null }
  const startedMs = world.clock.now()
  return world.log.group(`Restore the module cache from the ${store.name}`, async () => {
    for (const ingredient of key.ingredients) world.log.info(`key from ${ingredient}`)
    world.log.info(`key ${key.key}`)
    const restored = await restoreEntry({
      key,
      store,
      project: setup.project,
      origins: state.origins,
      mods: state.plan.mods,
      zips: state.zips,
      temporary: world.temporary,
      limitMs: Math.min(restoreLimitMs, time.restoreMs()),
      signal: world.signal,
    })
    if (restored.plan !== null) state.plan.replace(restored.plan)
    const { outcome, problems, entry, history } = restored
    const ms = world.clock.now() - startedMs
    world.log.info(restoreLine({ restore: outcome, restoreMs: ms }))
    return { outcome, problems, entry, history, ms }
  })
}

/** Keeps a complete module cache; of an incomplete one, what a later run can go on from. */
async function saveCache(
  setup: Setup,
  world: World,
  { entries: store, state, time, download, restored, history }: EntryUse & EndedRun,
): Promise<Saved> {
  const next = chooseEntry(setup, world, { download, restored })
  if (next.kind === 'skip') return { outcome: { kind: 'skipped', reason: next.reason }, ms: 0 }
  const startedMs = world.clock.now()
  return world.log.group(`Save the module cache to the ${store.name}`, async () => {
    world.log.info(`key ${next.key}`)
    const { files } = await state.plan.current()
    const saving = saveEntry({
      next,
      store,
      project: setup.project,
      files,
      history,
      temporary: world.temporary,
      limitMs: Math.min(patienceMs(next, restored), time.saveMs()),
      signal: world.signal,
    })
    const outcome = await (next.isIncomplete ? saving.catch(skippedByCancel(world)) : saving)
    const ms = world.clock.now() - startedMs
    world.log.info(saveLine(outcome, ms))
    return { outcome, ms }
  })
}

function chooseEntry(
  { cache: { key, policy }, inputs }: Setup,
  { clock, signal }: World,
  { download, restored }: EndedDownload,
): NextEntry {
  if (key === null) return { kind: 'skip', reason: policy.reason }
  // A store is asked nothing, not even whether it has an entry: whoever lacks something saves what it had to download. `cache: true`
  // says outright that there shall be one.
  const isUntouched = restored.outcome.kind === 'not-needed' && download.list === null
  if (policy.save && isUntouched && inputs.cache !== 'true') return { kind: 'skip', reason: nothingMissing }
  return nextEntry({
    key,
    policy,
    restored,
    isComplete: download.complete,
    isCancelled: signal.aborted,
    date: clock.date(),
  })
}

/** A service that kept the restore waiting is not given three times as long again. */
function patienceMs({ isIncomplete }: NextEntry & { kind: 'save' }, { outcome }: Restored): number {
  if (isIncomplete) return incompleteSaveLimitMs
  return outcome.kind === 'slow' ? restoreLimitMs : saveLimitMs
}

/** The fault of the download is told, whatever ends the save after it. */
function skippedByCancel({ signal }: World): (error: unknown) => SaveOutcome {
  return (error) => {
    if (!signal.aborted) throw error
    return { kind: 'skipped', reason: 'the run was cancelled' }
  }
}
