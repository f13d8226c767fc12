// Unpacks zips beside the real `go`, of one release or several, and tells where we differ: crafted ones, or those of a filled module cache.
//
//   npm run bench:unpack -- --crafted 1000 [--seed 1] [--go /path/to/go …]
//   npm run bench:unpack -- --modules GOMODCACHE [--go /path/to/go …]

import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { remove } from '../../src/platform/remove.ts'
import { chanceOf } from '../drill/chance.ts'
import { table } from '../rig/figures.ts'
import { compareCrafted } from './compare-crafted.ts'
import { compareReal, moduleZips } from './compare-real.ts'

const { values } = parseArgs({
  options: {
    crafted: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    modules: { type: 'string' },
    go: { type: 'string', multiple: true, default: ['go'] },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'unpack-'))
const differences = values.modules === undefined ? await crafted() : await real(values.modules)
await remove(folder, { below: tmpdir() })
for (const difference of differences.slice(0, 100)) console.log(difference)
console.log(`${differences.length} differences`)
if (differences.length > 0) process.exitCode = 1

async function real(gomodcache: string): Promise<readonly string[]> {
  const zips = await moduleZips(gomodcache)
  const onBatch = (done: number) => process.stderr.write(`${done} of ${zips.length} modules\n`)
  const results = await compareReal({ zips, goes: values.go, folder, onBatch })
  const rows = results.map(({ go, setting, equal, leftToGo, differences }) => [
    versionOf(go),
    setting,
    ...[equal + leftToGo.length + differences.length, equal, leftToGo.length, differences.length].map(String),
  ])
  console.log(table(['go', 'folders', 'modules', 'equal', 'left to go', 'different'], rows))
  const left = new Set(results.flatMap(({ leftToGo }) => leftToGo))
  if (left.size > 0) console.log(`left to go: ${[...left].join(', ')}\n`)
  return results.flatMap(({ go, differences }) => differences.map((each) => `${versionOf(go)}: ${each}`))
}

async function crafted(): Promise<readonly string[]> {
  const ends = new Map<string, string[]>()
  const differences: string[] = []
  for (const [index, go] of values.go.entries()) {
    const chance = chanceOf(Number(values.seed))
    let drawn = 0
    const result = await compareCrafted({
      folder: join(folder, String(index)),
      count: Number(values.crafted),
      random: () => chance(drawn++),
      go,
    })
    for (const [end, count] of Object.entries(result.ends)) {
      const row = ends.get(end) ?? values.go.map(() => '0')
      row[index] = String(count)
      ends.set(end, row)
    }
    differences.push(...result.differences.map((each) => `${versionOf(go)}: ${each}`))
  }
  const rows = [...ends].sort().map(([end, counts]) => [end, ...counts])
  console.log(
    table([`how ${values.crafted} zips ended, seed ${values.seed}`, ...values.go.map(versionOf)], rows),
  )
  return differences
}

function versionOf(go: string): string {
  return execFileSync(go, ['env', 'GOVERSION'], {
    encoding: 'utf8',
    cwd: '/',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  }).trim()
}
