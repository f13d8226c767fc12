// Starts the threads that verify and unpack zips, and decides whether they may unpack.

import { availableParallelism } from 'node:os'
import { isGoFlagSet } from '../go/go-flags.ts'
import { holdsModules } from '../modcache/inventory.ts'
import { markRun } from '../modcache/run-mark.ts'
import { clearStaleTrees } from '../modcache/unpack/admit-zip.ts'
import { createZipWorkers, type ZipWorkers } from '../modcache/unpack/zip-workers.ts'
import type { World } from '../platform/world.ts'
import type { Setup } from './setup.ts'

/** More threads than this wait for the disk rather than for a core. */
const mostThreads = 8

/** Clears away what killed runs left, too. To be closed at the end of the run. */
export async function startZipWorkers(
  { project }: Setup,
  { env, zipWorker, log }: World,
): Promise<ZipWorkers> {
  const { GOMODCACHE: gomodcache, GOFLAGS } = project.env
  // First: trees and marks lie in one folder, which is cleared then.
  const unmark = await markRun(gomodcache)
  await clearStaleTrees(gomodcache)
  const isOurs = env.RUNNER_ENVIRONMENT === 'github-hosted' || !(await holdsModules(gomodcache))
  const unpack = isGoFlagSet(GOFLAGS, 'modcacherw') ? 'writable' : 'read-only'
  const workers = createZipWorkers({
    bundle: zipWorker,
    threads: Math.min(mostThreads, availableParallelism()),
    gomodcache,
    // Others may use a module cache that was there before: `go` unpacks then, which has a lock for each module.
    unpack: isOurs ? unpack : 'by-go',
    log,
  })
  const close = async () => {
    const howEnded = await workers.close()
    // The mark stays where half-written files may be: the next run clears them away.
    if (howEnded === 'finished') await unmark()
    return howEnded
  }
  return { ...workers, close }
}
