// Starts what fills a module cache, and kills it with all its children at a moment.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeModule } from '../../__tests__/helpers/synthetic-modules.ts'
import { graphOf } from '../rig/graph.ts'
import { isolatedGo } from '../rig/place.ts'
import { startProxyProcess } from '../rig/server.ts'

type Run =
  | { readonly kind: 'killed' }
  | { readonly kind: 'ended'; readonly code: number; readonly ms: number; readonly output: string }

/** Kills it after so many milliseconds; null: never. */
type Start = (gomodcache: string, afterMs: number | null) => Promise<Run>

export interface Killing {
  /** A module cache that `go` filled. */
  readonly source: string
  /** Serves the same files. */
  readonly goproxy: string
  readonly starts: {
    /** Hashing, admitting and unpacking alone. */
    readonly admission: Start
    /** The whole step: from a proxy, and from an entry in a directory. */
    readonly cold: Start
    readonly warm: Start
  }
  /** Sentences about what went wrong. */
  readonly goDownload: (gomodcache: string, goproxy: string) => Promise<readonly string[]>
  readonly goVerify: (gomodcache: string) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** Below `folder`: sixty modules, a proxy, an entry, and what `go` makes of them. */
export async function prepareKills(folder: string, node: string): Promise<Killing> {
  const graph = await graphOf(join(folder, 'graph'), 'modules to kill', await modules())
  const [source, home, store] = ['source', 'home', 'store'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await mkdir(home)
  const proxy = await startProxyProcess(graph.download, 2)
  const project = join(folder, 'project')
  await cp(graph.project, project, { recursive: true })
  const bundle = bundled(folder)
  // Whoever builds meanwhile doesn't change what is killed.
  const dist = join(folder, 'dist')
  await cp('dist', dist, { recursive: true })
  const env = (gomodcache: string, goproxy: string) => ({
    ...isolatedGo(home),
    GOFLAGS: '',
    GOMODCACHE: gomodcache,
    GOPROXY: goproxy,
    // We unpack into a module cache that isn't empty, too.
    RUNNER_ENVIRONMENT: 'github-hosted',
  })
  const go = (args: readonly string[], gomodcache: string, goproxy: string) =>
    complaints('go', args, { cwd: project, env: env(gomodcache, goproxy) })
  const step =
    (more: readonly string[]): Start =>
    (gomodcache, afterMs) =>
      runUntil(
        spawn(node, [join(dist, 'cli.js'), 'download', ...more], {
          cwd: project,
          env: env(gomodcache, proxy.url),
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
        afterMs,
      )
  const starts = {
    admission: (gomodcache, afterMs) =>
      runUntil(
        spawn(node, [bundle, join(source, 'cache', 'download'), gomodcache], {
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
        afterMs,
      ),
    cold: step(['--no-cache']),
    warm: step(['--cache-store', `directory:${store}`]),
  } satisfies Killing['starts']
  const problems = await go(['mod', 'download'], source, proxy.url)
  const filled = await starts.warm(join(folder, 'first'), null)
  if (problems.length > 0 || filled.kind !== 'ended' || filled.code !== 0)
    throw new Error(`no module cache to begin with: ${problems} ${JSON.stringify(filled)}`)
  return {
    source,
    goproxy: proxy.url,
    starts,
    goDownload: (gomodcache, goproxy) => go(['mod', 'download'], gomodcache, goproxy),
    goVerify: (gomodcache) => go(['mod', 'verify'], gomodcache, 'off'),
    close: proxy.close,
  }
}

function modules() {
  return Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      makeModule({
        path: `example.com/killed/m${index}`,
        version: `v1.0.${index}`,
        sizeBytes: 1_000 * index,
        files: Object.fromEntries(
          Array.from({ length: 5 + (index % 20) }, (_, file) => [
            `d${file % 4}/sub/f${file}.go`,
            `package f${file}\n`.repeat(50),
          ]),
        ),
      }),
    ),
  )
}

function bundled(folder: string): string {
  const outfile = join(folder, 'admit-all.mjs')
  const banner = "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url)"
  const flags = ['--bundle', '--platform=node', '--format=esm', '--log-level=warning']
  execFileSync('node_modules/.bin/esbuild', [
    'bench/unpack/admit-all.ts',
    `--outfile=${outfile}`,
    `--banner:js=${banner}`,
    ...flags,
  ])
  return outfile
}

async function runUntil(child: ChildProcess, afterMs: number | null): Promise<Run> {
  const startMs = performance.now()
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(String(chunk)))
  const ended = once(child, 'close')
  const end = { kind: 'ended' as const }
  const first = await Promise.race([
    ended.then(() => end),
    afterMs === null ? ended.then(() => end) : sleep(afterMs, { kind: 'killed' as const }),
  ])
  if (first.kind === 'ended')
    return {
      kind: 'ended',
      code: child.exitCode ?? -1,
      ms: performance.now() - startMs,
      output: output.join('').slice(-2_000),
    }
  const family = descendants(child.pid ?? 0)
  for (const pid of family) kill(pid)
  await ended
  for (let waits = 0; family.some((pid) => existsSync(`/proc/${pid}`)) && waits < 500; waits++)
    await sleep(10)
  return { kind: 'killed' }
}

/** A process that was stopped first, and all that it started. */
function descendants(pid: number): readonly number[] {
  try {
    process.kill(pid, 'SIGSTOP')
    const tasks = readdirSync(`/proc/${pid}/task`)
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '),
    )
    return [pid, ...children.filter((each) => each !== '').flatMap((each) => descendants(Number(each)))]
  } catch {
    return []
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function complaints(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve(error === null ? [] : [`${command} ${args.join(' ')}: ${stderr}${stdout}`]),
    )
  })
}
