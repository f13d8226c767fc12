// Who requires a module: the chain is one that `go mod graph` knows, and the shortest; versions as they are asked for.

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ModuleVersion, moduleName } from '../../src/go/module-file.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { loadProject } from '../../src/project/load.ts'
import { planDownload } from '../../src/project/plan.ts'
import { type RequirementGraph, requirersOf } from '../../src/project/requirers.ts'
import { startModuleProxy } from '../helpers/module-proxy.ts'
import { goOnPath } from '../helpers/programs.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'
import { makeRandomProject } from './random-projects.ts'

const named = (name: string): ModuleVersion => {
  const [path = '', version = ''] = name.split('@')
  return { path, version }
}

/** `requirements`: by `path@version`, or a main module's path. */
function graphOf(
  requirements: Readonly<Record<string, readonly string[]>>,
  { replace = {}, scope = '.' }: { readonly replace?: Record<string, string>; readonly scope?: string } = {},
): RequirementGraph {
  const entries = Object.entries(requirements)
  const highest = new Map(
    entries
      .flatMap(([, names]) => names.map(named))
      .sort((a, b) => a.version.localeCompare(b.version))
      .map(({ path, version }) => [path, version]),
  )
  return {
    scope,
    mains: entries.map(([name]) => name).filter((name) => !name.includes('@')),
    requirements: new Map(entries.map(([name, names]) => [name, names.map(named)])),
    selected: (path) => highest.get(path) ?? null,
    actual: (module) => named(replace[moduleName(module)] ?? moduleName(module)),
  }
}

describe('the shortest chain', () => {
  const graph = graphOf({
    app: ['a@v1', 'b@v1'],
    'a@v1': ['c@v1'],
    'b@v1': ['d@v1'],
    'c@v1': ['e@v1', 'a@v1'],
    'd@v1': ['f@v1', 'c@v2'],
    'e@v1': ['f@v1'],
  })

  test.each([
    ['a module that is required directly', 'b@v1', ['app', 'b@v1']],
    ['a module that several ways lead to', 'f@v1', ['app', 'b@v1', 'd@v1', 'f@v1']],
    ['a version that is not selected', 'c@v1', ['app', 'a@v1', 'c@v1']],
    ['a path, which stands for its selected version', 'c', ['app', 'b@v1', 'd@v1', 'c@v2']],
  ])('%s', (_, module, chain) => {
    expect(requirersOf([graph], module)).toMatchObject({ module, scope: '.', chain, replacedBy: null })
  })

  test.each(['g@v1', 'c@v3', 'g', 'app', ''])('nobody asks for %j', (module) => {
    expect(requirersOf([graph], module)).toBeNull()
  })

  test('a circle of requirements ends', () => {
    const circle = graphOf({ app: ['a@v1'], 'a@v1': ['b@v1'], 'b@v1': ['a@v1'] })
    expect(requirersOf([circle], 'z@v1')).toBeNull()
  })

  test('of several scopes the first that needs it, of several main modules the nearest', () => {
    const tools = graphOf({ tools: ['z@v1'] }, { scope: 'tools' })
    const work = graphOf({ one: ['a@v1'], two: ['z@v1'], 'a@v1': ['z@v1'] }, { scope: 'work' })
    expect(requirersOf([graph, tools, work], 'z@v1')).toMatchObject({
      scope: 'tools',
      chain: ['tools', 'z@v1'],
    })
    expect(requirersOf([work], 'z@v1')?.chain).toEqual(['two', 'z@v1'])
  })
})

test('what a replace line puts in place is found by its own name', () => {
  const graph = graphOf({ app: ['a@v1'], 'a@v1': ['b@v1'] }, { replace: { 'b@v1': 'fork@v9' } })
  const found = { chain: ['app', 'a@v1', 'b@v1'], replacedBy: 'fork@v9' }
  for (const name of ['fork@v9', 'fork', 'b@v1']) expect(requirersOf([graph], name)).toMatchObject(found)
})

test('go leaves +incompatible out where it tells of a revision', () => {
  const graph = graphOf({ app: ['a@v2.1.0+incompatible'] })
  expect(requirersOf([graph], 'a@v2.1.0')?.chain).toEqual(['app', 'a@v2.1.0+incompatible'])
})

test('each version with all who ask for it, the highest first', () => {
  const graph = graphOf({
    app: ['a@v1.0.0', 'z@v1.2.0'],
    'a@v1.0.0': ['b@v1.0.0', 'z@v1.10.0'],
    'b@v1.0.0': ['z@v1.2.0'],
  })
  expect(requirersOf([graph], 'z')).toMatchObject({
    selected: 'v1.2.0',
    versions: [
      { version: 'v1.10.0', by: ['a@v1.0.0'] },
      { version: 'v1.2.0', by: ['app', 'b@v1.0.0'] },
    ],
  })
})

describe('beside go mod graph', () => {
  let folder: TemporaryFolder
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())

  test.each(Array.from({ length: 8 }, (_, index) => 3_000 + index))('random project %i', async (seed) => {
    const { modules, dir } = await makeRandomProject(seed, join(folder.path, 'project'))
    const server = await startModuleProxy({ modules })
    const go = await goOnPath()
    const env = {
      PATH: process.env.PATH,
      HOME: folder.path,
      GOENV: 'off',
      GOMODCACHE: join(folder.path, 'cache'),
      GOPROXY: server.url,
      GOSUMDB: 'off',
      GOFLAGS: '-modcacherw -mod=mod',
      GOTOOLCHAIN: 'local',
    }
    const options = { go, workingDirectory: dir, modules: ['.'], run: captureCommand, env }
    const loaded = await loadProject(options)
    const scope = loaded.kind === 'ok' ? loaded.project.scopes[0] : undefined
    if (scope === undefined) throw new Error(JSON.stringify(loaded))
    const texts = new Map(modules.map((module) => [moduleName(module), module.mod.toString()]))
    const readMod = async (module: ModuleVersion) => texts.get(moduleName(module)) ?? null
    const { graphs } = await planDownload({ scope, readMod, onFile: () => {} })
    const told = await captureCommand({
      command: go,
      args: ['mod', 'graph'],
      cwd: dir,
      env,
      limitMs: 120_000,
    })
    await server.close()
    const edges = new Set(told.stdout.trim().split('\n'))
    const ends = [...edges]
      .map((edge) => edge.split(' ')[1] ?? '')
      .filter((name) => !/^(go|toolchain)@/.test(name))
    const found = ends.map((name) => requirersOf(graphs, name))
    const links = found.flatMap((one) => (one?.chain ?? []).slice(1).map((to, i) => `${one?.chain[i]} ${to}`))
    expect(ends.length).toBeGreaterThan(0)
    expect(ends.filter((_, index) => found[index] === null)).toEqual([])
    expect(links.filter((link) => !edges.has(link))).toEqual([])
  })
})
