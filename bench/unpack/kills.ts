// Kills a process that fills a module cache, again and again, and looks at what it leaves: nothing that `go` would believe wrongly.
//
//   node bench/run.mjs bench/unpack/kills.ts --modules GOMODCACHE --kills 500

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { escapePath, escapeVersion, parseFileName } from '../../src/go/layout.ts'
import { remove } from '../../src/platform/remove.ts'
import { treeOf } from './tree.ts'

const { values } = parseArgs({
  options: { modules: { type: 'string', default: '' }, kills: { type: 'string', default: '500' } },
})
const folder = await mkdtemp(join(tmpdir(), 'kills-'))
const outfile = join(folder, 'admit-all.mjs')
const banner = "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url)"
execFileSync('node_modules/.bin/esbuild', [
  'bench/unpack/admit-all.ts',
  `--outfile=${outfile}`,
  `--banner:js=${banner}`,
  ...['--bundle', '--platform=node', '--format=esm', '--log-level=warning'],
])
const from = join(values.modules, 'cache', 'download')
const names = (await readdir(from, { recursive: true })).filter((name) => name.endsWith('.zip'))
const trees = new Map<string, string>()

let [kills, wrong, finished] = [0, 0, 0]
let longestMs = 400
for (let cache = join(folder, 'cache-0'); kills < Number(values.kills); ) {
  await mkdir(cache, { recursive: true })
  const child = spawn(process.execPath, [outfile, from, cache], { stdio: ['ignore', 'pipe', 'inherit'] })
  const startMs = await ready(child)
  const isKilled = await Promise.race([
    once(child, 'exit').then(() => false),
    sleep(Math.random() * longestMs).then(() => true),
  ])
  if (isKilled) {
    child.kill('SIGKILL')
    await once(child, 'exit')
    kills += 1
  }
  for (const fault of await faultsIn(cache)) {
    wrong += 1
    console.log(fault)
  }
  if (isKilled) continue
  longestMs = Math.max(50, performance.now() - startMs)
  finished += 1
  const left = (await readdir(cache, { recursive: true })).filter((name) => name.includes('partial'))
  if (left.length > 0) console.log('left for ever:', left)
  await remove(cache, { below: folder })
  cache = join(folder, `cache-${finished}`)
}
console.log(JSON.stringify({ kills, finished, wrong, modules: names.length }))
await remove(folder, { below: tmpdir() })
if (wrong > 0) process.exitCode = 1

async function ready(child: ChildProcess): Promise<number> {
  if (child.stdout !== null) await once(child.stdout, 'data')
  return performance.now()
}

async function faultsIn(cache: string): Promise<readonly string[]> {
  const faults: string[] = []
  for (const name of names) {
    const module = parseFileName(name)
    if (module === null) continue
    const at = join(cache, 'cache', 'download', name)
    const zip = await readFile(at).catch(() => null)
    if (zip !== null && !zip.equals(await readFile(join(from, name)))) faults.push(`wrong zip: ${name}`)
    const hash = await readFile(at.replace(/zip$/, 'ziphash'), 'utf8').catch(() => null)
    const right = await readFile(join(from, name).replace(/zip$/, 'ziphash'), 'utf8')
    if (hash !== null && hash !== right) faults.push(`wrong hash: ${name}`)
    const place = `${escapePath(module.path)}@${escapeVersion(module.version)}`
    const tree = treeOf(join(cache, place))
    if (tree === null) continue
    const whole = trees.get(place) ?? treeOf(join(values.modules, place)) ?? ''
    trees.set(place, whole)
    // A folder that may still be written is no fault: nobody but its owner could.
    const same = tree.replace(/^\. 40755/, '. 40555') === whole
    if (!same) faults.push(`wrong tree: ${place}`)
  }
  return faults
}
