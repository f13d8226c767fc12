// Makes many reports for `fleet`: some real runs against the proxies of the drill, multiplied by a seed.
//
//   npm run bench:fleet-reports -- OUT [--count 10000] [--days 45] [--seed 1]
//
// OUT/real/ keeps the real ones, and is read again where it is there. The bundle in dist/ must be built.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { multiply } from './fleet/multiply.ts'
import { playRealReports, type RealReport } from './fleet/real-reports.ts'

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '10000' },
    days: { type: 'string', default: '45' },
    seed: { type: 'string', default: '1' },
  },
})
const [out] = positionals
if (out === undefined) throw new Error('usage: npm run bench:fleet-reports -- OUT')
const [count, days, seed] = [values.count, values.days, values.seed].map(Number)
const folder = resolve(out)
const real = await keptReports(join(folder, 'real'), seed ?? 1)
let index = 0
for (const report of multiply(real, {
  count: count ?? 0,
  days: days ?? 0,
  seed: seed ?? 1,
  untilMs: Date.now(),
})) {
  const place = join(folder, 'reports', (report.run?.repository ?? '').replaceAll('/', '-'))
  await mkdir(place, { recursive: true })
  await writeFile(join(place, `${index++}.json`), `${JSON.stringify(report, null, 2)}\n`)
}
console.log(`${index} reports in ${join(folder, 'reports')}, from ${real.length} real ones`)

async function keptReports(place: string, seed: number): Promise<readonly RealReport[]> {
  const names = await readdir(place).catch(() => [])
  if (names.length > 0)
    return Promise.all(
      names.map(async (name): Promise<RealReport> => JSON.parse(await readFile(join(place, name), 'utf8'))),
    )
  const played = await playRealReports(seed)
  await mkdir(place, { recursive: true })
  for (const [at, report] of played.entries())
    await writeFile(join(place, `${at}.json`), JSON.stringify(report))
  return played
}
