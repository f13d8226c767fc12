// The plan of a run is made once, and again only where the go.mod files that it was read from have changed.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { fileName } from '../../src/go/layout.ts'
import { type FileKind, moduleName } from '../../src/go/module-file.ts'
import { captureCommand } from '../../src/platform/process.ts'
import { loadProject } from '../../src/project/load.ts'
import type { Plan } from '../../src/project/plan.ts'
import type { Project } from '../../src/project/project.ts'
import { createDownloadPlan, type DownloadPlan, isComplete } from '../../src/run/download-plan.ts'
import { goOnPath } from '../helpers/programs.ts'
import { jobEnvironment } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let project: Project
/** The main module requires `outer`, which requires `inner`: the whole build list is downloaded, as before Go 1.17. */
let outer: SyntheticModule
let inner: SyntheticModule

beforeEach(async () => {
  folder = await temporaryFolder()
  inner = await makeModule({ path: 'example.com/inner', version: 'v1.0.0', go: '1.16' })
  outer = await makeModule({ path: 'example.com/outer', version: 'v1.0.0', go: '1.16', requires: [inner] })
  const dir = join(folder.path, 'project')
  await writeProject(dir, {
    module: 'example.com/main',
    go: '1.16',
    requires: [outer],
    modules: [outer, inner],
  })
  const env = { ...jobEnvironment(folder.path), GOMODCACHE: join(folder.path, 'modcache') }
  const loaded = await loadProject({
    go: await goOnPath(),
    workingDirectory: dir,
    modules: [],
    env,
    run: captureCommand,
  })
  if (loaded.kind !== 'ok') throw new Error(loaded.message)
  project = loaded.project
})
afterEach(() => folder.remove())

const pathOf = ({ path, version }: SyntheticModule, kind: FileKind) =>
  join(project.env.GOMODCACHE, 'cache', 'download', fileName({ path, version, kind }))

async function put(module: SyntheticModule, ...kinds: readonly FileKind[]): Promise<void> {
  for (const kind of kinds) {
    await mkdir(dirname(pathOf(module, kind)), { recursive: true })
    await writeFile(pathOf(module, kind), module[kind])
  }
}

/** The modules that are planned, each once. */
async function modulesOf(plan: DownloadPlan): Promise<readonly string[]> {
  return [...new Set((await plan.current()).files.map(moduleName))].sort()
}

const outerName = 'example.com/outer@v1.0.0'
const innerName = 'example.com/inner@v1.0.0'

describe('a plan that names every file', () => {
  let plan: DownloadPlan
  beforeEach(async () => {
    await put(outer, 'mod')
    await put(inner, 'mod')
    plan = createDownloadPlan(project)
    expect(await modulesOf(plan)).toEqual([innerName, outerName])
    await rm(pathOf(outer, 'mod'))
  })

  test('is not made anew', async () => {
    expect(await modulesOf(plan)).toEqual([innerName, outerName])
    expect(plan.wholeFiles()).toHaveLength(6)
  })

  test('is made anew once a go.mod was removed', async () => {
    plan.modsRemoved()
    expect(plan.wholeFiles()).toBeNull()
    expect(await modulesOf(plan)).toEqual([outerName])
  })

  test('is held against the module cache each time', async () => {
    const names = async () => (await plan.status()).missing.map(({ path, kind }) => `${path} ${kind}`)
    expect(await names()).toHaveLength(5)
    await put(outer, 'mod', 'info', 'zip')
    expect((await names()).sort()).toEqual(['example.com/inner info', 'example.com/inner zip'])
    expect(isComplete(await plan.status())).toBe(false)
    await put(inner, 'info', 'zip')
    expect(isComplete(await plan.status())).toBe(true)
  })
})

describe('a plan that lacks a go.mod', () => {
  test('is made anew once that has come, whatever else comes', async () => {
    const plan = createDownloadPlan(project)
    expect(await modulesOf(plan)).toEqual([outerName])
    expect(plan.wholeFiles()).toBeNull()
    await put(inner, 'mod')
    expect(await plan.current()).toBe(await plan.current())
    await put(outer, 'mod')
    expect(await modulesOf(plan)).toEqual([innerName, outerName])
  })

  test('reads no go.mod again that it has read', async () => {
    await put(outer, 'mod')
    const plan = createDownloadPlan(project)
    expect(await modulesOf(plan)).toEqual([innerName, outerName])
    await writeFile(pathOf(outer, 'mod'), 'module example.com/outer\n')
    await put(inner, 'mod')
    expect(await modulesOf(plan)).toEqual([innerName, outerName])
    expect(plan.wholeFiles()).toHaveLength(6)
  })

  test('is never complete, though all that it names is there', async () => {
    await put(outer, 'mod', 'info', 'zip')
    await put({ ...inner, mod: Buffer.from('require (\n') }, 'mod', 'info', 'zip')
    const status = await createDownloadPlan(project).status()
    expect(status).toMatchObject({ isWhole: false, missing: [] })
    expect(isComplete(status)).toBe(false)
  })
})

test('what another part planned takes its place', async () => {
  const plan = createDownloadPlan(project)
  const made: Plan = {
    files: [{ path: 'example.com/inner', version: 'v1.0.0', kind: 'zip' }],
    unreadable: [],
    graphs: [],
  }
  plan.replace(made)
  expect(await plan.current()).toBe(made)
  expect(plan.wholeFiles()).toBe(made.files)
})
