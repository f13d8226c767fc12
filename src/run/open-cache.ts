// Opens the place where modules are kept, as the user chose it.

import { createHttp } from '../platform/http.ts'
import type { World } from '../platform/world.ts'
import { createFolderStore } from '../store/folder/folder-store.ts'
import type { StorePlace } from '../store/place.ts'
import type { ModuleStore } from '../store/store.ts'
import { cacheEntry } from './cache-entry.ts'
import type { ModuleCacheState } from './download-plan.ts'
import type { RunCache } from './run-cache.ts'
import type { Setup } from './setup.ts'
import { sharedStore } from './shared-store.ts'
import type { RunTime } from './time-limits.ts'

/** The proxies have all that a store has, so that one whose server can't be reached isn't waited for as long as they are. */
const connectTimeoutMs = 5_000

/** Asks nobody yet. Close it at the end of the run. */
export async function openCache(
  setup: Setup,
  world: World,
  at: { readonly state: ModuleCacheState; readonly time: RunTime },
): Promise<RunCache> {
  const { store } = setup.cache
  if (store.kind === 'github') return cacheEntry(setup, world, { entries: store.entries, ...at })
  const http = createHttp({ env: setup.env, connectTimeoutMs })
  const opened = await openStore(store.place, setup, world, http)
  if (typeof opened !== 'string') return sharedStore(setup, world, { store: opened, http, ...at })
  return unusable(opened)
}

/** A string says which setting names no store. */
async function openStore(
  place: StorePlace,
  { env }: Setup,
  { clock, random, mask, temporary, folderProcess }: World,
  http: ReturnType<typeof createHttp>,
): Promise<ModuleStore | string> {
  if (place.kind === 'directory') {
    const program = [process.execPath, folderProcess] as const
    return createFolderStore({ path: place.path, program, cwd: temporary, env })
  }
  const { openS3Store } = await import('../store/s3/open-s3-store.ts')
  const opened = openS3Store({ ...place, env, http, clock, random, mask })
  return opened.kind === 'ok' ? opened.store : opened.reason
}

function unusable(reason: string): RunCache {
  return {
    restore: async () => ({ outcome: { kind: 'unavailable', reason }, problems: [], entry: null, ms: 0 }),
    use: null,
    history: async () => ({ kind: 'unknown' }),
    save: async () => ({ outcome: { kind: 'skipped', reason }, ms: 0 }),
    shared: () => null,
    problems: () => [],
    close: async () => {},
  }
}
