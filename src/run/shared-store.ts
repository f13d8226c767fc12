// The shared store's part of the story: read before anybody else is asked, written after a complete download.

import { policySentence } from '../cache/policy.ts'
import { takeFromStore } from '../fetch/fetch-modules.ts'
import type { StoreUse } from '../fetch/store/store-files.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import type { Http } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { sharedReadLine, sharedWriteLine } from '../report/shared-store-lines.ts'
import { createStoreSession } from '../store/session.ts'
import type { ModuleStore } from '../store/store.ts'
import { type WrittenFiles, writeMissing } from '../store/write-missing.ts'
import { isComplete, type ModuleCacheState } from './download-plan.ts'
import { fetchOptions } from './fetcher.ts'
import { nothingMissing, notRestored, type Restored, type RunCache, type Saved } from './run-cache.ts'
import type { Setup } from './setup.ts'
import { sharedHistory } from './shared-history.ts'
import { problemsOf, restoreOutcome, saveOutcome, sharedReport, whyNotWrite } from './shared-store-report.ts'
import type { RunTime } from './time-limits.ts'

/** A store that takes longer than this costs more than the proxies; both limits yield to what is left of `timeout`. */
const readLimitMs = 60_000
/** The first run of a large project writes hundreds of megabytes; it does so once. */
const writeLimitMs = 180_000

interface SharedStoreOptions {
  readonly store: ModuleStore
  readonly http: Http
  readonly state: ModuleCacheState
  readonly time: RunTime
}

/** The store as the run uses it. `close` ends the store and the HTTP client. */
export function sharedStore(setup: Setup, world: World, options: SharedStoreOptions): RunCache {
  const { store, http, time } = options
  const { key, policy } = setup.cache
  const limitMs = Math.min(readLimitMs, time.restoreMs())
  const session = createStoreSession(store, { clock: world.clock, limitMs })
  const use: StoreUse = { session, isShareable: (path) => isShareable(path, setup) }
  const history = sharedHistory(setup, world, session)
  let written: WrittenFiles | null = null
  const write = (): Promise<Saved> =>
    world.log.group(`Write to the shared store ${store.name}`, async () => {
      const startedMs = world.clock.now()
      written = await writeLacking(setup, world, { ...options, lacking: session.summary().lacking })
      const ms = world.clock.now() - startedMs
      const line = sharedWriteLine(sharedReport(session.summary(), written), ms)
      if (line !== '') world.log.info(line)
      return { outcome: saveOutcome(written, { key: key?.key ?? '', limitMs: ms }), ms }
    })
  return {
    restore: async (found) => {
      world.log.info(policySentence(policy))
      if (!policy.restore) return notRestored({ kind: 'off', reason: policy.reason })
      if (isComplete(found)) return notRestored({ kind: 'not-needed', reason: nothingMissing })
      return world.log.group(`Read from the shared store ${store.name}`, () =>
        history.readBeside(() => readMissing(setup, world, { ...options, use, limitMs })),
      )
    },
    use: policy.restore ? use : null,
    history: history.found,
    save: async ({ download, restored, history: next }) => {
      const isCancelled = world.signal.aborted
      const keeping = policy.save && !isCancelled ? history.keep(next, time.saveMs()) : null
      const summary = session.summary()
      const why = whyNotWrite({ policy, isCancelled, isComplete: download.complete, restored, summary })
      const saving = why === null ? write() : ({ outcome: { kind: 'skipped', reason: why }, ms: 0 } as const)
      const [saved] = await Promise.all([saving, keeping])
      return saved
    },
    shared: () => sharedReport(session.summary(), written),
    problems: () => problemsOf(session.summary()),
    close: async () => {
      await store.close()
      await http.close()
    },
  }
}

/** Modules of GONOPROXY and GOPRIVATE only where the user wants them to be shared: the store's server hears their names. */
function isShareable(path: string, { inputs, project: { env } }: Setup): boolean {
  return (
    inputs.sharePrivate ||
    !(matchPrefixPatterns(env.GONOPROXY, path) || matchPrefixPatterns(env.GOPRIVATE, path))
  )
}

async function readMissing(
  setup: Setup,
  world: World,
  { use, http, state, limitMs }: SharedStoreOptions & { readonly use: StoreUse; readonly limitMs: number },
): Promise<Restored> {
  const { clock, log, progress } = world
  const startedMs = clock.now()
  await takeFromStore({
    ...fetchOptions(setup, world, state),
    store: use,
    http,
    limits: { deadlineMs: limitMs, stallMs: setup.inputs.stallTimeoutMs },
  }).finally(() => progress(null))
  const summary = use.session.summary()
  const outcome = restoreOutcome(summary, {
    key: setup.cache.key?.key ?? '',
    isWhole: isComplete(await state.plan.status()),
    limitMs,
  })
  const ms = clock.now() - startedMs
  for (const line of sharedReadLine(outcome, sharedReport(summary, null), ms)) log.info(line)
  return { outcome, problems: [], entry: null, ms }
}

function writeLacking(
  { project }: Setup,
  { clock, random, signal }: World,
  { store, lacking, time }: SharedStoreOptions & { readonly lacking: readonly ModuleFile[] },
): Promise<WrittenFiles> {
  return writeMissing(lacking, {
    store,
    gomodcache: project.env.GOMODCACHE,
    sums: project.sums,
    clock,
    random,
    limitMs: Math.min(writeLimitMs, time.saveMs()),
    signal,
  })
}
