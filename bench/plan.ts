// Measures precision and recall of the plan against what real `go` asks a proxy for, on real module graphs.
//
//   node bench/run.mjs bench/plan.ts [--go go1.26.8,go1.21.13] [--graph opa,examples] [--keep FOLDER]
//
// The graphs come from the ambient GOPROXY once, into a module cache of their own (kept with --keep); each `go` then
// downloads from a loopback proxy over it into an empty module cache. The releases come by GOTOOLCHAIN, once.

import { copyFile, cp, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startModuleProxy } from '../__tests__/helpers/module-proxy.ts'
import { goOnPath } from '../__tests__/helpers/programs.ts'
import { removeTree, type TemporaryFolder, temporaryFolder } from '../__tests__/helpers/temp.ts'
import { compareGoVersions } from '../src/go/go-version.ts'
import { fileName } from '../src/go/layout.ts'
import { captureCommand } from '../src/platform/process.ts'
import { loadProject } from '../src/project/load.ts'
import { planDownload } from '../src/project/plan.ts'
import type { Scope } from '../src/project/project.ts'

/** A graph whose main module is a published one, or a folder of this project. */
type Graph = { readonly name: string } & ({ readonly module: string } | { readonly folder: string })

const graphs: readonly Graph[] = [
  { name: 'opa', module: 'github.com/open-policy-agent/opa@v1.4.2' },
  { name: 'caddy', module: 'github.com/caddyserver/caddy/v2@v2.10.0' },
  { name: 'hugo', module: 'github.com/gohugoio/hugo@v0.147.0' },
  { name: 'client-go', module: 'k8s.io/client-go@v0.28.4' },
  { name: 'viper', module: 'github.com/spf13/viper@v1.17.0' },
  { name: 'cobra, go 1.14', module: 'github.com/spf13/cobra@v1.2.1' },
  { name: 'grpc, go 1.11', module: 'google.golang.org/grpc@v1.38.0' },
  { name: 'testify', module: 'github.com/stretchr/testify@v1.9.0' },
  { name: 'examples/service', folder: 'examples/service' },
  { name: 'examples/workspace', folder: 'examples/workspace' },
]

const { values } = parseArgs({
  options: {
    go: { type: 'string', default: 'go1.21.13,go1.23.12,go1.25.5,go1.26.8' },
    graph: { type: 'string', default: graphs.map(({ name }) => name).join('|') },
    keep: { type: 'string' },
  },
})

type Variables = Readonly<Record<string, string | undefined>>

async function go(command: string, args: readonly string[], cwd: string, env: Variables) {
  const result = await captureCommand({ command, args, cwd, env, limitMs: 600_000 })
  const failed = result.end.kind !== 'exited' || result.end.code !== 0
  return { ...result, failure: failed ? result.stderr.trim() || JSON.stringify(result.end) : null }
}

/** The binary of a Go release; its toolchain is downloaded where it isn't there yet. */
async function releaseBinary(release: string): Promise<string> {
  const { stdout, failure } = await go(await goOnPath(), ['env', 'GOROOT'], '/', {
    ...process.env,
    GOTOOLCHAIN: release,
  })
  if (failure !== null) throw new Error(`${release}: ${failure}`)
  return join(stdout.trim(), 'bin', 'go')
}

/** Puts the graph's module files into `dir`, and fills the source module cache with what its download reads. */
async function prepare(graph: Graph, dir: string, source: Variables): Promise<void> {
  await mkdir(dir, { recursive: true })
  if ('folder' in graph) await cp(resolve(graph.folder), dir, { recursive: true })
  else {
    const { stdout, failure } = await go(
      await goOnPath(),
      ['mod', 'download', '-json', graph.module],
      dir,
      source,
    )
    if (failure !== null) throw new Error(failure)
    const { Dir }: { Dir: string } = JSON.parse(stdout)
    await copyFile(join(Dir, 'go.mod'), join(dir, 'go.mod'))
    await copyFile(join(Dir, 'go.sum'), join(dir, 'go.sum'))
  }
  const { failure } = await go(await goOnPath(), ['mod', 'download'], dir, source)
  if (failure !== null) throw new Error(failure)
}

interface Row {
  readonly graph: string
  readonly release: string
  readonly asked: number
  readonly planned: number
  readonly zips: number
  readonly right: number
  readonly note: string
}

async function measure(release: string, graph: Graph, project: string, download: string): Promise<Row> {
  const folder = await temporaryFolder('bench-plan-')
  const proxy = await startModuleProxy({ directory: download })
  const binary = await releaseBinary(release)
  const env = isolated(folder, proxy.url)
  // `go mod download` may write to go.sum: each run has its own copy.
  const dir = join(folder.path, 'project')
  await cp(project, dir, { recursive: true })
  try {
    const scope = await soleScope(binary, dir, env)
    const language = scope.work?.go ?? scope.mains[0]?.mod.go ?? '1.16'
    const tooOld = compareGoVersions(language, release.slice(2)) > 0
    const files = (await plan(scope, download)).map(fileName)
    const { failure } = tooOld ? { failure: null } : await go(binary, ['mod', 'download'], dir, env)
    const asked = new Set(proxy.requests.map(({ path }) => path.slice(1)))
    const right = files.filter((name) => asked.has(name)).length
    const zips = files.filter((name) => name.endsWith('.zip')).length
    const note = tooOld ? `needs go ${language}` : (failure?.split('\n', 1)[0] ?? differences(asked, files))
    return { graph: graph.name, release, asked: asked.size, planned: files.length, zips, right, note }
  } finally {
    await proxy.close()
    await folder.remove()
  }
}

function isolated(folder: TemporaryFolder, goproxy: string): Variables {
  return {
    PATH: process.env.PATH,
    HOME: folder.path,
    GOENV: 'off',
    GOMODCACHE: join(folder.path, 'cache'),
    GOPROXY: goproxy,
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
  }
}

async function soleScope(binary: string, dir: string, env: Variables): Promise<Scope> {
  const options = { go: binary, workingDirectory: dir, modules: ['.'], env, run: captureCommand }
  const loaded = await loadProject(options)
  const scope = loaded.kind === 'ok' ? loaded.project.scopes[0] : undefined
  if (scope === undefined) throw new Error(JSON.stringify(loaded))
  return scope
}

async function plan(scope: Scope, download: string) {
  const { files } = await planDownload({
    scope,
    onFile: () => {},
    readMod: (module) =>
      readFile(join(download, fileName({ ...module, kind: 'mod' })), 'utf8').catch(() => null),
  })
  return files
}

function differences(asked: ReadonlySet<string>, planned: readonly string[]): string {
  const missed = [...asked].filter((name) => !planned.includes(name))
  const extra = planned.filter((name) => !asked.has(name))
  const shown = (names: readonly string[]) => names.slice(0, 3).join(' ')
  return [missed.length > 0 ? `missed ${shown(missed)}` : '', extra.length > 0 ? `extra ${shown(extra)}` : '']
    .filter((text) => text !== '')
    .join('; ')
}

const work = await temporaryFolder('bench-plan-source-')
const cache = values.keep === undefined ? join(work.path, 'cache') : resolve(values.keep)
const source = { ...process.env, GOMODCACHE: cache, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOWORK: '' }
const chosen = graphs.filter(({ name }) =>
  values.graph.split(/[|,]/).some((wanted) => name.startsWith(wanted)),
)
let wrong = 0
try {
  process.stdout.write(
    '| graph | go | asked | planned | zips | precision | recall | |\n|---|---|---|---|---|---|---|---|\n',
  )
  for (const [index, graph] of chosen.entries()) {
    const project = join(work.path, String(index))
    await prepare(graph, project, source)
    for (const release of values.go.split(',')) {
      const row = await measure(release, graph, project, join(cache, 'cache', 'download'))
      const share = (of: number) => (of === 0 ? '–' : (row.right / of).toFixed(4))
      if (row.asked > 0 && (row.right !== row.asked || row.right !== row.planned)) wrong++
      const cells = [row.graph, row.release, row.asked, row.planned, row.zips]
      const shares = row.asked === 0 ? ['–', '–'] : [share(row.planned), share(row.asked)]
      process.stdout.write(`| ${[...cells, ...shares, row.note].join(' | ')} |\n`)
    }
  }
} finally {
  if (values.keep !== undefined) await removeTree(join(work.path))
  await work.remove()
}
process.exitCode = wrong === 0 ? 0 : 1
