// Which modules and files a project needs.
// Maps to src/project/*, src/go/standard-library.ts.

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { fileName } from '../../src/go/layout.ts'
import { type ModuleVersion, moduleName } from '../../src/go/module-file.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { loadProject } from '../../src/project/load.ts'
import { planDownload } from '../../src/project/plan.ts'
import type { Scope } from '../../src/project/project.ts'
import { startModuleProxy } from '../helpers/module-proxy.ts'
import { goOnPath } from '../helpers/programs.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'
import { makeRandomProject } from './random-projects.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

function environment(goproxy: string): Readonly<Record<string, string | undefined>> {
  return {
    PATH: process.env.PATH,
    HOME: folder.path,
    GOENV: 'off',
    GOMODCACHE: join(folder.path, 'cache'),
    GOPROXY: goproxy,
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GOWORK: '',
  }
}

async function scopeIn(dir: string): Promise<Scope> {
  const options = {
    go: await goOnPath(),
    workingDirectory: dir,
    modules: ['.'],
    run: captureCommand,
    env: environment('off'),
  }
  const loaded = await loadProject(options)
  const scope = loaded.kind === 'ok' ? loaded.project.scopes[0] : undefined
  if (scope === undefined) throw new Error(JSON.stringify(loaded))
  return scope
}

/** The plan when every go.mod of these modules can be read; and the order in which things were told and asked. */
async function plan(scope: Scope, modules: readonly SyntheticModule[]) {
  const texts = new Map(modules.map((module) => [moduleName(module), module.mod.toString()]))
  const told: string[] = []
  const read: string[] = []
  const { files, unreadable } = await planDownload({
    scope,
    onFile: (file) => told.push(fileName(file)),
    readMod: async (module: ModuleVersion) => {
      read.push(moduleName(module))
      return texts.get(moduleName(module)) ?? null
    },
  })
  return { files: files.map(fileName).sort(), told, read, unreadable: unreadable.map(moduleName) }
}

describe('the plan is what go asks for', () => {
  test.each(Array.from({ length: 24 }, (_, index) => 1_000 + index))('random project %i', async (seed) => {
    const { modules, dir } = await makeRandomProject(seed, join(folder.path, 'project'))
    const scope = await scopeIn(dir)
    const planned = await plan(scope, modules)
    const server = await startModuleProxy({ modules })
    const command = {
      command: await goOnPath(),
      args: ['mod', 'download'],
      cwd: dir,
      env: environment(server.url),
    }
    const { end } = await captureCommand(command)
    await server.close()
    const asked = [...new Set(server.requests.map(({ path }) => path.slice(1)))].sort()
    expect(asked.filter((name) => !planned.files.includes(name))).toEqual([])
    // Where a replacement leads nowhere `go` stops early; all else it asks for to the last file.
    if (end.kind === 'exited' && end.code === 0) expect(planned.files).toEqual(asked)
    expect(new Set(planned.told).size).toBe(planned.told.length)
    expect(new Set(planned.read).size).toBe(planned.read.length)
    expect(new Set(planned.told)).toEqual(new Set(planned.files))
  })
})

describe('one project', () => {
  const all = async () => ({
    a: await makeModule({
      path: 'example.com/a',
      version: 'v1.0.0',
      requires: [
        { path: 'example.com/b', version: 'v1.1.0' },
        { path: 'example.com/c', version: 'v1.0.0' },
      ],
    }),
    b: await makeModule({ path: 'example.com/b', version: 'v1.1.0' }),
    c: await makeModule({ path: 'example.com/c', version: 'v1.0.0' }),
  })

  test('of a pruned module only what go.mod lists is downloaded', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, { module: 'example.com/main', go: '1.21', requires: [a] })
    expect((await plan(await scopeIn(dir), [a, b, c])).files).toEqual([
      'example.com/a/@v/v1.0.0.info',
      'example.com/a/@v/v1.0.0.mod',
      'example.com/a/@v/v1.0.0.zip',
    ])
  })

  test('zips that go.sum names are told while the first go.mod is still awaited', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, { module: 'example.com/main', go: '1.21', requires: [a, b], modules: [a, b, c] })
    const told: string[] = []
    let answer = () => {}
    const awaited = new Promise<void>((resolve) => {
      answer = resolve
    })
    const planning = planDownload({
      scope: await scopeIn(dir),
      onFile: (file) => told.push(fileName(file)),
      readMod: async ({ path }) => {
        await awaited
        return `module ${path}\ngo 1.21\n`
      },
    })
    expect(told).toEqual([
      'example.com/a/@v/v1.0.0.mod',
      'example.com/b/@v/v1.1.0.mod',
      'example.com/a/@v/v1.0.0.info',
      'example.com/a/@v/v1.0.0.zip',
      'example.com/b/@v/v1.1.0.info',
      'example.com/b/@v/v1.1.0.zip',
    ])
    answer()
    expect((await planning).files).toHaveLength(6)
  })

  test('what cannot be read is told, and the rest is planned', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, { module: 'example.com/main', go: '1.16', requires: [a] })
    const planned = await plan(await scopeIn(dir), [a, c])
    expect(planned.unreadable).toEqual(['example.com/b@v1.1.0'])
    expect(planned.files).toContain('example.com/c/@v/v1.0.0.zip')
    expect((await plan(await scopeIn(dir), [b, c])).unreadable).toEqual(['example.com/a@v1.0.0'])
  })

  test('a go.mod that is none leaves its module unreadable', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, { module: 'example.com/main', go: '1.21', requires: [a] })
    const planned = await plan(await scopeIn(dir), [{ ...a, mod: Buffer.from('require (\n') }, b, c])
    expect(planned.unreadable).toEqual(['example.com/a@v1.0.0'])
  })

  test('a version that is no version is left to go', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, {
      module: 'example.com/main',
      go: '1.21',
      requires: [a, { path: 'example.com/d', version: 'main' }, { path: 'nodot', version: 'v1.0.0' }],
    })
    const planned = await plan(await scopeIn(dir), [a, b, c])
    expect(planned.unreadable).toEqual(['example.com/d@main', 'nodot@v1.0.0'])
    expect(planned.files).toHaveLength(3)
  })

  test('a replacement that hundreds of modules meet is read once', async () => {
    const { a, b, c } = await all()
    const dir = join(folder.path, 'project')
    await writeProject(dir, {
      module: 'example.com/main',
      go: '1.16',
      requires: [a, b],
      modLines: [
        'replace example.com/b => example.com/c v1.0.0',
        'replace example.com/c => example.com/c v1.0.0',
      ],
    })
    const planned = await plan(await scopeIn(dir), [a, b, c])
    expect(planned.read.sort()).toEqual(['example.com/a@v1.0.0', 'example.com/c@v1.0.0'])
  })
})
