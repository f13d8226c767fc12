// Folders that are reached over a symbolic link, as /tmp and /var are on macOS: each fact is the same as by their real names.
// Maps to src/project/load.ts, src/project/read-scope.ts, src/report/build/source-line.ts.

import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import { testWithLinks } from '../helpers/skip.ts'
import { distCli, jobEnvironment, runNode } from '../helpers/step.ts'
import { writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

/** `var` leads to `private`; the workspace has a place there. */
const linked = (...names: readonly string[]) => join(rig().job.folder.path, 'var', ...names)
const real = (...names: readonly string[]) => join(rig().job.folder.path, 'private', ...names)

/** The main module of the rig, which requires its three modules. */
async function project(folder: string): Promise<void> {
  const { modules } = rig()
  await writeProject(folder, { module: 'example.com/main', go: '1.21', requires: modules, modules })
}

beforeEach(async () => {
  for (const name of ['workspace', 'temp', 'modcache']) await mkdir(real(name), { recursive: true })
  await symlink(real(), linked(), 'junction')
})

const withLinks = testWithLinks()
const notFound = { kind: 'status', status: 404, body: 'not found' } as const
const dead = 'http://127.0.0.1:9'

describe('the Action', () => {
  const step = (inputs: Readonly<Record<string, string>>) =>
    rig().job.step({
      inputs: { attempts: '1', ...inputs },
      gomodcache: linked('modcache'),
      env: {
        GITHUB_WORKSPACE: linked('workspace'),
        RUNNER_TEMP: linked('temp'),
        TMPDIR: linked('temp'),
        PWD: linked('workspace'),
      },
    })
  beforeEach(() => project(real('workspace')))

  withLinks('a failure is shown at its line of go.mod', async () => {
    const proxy = await rig().proxy(playing(notFound, zipOf('two')))
    const { outputs, stdout } = await step({ proxies: proxy.url, cache: 'false' })
    expect(outputs.result).toBe('failed')
    expect(stdout).toMatch(/^::error .*file=go\.mod,line=\d+/m)
  })

  withLinks(
    'a report-path in the workspace is written there, not over a link of the repository',
    async () => {
      const proxy = await rig().proxy()
      await mkdir(real('outside'))
      await symlink(real('outside'), real('workspace', 'out'), 'junction')
      const inputs = { proxies: proxy.url, cache: 'false' }
      const inside = await step({ ...inputs, 'report-path': linked('workspace', 'new', 'report.json') })
      expect(inside.outputs.report).toBe(linked('workspace', 'new', 'report.json'))
      expect(JSON.parse(await readFile(real('workspace', 'new', 'report.json'), 'utf8'))).toMatchObject({
        result: 'complete',
      })
      const out = await step({ ...inputs, 'report-path': linked('workspace', 'out', 'report.json') })
      expect(out.stdout).toMatch(/Warning: .*leads out of the repository/)
      await expect(readFile(real('outside', 'report.json'))).rejects.toMatchObject({ code: 'ENOENT' })
    },
  )

  withLinks('what a shared store was given by one name, it gives by the other', async () => {
    const proxy = await rig().proxy()
    const first = await step({ proxies: proxy.url, 'cache-store': `directory:${linked('store')}` })
    expect(first.outputs.result).toBe('complete')
    await rm(real('modcache'), { recursive: true })
    const second = await step({ proxies: dead, 'cache-store': `directory:${real('store')}` })
    expect(second.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
  })

  withLinks('a module cache below the workspace is no part of the project', async () => {
    const proxy = await rig().proxy()
    const below = () =>
      rig().job.step({
        inputs: { proxies: proxy.url, cache: 'false' },
        gomodcache: linked('workspace', 'mod'),
        env: { GITHUB_WORKSPACE: real('workspace') },
      })
    await below()
    expect((await below()).report?.scopes).toMatchObject([{ name: '.', modules: 3 }])
  })
})

describe('the command line in a folder of a workspace', () => {
  /** As a shell leaves it, which `cd` brought there over the link; `go` names its go.work by that way. */
  async function scopes(env: Readonly<Record<string, string>>) {
    const { url } = await rig().proxy()
    const report = linked('report.json')
    const { code, stderr } = await runNode([distCli, 'download', '--proxies', url, '--report', report], {
      env: {
        ...jobEnvironment(rig().job.folder.path),
        GOMODCACHE: linked('modcache'),
        PWD: linked('work', 'app'),
        ...env,
      },
      cwd: linked('work', 'app'),
    })
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    return JSON.parse(await readFile(report, 'utf8')).scopes
  }
  beforeEach(() => project(real('work', 'app')))

  const isWorkspace = [{ kind: 'workspace', name: '..', modules: 3, complete: true }]

  withLinks('a go.work above it', async () => {
    await writeFile(real('work', 'go.work'), 'go 1.21\n\nuse ./app\n')
    expect(await scopes({})).toMatchObject(isWorkspace)
  })

  withLinks('a GOWORK', async () => {
    await writeFile(real('work', 'my.work'), 'go 1.21\n\nuse ./app\n')
    expect(await scopes({ GOWORK: linked('work', 'my.work') })).toMatchObject(isWorkspace)
  })

  withLinks('a go.work that uses it over the link', async () => {
    await writeFile(real('work', 'go.work'), `go 1.21\n\nuse ${JSON.stringify(linked('work', 'app'))}\n`)
    expect(await scopes({})).toMatchObject(isWorkspace)
  })
})
