// What stands in the way before a byte is downloaded: each is told clearly, and nothing is half-done.
// Maps to src/options/*, src/run/*, src/project/*, src/toolchain/*.

import { execFile, spawnSync } from 'node:child_process'
import { chown, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { arch } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { inputNames } from '../../src/options/inputs.ts'
import type { InputName } from '../../src/options/options.ts'
import { actionRig } from '../helpers/action-rig.ts'
import { deadUrl, type ModuleProxy } from '../helpers/module-proxy.ts'
import { notOnWindows, testIf, testWithLinks } from '../helpers/skip.ts'
import { distMain, type StepResult } from '../helpers/step.ts'
import { goSum, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()
const run = promisify(execFile)

/** Failed with one clear error; no proxy was asked and the module cache is as it was. */
async function expectNothingDone(step: StepResult, live: ModuleProxy): Promise<void> {
  expect(step.code).toBe(1)
  expect(step.outputs).toMatchObject({
    result: 'failed',
    transient: 'false',
    attempts: '0',
    'cache-hit': 'false',
  })
  expect(step.stdout).toMatch(/^::error title=/m)
  expect(step.summary).not.toBe('')
  expect(step.stderr).toBe('')
  expect(live.connections()).toBe(0)
  expect(await readdir(rig().job.gomodcache)).toEqual([])
  expect(step.exported).toEqual({})
}

describe('inputs', () => {
  const wrong = {
    proxies: ['ftp://proxy.example.com', ',', 'http://[::1', 'https://'],
    'working-directory': [],
    modules: ['/absolute', '../outside', 'a/../../b', '.\n/etc'],
    attempts: ['0', '21', 'four', '1.5'],
    timeout: ['10', '500ms', '7h', '-1m'],
    'stall-timeout': ['0s', '2h', 'soon', '10 s'],
    prefetch: ['yes', '1', 'on', 'ture'],
    'strict-integrity': ['yes', '0', 'warn', 'fasle'],
    'fail-on-change': ['yes', 'no', 'off', 'error'],
    seal: ['yes', 'off', '1', 'GOPROXY'],
    cache: ['yes', 'write', 'readonly', '0'],
    'cache-store': ['s3', 'directory:', 's3://', 's3://bucket/../other'],
    'share-private': ['yes', '1', 'team', 'flase'],
    'cache-prefix': ['a,b', 'a b', 'x'.repeat(65), 'ü'],
    'go-version': ['latest!', '$(id)', '1.26; rm', 'a'.repeat(65)],
    summary: ['true', 'onfailure', 'on_failure', 'sometimes'],
    'report-path': [],
  } as const satisfies Record<InputName, readonly string[]>

  test.each([0, 1, 2, 3])('all that is wrong is told at once (round %d)', async (round) => {
    const live = await rig().proxy()
    const inputs = Object.fromEntries(
      Object.entries(wrong).flatMap(([name, values]) => {
        const value = values[round]
        return value === undefined ? [] : [[name, value]]
      }),
    )
    const step = await rig().job.step({ inputs, env: { GOPROXY: live.url } })
    await expectNothingDone(step, live)
    expect(step.outputs).toMatchObject({ category: 'proxy-config', 'fault-id': 'proxy-config/bad-input' })
    const told = step.report?.fault?.evidence.map(({ text }) => text) ?? []
    for (const [name, value] of Object.entries(inputs)) {
      const line = told.find((text) => text.startsWith(`Input "${name}"`))
      expect(line).toMatch(name === 'proxies' ? /\S/ : /must be/)
      if (name !== 'proxies') expect(line).toContain(value.slice(0, 60).replace('\n', ' '))
      expect(step.stdout).toContain(`Input "${name}"`)
    }
    expect(told).toHaveLength(Object.keys(inputs).length)
  })

  test.each(
    Object.entries(wrong).flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value] as const])),
  )('%s alone: %j', async (name, value) => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { [name]: value }, env: { GOPROXY: live.url } })
    await expectNothingDone(step, live)
    expect(step.stdout).toMatch(new RegExp(`^::error title=[^\\n]*Input "${name}"`, 'm'))
  })

  test('blanks around a value, an empty value and capitals are no mistake', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({
      inputs: {
        ...Object.fromEntries(inputNames.map((name) => [name, ''])),
        proxies: ` ${live.url}\n`,
        attempts: ' 2 ',
        prefetch: 'True',
        cache: 'False',
      },
    })
    expect(step.outputs).toMatchObject({ result: 'complete', 'fault-id': '' })
  })

  test('a working-directory that is not there', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, 'working-directory': 'backend' } })
    await expectNothingDone(step, live)
    expect(step.outputs['fault-id']).toBe('proxy-config/working-directory')
    expect(step.stdout).toMatch(/^::error title=[^\n]*workspace[\\/]backend is not there/m)
  })

  test('modules that name nothing: the error lists what there is', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, modules: 'services/*' } })
    await expectNothingDone(step, live)
    expect(step.outputs['fault-id']).toBe('proxy-config/modules-input')
    expect(step.stdout).toMatch(/services\/\*/)
  })

  test('a report-path that can not be written is warned about, and fails nothing', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, 'report-path': 'go.mod/report.json' } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', report: '' })
    expect(step.stdout).toMatch(/Could not write the report/)
  })
})

describe('the toolchain', () => {
  const toolCache = () => join(rig().job.folder.path, 'tools')

  /** The runner's tool cache with the real Go under these versions. */
  async function fillToolCache(...versions: readonly string[]): Promise<void> {
    const { stdout: goroot } = await run('go', ['env', 'GOROOT'])
    for (const version of versions) {
      const folder = join(toolCache(), 'go', version)
      await mkdir(folder, { recursive: true })
      await symlink(goroot.trim(), join(folder, arch()), 'junction')
      await writeFile(join(folder, `${arch()}.complete`), '')
    }
  }

  /** A PATH without any go. */
  async function withoutGo(): Promise<string> {
    const folder = join(rig().job.folder.path, 'bin')
    await mkdir(folder, { recursive: true })
    return folder
  }

  test('no go on PATH', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url }, env: { PATH: await withoutGo() } })
    await expectNothingDone(step, live)
    expect(step.outputs).toMatchObject({ category: 'toolchain', 'fault-id': 'toolchain/go-not-found' })
    expect(step.stdout).toMatch(/setup-go/)
  })

  testIf(notOnWindows, 'the go is a shell script')('a go that can not run', async () => {
    const live = await rig().proxy()
    const bin = await withoutGo()
    await writeFile(join(bin, 'go'), '#!/bin/sh\necho broken go >&2\nexit 2\n', { mode: 0o755 })
    const step = await rig().job.step({
      inputs: { proxies: live.url },
      env: { PATH: `${bin}:/usr/bin:/bin` },
    })
    await expectNothingDone(step, live)
    expect(step.outputs['fault-id']).toBe('toolchain/go-not-runnable')
    expect(step.stdout).toMatch(/broken go/)
  })

  // The tools are links to the go on PATH.
  const withTools = testWithLinks()

  withTools.each([
    ['1.99.9', 'a version'],
    ['>=2', 'a range'],
  ])('go-version %s (%s) is not in the tool cache: the error names what is', async (goVersion) => {
    await fillToolCache('1.20.14')
    const live = await rig().proxy()
    const step = await rig().job.step({
      inputs: { proxies: live.url, 'go-version': goVersion },
      env: { RUNNER_TOOL_CACHE: toolCache() },
    })
    await expectNothingDone(step, live)
    expect(step.outputs['fault-id']).toBe('toolchain/go-not-found')
    expect(step.stdout).toMatch(/1\.20\.14/)
    expect(step.paths).toEqual([])
  })

  test('go-version without a tool cache', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, 'go-version': '1.26' } })
    await expectNothingDone(step, live)
    expect(step.stdout).toMatch(/RUNNER_TOOL_CACHE/)
  })

  withTools.each([
    ['1.26.8', '1.26.8'],
    ['1.26', '1.26.8'],
    ['>=1.25 <1.27', '1.26.8'],
    ['go.mod', '1.21.13'],
  ])(
    'go-version %s is taken from the tool cache, and later steps find it on PATH',
    async (goVersion, found) => {
      await fillToolCache('1.20.14', '1.21.13', '1.26.8')
      const step = await rig().job.step({
        inputs: { proxies: (await rig().proxy()).url, 'go-version': goVersion },
        env: { RUNNER_TOOL_CACHE: toolCache(), PATH: await withoutGo() },
      })
      expect(step.outputs.result).toBe('complete')
      expect(step.paths).toEqual([join(toolCache(), 'go', found, arch(), 'bin')])
    },
  )

  test('a go.mod that needs a newer Go than there is', async () => {
    const live = await rig().proxy()
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.99',
      requires: rig().modules,
      modules: rig().modules,
    })
    const step = await rig().job.step({ inputs: { proxies: live.url } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'toolchain', attempts: '1' })
  })
})

describe('the project', () => {
  const write = (name: string, text: string) => writeFile(join(rig().job.workspace, name), text)
  const remove = (name: string) => rm(join(rig().job.workspace, name))

  test('no go.mod: was the repository checked out?', async () => {
    await remove('go.mod')
    await remove('go.sum')
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url } })
    await expectNothingDone(step, live)
    expect(step.outputs['fault-id']).toBe('proxy-config/no-go-mod')
    expect(step.stdout).toMatch(/checkout/)
  })

  test('no go.sum: a notice, and the download works', async () => {
    await remove('go.sum')
    const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.outputs.result).toBe('complete')
    expect(step.report?.notices).toEqual([expect.stringMatching(/no go\.sum, /)])
    expect(step.summary).toMatch(/nothing says which bytes are right/)
  })

  test.each([
    ['go.mod', 'module example.com/main\n\ngo 1.21\n\nrequire example.com/one\n', 5],
    ['go.mod', 'module example.com/main\n\nrequired example.com/one v1.0.0\n', 3],
    ['go.sum', 'example.com/one v1.0.0 h1:x=\nexample.com/two v1.0.0\n', 2],
  ])('a malformed %s is told with its line', async (file, text, line) => {
    await write(file, text)
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url } })
    await expectNothingDone(step, live)
    expect(step.stdout).toContain(`${file}:${line}: `)
    expect(step.stdout).toMatch(new RegExp(`^::error [^\\n]*${file}:${line}`, 'm'))
  })

  test('merge markers in go.sum', async () => {
    await write('go.sum', `<<<<<<< HEAD\n${goSum(rig().modules)}=======\n>>>>>>> topic\n`)
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url } })
    await expectNothingDone(step, live)
    expect(step.stdout).toContain('go.sum:1: ')
  })

  test('a vendored module is left out, and said so', async () => {
    const { job, modules, proxy } = rig()
    await writeVendored(job.workspace)
    await writeProject(join(job.workspace, 'tool'), {
      module: 'example.com/tool',
      go: '1.21',
      requires: modules.slice(0, 1),
      modules,
    })
    const live = await proxy()
    const step = await job.step({ inputs: { proxies: live.url } })
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '1' })
    expect(step.report?.skipped).toEqual([{ name: '.', reason: 'vendored' }])
    expect(step.summary).toMatch(/vendored/)
    expect(live.requests.filter(({ module }) => module !== 'example.com/one')).toEqual([])
  })

  test('nothing but a vendored module: complete without a request', async () => {
    const { job, proxy } = rig()
    await writeVendored(job.workspace)
    const live = await proxy()
    const step = await job.step({ inputs: { proxies: live.url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '0' })
    expect(live.connections()).toBe(0)
    expect(step.summary).toMatch(/vendored/)
  })

  async function writeVendored(folder: string): Promise<void> {
    const vendored = rig().modules.map(
      ({ path, version }) => `# ${path} ${version}\n## explicit; go 1.21\n${path}\n`,
    )
    await mkdir(join(folder, 'vendor'))
    await writeFile(join(folder, 'vendor/modules.txt'), vendored.join(''))
  }

  test('five nested modules and none at the root: all of them', async () => {
    const { job, modules, proxy } = rig()
    await remove('go.mod')
    await remove('go.sum')
    for (const index of [0, 1, 2, 3, 4]) {
      await writeProject(join(job.workspace, `services/s${index}`), {
        module: `example.com/s${index}`,
        go: '1.21',
        requires: modules.slice(index % 3, (index % 3) + 1),
        modules,
      })
    }
    const step = await job.step({ inputs: { proxies: (await proxy()).url } })
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '3' })
    expect(step.report?.scopes.map(({ name, complete }) => [name, complete])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [`services/s${index}`, true]),
    )
  })

  test('a go.work counts as one', async () => {
    const { job, modules, proxy } = rig()
    for (const [index, module] of modules.entries()) {
      await writeProject(join(job.workspace, `m${index}`), {
        module: `example.com/m${index}`,
        go: '1.21',
        requires: [module],
        modules: [module],
      })
    }
    await remove('go.mod')
    await remove('go.sum')
    await write('go.work', 'go 1.21\n\nuse (\n\t./m0\n\t./m1\n\t./m2\n)\n')
    const step = await job.step({ inputs: { proxies: (await proxy()).url } })
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '3' })
    expect(step.report?.scopes).toMatchObject([{ kind: 'workspace', module: 'go.work', complete: true }])
  })
})

describe('settings of the job', () => {
  test('GOPROXY=off with an empty module cache: one attempt, and the setting is named', async () => {
    const step = await rig().job.step({ env: { GOPROXY: 'off' } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'proxy-config',
      transient: 'false',
      attempts: '1',
    })
    expect(step.stdout).toMatch(/^::error [^\n]*GOPROXY/m)
  })

  test.each(['ftp://proxy.example.com', 'http://[::1', ','])(
    'a malformed GOPROXY of the job: %s',
    async (GOPROXY) => {
      const live = await rig().proxy()
      const step = await rig().job.step({ env: { GOPROXY } })
      await expectNothingDone(step, live)
      expect(step.outputs).toMatchObject({
        category: 'proxy-config',
        'fault-id': 'proxy-config/malformed-goproxy',
      })
      expect(step.stdout).toMatch(/^::error [^\n]*GOPROXY of this job/m)
    },
  )

  test('the job own GOPROXY is used where the input is empty', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ env: { GOPROXY: live.url } })
    expect(step.outputs).toMatchObject({ result: 'complete', goproxy: live.url })
  })

  test('GOFLAGS that go refuses', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url }, env: { GOFLAGS: '--no-such-flag' } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ result: 'failed', transient: 'false' })
    expect(step.stdout).toMatch(/GOFLAGS|no-such-flag/)
  })

  test('a module cache below a file: disk, at once', async () => {
    const { job, proxy } = rig()
    await writeFile(join(job.folder.path, 'file'), '')
    const step = await job.step({
      inputs: { proxies: (await proxy()).url },
      gomodcache: join(job.folder.path, 'file/modcache'),
    })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'disk', attempts: '1' })
  })

  const asRoot = process.getuid?.() === 0
  const nobody = 65_534
  const asSomebody = testIf(
    notOnWindows &&
      (!asRoot || spawnSync('test', ['-r', distMain], { uid: nobody, gid: nobody }).status === 0),
    notOnWindows
      ? 'root steps back to a user who may not read this checkout'
      : 'Windows closes no folder by its mode',
  )

  asSomebody('a module cache that may not be written: disk, at once', async () => {
    const { job, proxy } = rig()
    // Root may write anywhere, so the step runs as another user; anyone else finds it closed by its mode.
    await rm(job.gomodcache, { recursive: true })
    await mkdir(job.gomodcache, { mode: 0o555 })
    if (asRoot) {
      await run('chmod', ['-R', 'a+rX', job.folder.path])
      for (const path of [job.folder.path, job.workspace]) await chown(path, nobody, nobody)
    }
    const live = await proxy()
    const step = await job.step({ inputs: { proxies: live.url }, ...(asRoot && { uid: nobody }) })
    expect(step.stderr).toBe('')
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'disk',
      transient: 'false',
      attempts: '1',
    })
    expect(await readdir(job.gomodcache)).toEqual([])
    expect(await readFile(join(job.workspace, 'go.mod'), 'utf8')).toContain('example.com/main')
  })

  test('a proxy on which nobody listens: connect, told with its host', async () => {
    const dead = await deadUrl()
    const step = await rig().job.step({ inputs: { proxies: dead, attempts: '1', prefetch: 'false' } })
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'connect',
      transient: 'true',
      host: new URL(dead).host,
    })
  })
})
