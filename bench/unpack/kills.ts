// Kills processes that fill a module cache, again and again, and looks at what they leave: nothing that `go` would believe wrongly,
// and nothing for ever.
//
//   npm run build && node bench/run.mjs bench/unpack/kills.ts [--admission 400] [--cold 60] [--warm 60] [--seed 1] [--node PATH]

import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { remove } from '../../src/platform/remove.ts'
import { chanceOf } from '../drill/chance.ts'
import { table } from '../rig/figures.ts'
import { type Killing, prepareKills } from './killed-runs.ts'
import { faultsIn, leftIn } from './left-behind.ts'

const { values } = parseArgs({
  options: {
    admission: { type: 'string', default: '400' },
    cold: { type: 'string', default: '60' },
    warm: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    node: { type: 'string', default: process.execPath },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'kills-'))
const killing = await prepareKills(folder, values.node)
const chance = chanceOf(Number(values.seed))
const faults: string[] = []
try {
  const rows: string[][] = []
  for (const way of ['admission', 'cold', 'warm'] as const)
    rows.push(await killMany(way, Number(values[way])))
  for (const fault of faults) console.log(fault)
  const heads = ['what is killed', 'kills', 'finished by go', 'finished by the next run', 'wrong or left']
  console.log(table(heads, rows))
} finally {
  await killing.close()
  await remove(folder, { below: tmpdir() })
}
if (faults.length > 0) process.exitCode = 1

/** After most kills the next run goes on with what there is, and is killed as well; `go` finishes after every eighth. */
async function killMany(way: keyof Killing['starts'], wanted: number): Promise<string[]> {
  let [kills, byGo, byUs, longestMs] = [0, 0, 0, await timeOf(way)]
  const before = faults.length
  const note = (found: readonly string[]) =>
    faults.push(...found.map((each) => `${way}, kill ${kills}: ${each}`))
  for (let cache = await newCache(way, 0); kills < wanted; ) {
    const run = await killing.starts[way](cache, chance(way, 'moment', kills, byUs) * longestMs)
    if (run.kind === 'ended' && run.code !== 0) note([`exit code ${run.code}: ${run.output}`])
    if (run.kind === 'killed') kills += 1
    process.stderr.write(`\r${way}: ${kills} kills, ${faults.length} faults `)
    note(faultsIn(cache, killing.source))
    if (run.kind === 'killed' && chance(way, 'go', kills) > 1 / 8) continue
    if (run.kind === 'killed') {
      byGo += 1
      note(await killing.goDownload(cache, killing.goproxy))
      note(faultsIn(cache, killing.source))
      const next = await killing.starts[way](cache, null)
      if (next.kind !== 'ended' || next.code !== 0) note(['the run after go did not end well'])
    } else {
      byUs += 1
      longestMs = Math.max(100, run.ms)
    }
    // Admission brings no go.mod files.
    note(await killing.goDownload(cache, way === 'admission' ? killing.goproxy : 'off'))
    note(await killing.goVerify(cache))
    note(leftIn(cache))
    await remove(cache, { below: folder })
    cache = await newCache(way, byGo + byUs)
  }
  return [way, ...[kills, byGo, byUs, faults.length - before].map(String)]
}

async function timeOf(way: keyof Killing['starts']): Promise<number> {
  const run = await killing.starts[way](await newCache(way, -1), null)
  if (run.kind !== 'ended' || run.code !== 0) throw new Error(`${way} does not even run undisturbed`)
  return run.ms
}

async function newCache(way: string, index: number): Promise<string> {
  const cache = join(folder, `${way}-${index}`)
  await mkdir(cache)
  return cache
}
