// The story of one run, from inputs to report.

import { changesBetween, takeSnapshot } from '../download/changes.ts'
import { createFileOrigins } from '../modcache/file-origins.ts'
import type { ZipAdmission } from '../modcache/unpack/zip-workers.ts'
import { writeVersionLists } from '../modcache/version-list.ts'
import type { Inputs } from '../options/options.ts'
import { withinLimit } from '../platform/limit.ts'
import type { World } from '../platform/world.ts'
import { unpreparedReport } from '../report/build/unprepared-report.ts'
import type { RunReport } from '../report/report.ts'
import { restoreCache, saveCache } from './cache-entry.ts'
import { cancelled } from './cancelled.ts'
import { conclude } from './conclude.ts'
import { downloadOffline } from './download-offline.ts'
import { downloadOnline } from './download-online.ts'
import { createDownloadPlan, isComplete } from './download-plan.ts'
import { verifyLeftOver } from './left-over-zips.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { Setup } from './setup.ts'
import { outOfTime, type RunTime, startRunTime } from './time-limits.ts'
import { startZipWorkers } from './zip-workers.ts'

/** The runner kills a cancelled step after 7.5 s; by then the report must be out. */
const afterAbortMs = 3_000

/**
 * Makes the module cache complete, or finds out why it can't be. What fails is told in the report; a throw means a bug of ours.
 * Ends within the time limit, whatever hangs.
 *
 * @param world what differs between a runner, a terminal and a test
 */
export async function run(inputs: Inputs, world: World): Promise<RunReport> {
  const { clock, signal } = world
  const { timeoutMs } = inputs
  const startedMs = clock.now()
  const time = startRunTime(clock, timeoutMs)
  const seconds = () => (clock.now() - startedMs) / 1_000
  const late = () =>
    unpreparedReport(signal.aborted ? cancelled : outOfTime(timeoutMs, 'while a disk hung'), seconds())
  try {
    return await withinLimit({
      limitMs: time.hardLimitMs,
      afterAbortMs,
      signal,
      late,
      body: () => tell(inputs, world, { time, seconds }),
    })
  } catch (error) {
    if (!signal.aborted) throw error
    return unpreparedReport(cancelled, seconds())
  }
}

async function tell(
  inputs: Inputs,
  world: World,
  { time, seconds }: { readonly time: RunTime; readonly seconds: () => number },
): Promise<RunReport> {
  const prepared = await prepareInTime(inputs, world, time)
  if (prepared.kind === 'problem') return unpreparedReport(prepared.fault, seconds())
  const { setup } = prepared
  const zips = await startZipWorkers(setup, world)
  try {
    return await download(setup, world, { time, seconds, zips })
  } finally {
    await zips.close()
  }
}

async function download(
  setup: Setup,
  world: World,
  {
    time,
    seconds,
    zips,
  }: { readonly time: RunTime; readonly seconds: () => number; readonly zips: ZipAdmission },
): Promise<RunReport> {
  const files = setup.project.scopes.flatMap((scope) => scope.files)
  const committed = await takeSnapshot(files)

  const plan = createDownloadPlan(setup.project)
  const state = { origins: createFileOrigins(), plan, zips }
  const found = await plan.status()
  const restoring = await restoreCache(setup, world, { state, found, time })
  const leftOver = await verifyLeftOver(setup, state, world.log)
  const restored = { ...restoring, problems: [...restoring.problems, ...leftOver] }
  const before = isComplete(found) && leftOver.length === 0 ? found : await plan.status()

  const request = { state, deadlineMs: time.deadlineMs }
  const offline = isComplete(before) ? await downloadOffline(setup, world, request) : null
  const course = offline?.complete ? offline : await downloadOnline(setup, world, request)

  const mods = state.origins.files().filter(({ kind }) => kind === 'mod')
  await writeVersionLists(
    setup.project.env.GOMODCACHE,
    mods.map(({ path }) => path),
  )
  const saved = await saveCache(setup, world, { plan, course, restored, time })
  const changes = changesBetween(committed, await takeSnapshot(files), world.root)
  return conclude({
    setup,
    world,
    plan,
    before,
    offline,
    course,
    restored,
    saved,
    changes,
    seconds: seconds(),
  })
}

/** A cancelled preparation has nothing to tell, so it is given up at once. */
async function prepareInTime(inputs: Inputs, world: World, time: RunTime): Promise<Prepared> {
  const { signal } = world
  const fault = () => (signal.aborted ? cancelled : outOfTime(inputs.timeoutMs, 'before the download'))
  return withinLimit<Prepared>({
    limitMs: time.leftMs(),
    afterAbortMs: 0,
    signal,
    late: () => ({ kind: 'problem', fault: fault() }),
    body: () => prepare(inputs, world),
  })
}
