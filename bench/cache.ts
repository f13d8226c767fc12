// Measures an entry beside an archive of the whole module cache: sizes, and times to restore.
// Usage: npm run build && node bench/run.mjs bench/cache.ts [folder of a module] [rounds]
//
// The archive of everything is unpacked by tar straight from disk, which favours it: ours comes from a cache service on
// loopback, over the toolkit in its child process, and is checked and admitted.

import { execFileSync } from 'node:child_process'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { startCacheService } from '../__tests__/helpers/cache-service.ts'
import { goOnPath } from '../__tests__/helpers/programs.ts'
import { temporaryFolder } from '../__tests__/helpers/temp.ts'
import { createGithubStore } from '../src/cache/github/github-store.ts'
import { cacheKey } from '../src/cache/key.ts'
import { readKeySources } from '../src/cache/key-sources.ts'
import { restoreEntry } from '../src/cache/restore.ts'
import { saveEntry } from '../src/cache/save.ts'
import { createFileOrigins } from '../src/modcache/file-origins.ts'
import { createZipWorkers } from '../src/modcache/unpack/zip-workers.ts'
import { captureCommand } from '../src/platform/process.ts'
import { loadProject } from '../src/project/load.ts'
import { createDownloadPlan } from '../src/run/download-plan.ts'
import { median } from './rig/figures.ts'

const dir = resolve(process.argv[2] ?? 'examples/service')
const rounds = Number(process.argv[3] ?? 3)
const folder = await temporaryFolder('bench-cache-')
const service = await startCacheService()
const transfer = resolve('dist/transfer.js')
try {
  await bench()
} finally {
  await service.close()
  await folder.remove()
}

async function bench(): Promise<void> {
  const full = join(folder.path, 'full')
  go(full, ['mod', 'download'], process.env.GOPROXY)
  const store = createGithubStore({
    env: { ...process.env, ...service.env },
    transfer: [process.execPath, transfer],
  })
  const common = {
    store,
    temporary: join(folder.path, 'temporary'),
    limitMs: 600_000,
    signal: new AbortController().signal,
  }
  const project = await open(full)
  const key = cacheKey({ prefix: 'bench', scopes: await readKeySources(project) })
  if ('problem' in key) throw new Error(key.problem)
  const { files } = await createDownloadPlan(project).current()
  const next = { kind: 'save', key: key.key, isIncomplete: false, held: new Set<string>() } as const
  const saved = await timed(() => saveEntry({ ...common, next, project, files, history: null }))
  if (saved.value.kind !== 'saved') throw new Error(JSON.stringify(saved.value))

  const archive = join(folder.path, 'everything.tzst')
  const packed = await timed(async () =>
    tar(['-cf', archive, '--use-compress-program', 'zstdmt', '-C', full, '.']),
  )
  const size = { ours: service.entries[0]?.archive.length ?? 0, everything: (await stat(archive)).size }

  const times: { ours: number[]; everything: number[]; unpack: number[] } = {
    ours: [],
    everything: [],
    unpack: [],
  }
  for (let round = 0; round < rounds; round += 1) {
    const target = join(folder.path, `everything-${round}`)
    await mkdir(target)
    times.everything.push(
      (await timed(async () => tar(['-xf', archive, '--use-compress-program', 'unzstd', '-C', target]))).ms,
    )
    await rm(target, { recursive: true })

    const empty = join(folder.path, `ours-${round}`)
    const into = await open(empty)
    const restored = await timed(() =>
      restoreEntry({
        ...common,
        key,
        project: into,
        origins: createFileOrigins(),
        zips: createZipWorkers({ bundle: null, threads: 1, gomodcache: empty, unpack: 'read-only' }),
      }),
    )
    if (restored.value.outcome.kind !== 'exact') throw new Error(JSON.stringify(restored.value))
    times.ours.push(restored.ms)
    times.unpack.push((await timed(async () => go(empty, ['mod', 'download'], 'off'))).ms)
    await rm(empty, { recursive: true })
  }
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  const [ours, everything, unpack] = [median(times.ours), median(times.everything), median(times.unpack)]
  console.log(`${dir}: ${files.length} files of the plan`)
  console.log(
    `archive   ours ${mb(size.ours)}, everything ${mb(size.everything)}: ${(size.ours / size.everything).toFixed(2)}x`,
  )
  console.log(`save      ours ${saved.ms.toFixed(0)} ms, everything (tar alone) ${packed.ms.toFixed(0)} ms`)
  console.log(
    `restore   ours ${ours.toFixed(0)} ms, everything (tar alone) ${everything.toFixed(0)} ms: ${(ours / everything).toFixed(2)}x`,
  )
  console.log(`then go   verifies and unpacks ours in ${unpack.toFixed(0)} ms`)
}

function environment(gomodcache: string, goproxy: string | undefined) {
  return {
    ...process.env,
    GOMODCACHE: gomodcache,
    GOFLAGS: '-modcacherw',
    GOSUMDB: 'off',
    ...(goproxy !== undefined && { GOPROXY: goproxy }),
  }
}

function go(gomodcache: string, args: readonly string[], goproxy: string | undefined): void {
  execFileSync('go', args, {
    cwd: dir,
    env: environment(gomodcache, goproxy),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function tar(args: readonly string[]): void {
  execFileSync('tar', args)
}

async function open(gomodcache: string) {
  const env = environment(gomodcache, 'off')
  const go = await goOnPath()
  const loaded = await loadProject({ go, workingDirectory: dir, modules: [], env, run: captureCommand })
  if (loaded.kind !== 'ok') throw new Error(loaded.message)
  return loaded.project
}

async function timed<T>(body: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now()
  const value = await body()
  return { value, ms: performance.now() - start }
}
