
import { readdirSync, readFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseFileName } from './src/go/layout.ts'
import { createZipWorkers } from './src/modcache/unpack/zip-workers.ts'
const [from = '', to = '', threads = '2', kind='bytes'] = process.argv.slice(2)
const root = join(from, 'cache', 'download')
mkdirSync(join(to,'cache'),{recursive:true})
const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.zip') && !n.startsWith('golang.org/toolchain'))
const workers = createZipWorkers({ bundle: threads === '0' ? null : '/tmp/opa/zip-worker.mjs', threads: Number(threads) })
const t0 = performance.now()
const out = await Promise.all(names.map((name) => {
  const module = parseFileName(name)!
  const sums = [readFileSync(join(root, name.replace(/zip$/, 'ziphash')), 'utf8')]
  const source = kind==='bytes' ? { kind: 'bytes' as const, bytes: new Uint8Array(readFileSync(join(root, name))) } : {kind:'file' as const, path: join(root,name)}
  return workers.admit({ module:{path:module.path,version:module.version}, source, sums, gomodcache: to, unpack: 'read-only' })
}))
const cpu = process.cpuUsage()
console.log(threads, kind, out.length, out.filter((o) => o.kind === 'admitted' && o.unpacked).length, Math.round(performance.now() - t0), 'ms', 'cpu', (cpu.user/1e6).toFixed(2), (cpu.system/1e6).toFixed(2), 'rss', Math.round(process.resourceUsage().maxRSS/1024))
await workers.close()
