// The story of one run, from inputs to report.

import { changesBetween, takeSnapshot } from './download/changes.ts'
import type { Inputs } from './inputs/inputs.ts'
import { createLedger } from './modcache/ledger.ts'
import type { World } from './platform/world.ts'
import type { Report } from './report/report.ts'
import { cancelled } from './steps/cancelled.ts'
import { conclude } from './steps/conclude.ts'
import { downloadOffline } from './steps/offline.ts'
import { downloadOnline } from './steps/online.ts'
import { prepare } from './steps/prepare.ts'
import { restoreCache, saveCache } from './steps/saved-cache.ts'
import { isComplete, takeStock } from './steps/stock.ts'
import { unpreparedReport } from './steps/unprepared.ts'

/**
 * Makes the module cache complete, or finds out why it can't be. What fails is told in the report; a throw means a bug of ours.
 *
 * @param world what differs between a runner, a terminal and a test
 */
export async function run(inputs: Inputs, world: World): Promise<Report> {
  const startedMs = world.clock.now()
  const seconds = () => (world.clock.now() - startedMs) / 1_000
  try {
    return await tell(inputs, world, seconds)
  } catch (error) {
    if (!world.signal.aborted) throw error
    return unpreparedReport(cancelled, seconds())
  }
}

async function tell(inputs: Inputs, world: World, seconds: () => number): Promise<Report> {
  const prepared = await prepare(inputs, world)
  if (prepared.kind === 'problem') return unpreparedReport(prepared.fault, seconds())
  const { setup } = prepared
  const files = setup.project.scopes.flatMap((scope) => scope.files)
  const committed = await takeSnapshot(files)

  const ledger = createLedger()
  const restored = await restoreCache(setup, world, ledger)
  const stock = await takeStock(setup.project)

  const download = { ledger, deadlineMs: world.clock.now() + inputs.timeoutMs }
  const offline = isComplete(stock) ? await downloadOffline(setup, world, download) : null
  const course = offline?.complete ? offline : await downloadOnline(setup, world, download)

  const saved = await saveCache(setup, world, { course, restored })
  const changes = changesBetween(committed, await takeSnapshot(files), world.root)
  return conclude({ setup, world, stock, offline, course, restored, saved, changes, seconds: seconds() })
}
