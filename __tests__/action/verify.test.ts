// The command `verify` beside the real `go`: what it finds in a module cache that somebody has changed, and go mod download doesn't.
// Maps to src/commands/verify.ts, src/commands/verify-module-cache.ts, src/commands/verification.ts, src/modcache/verify/*.

import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { overwrite } from '../helpers/overwrite.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { distCli, jobEnvironment, runNode } from '../helpers/step.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'
import { workflowCommands } from '../helpers/workflow-commands.ts'

const rig = actionRig()
const run = promisify(execFile)

const inCache = (name: string) => join(rig().job.gomodcache, name)
const inWorkspace = (name: string) => join(rig().job.workspace, name)
const download = 'cache/download/example.com'
const [zip, ziphash] = [`${download}/two/@v/v1.0.0.zip`, `${download}/two/@v/v1.0.0.ziphash`]
const tree = 'example.com/two@v1.0.0'

function environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...jobEnvironment(rig().job.folder.path), GOMODCACHE: rig().job.gomodcache, ...env }
}

/** Fills the module cache as `go` does, or answers what it says of one that is filled. */
async function goModDownload(env: Readonly<Record<string, string>> = {}) {
  return run('go', ['mod', 'download'], { cwd: rig().job.workspace, env: environment(env) })
}

async function filled(env: Readonly<Record<string, string>> = {}): Promise<void> {
  const proxy = await rig().proxy()
  await goModDownload({ GOPROXY: proxy.url, ...env })
}

async function verify(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  return runNode([distCli, 'verify', ...args], { cwd: rig().job.workspace, env: environment(env) })
}

async function verifyJson(env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await verify(['--json'], env)
  return { code, stderr, ...JSON.parse(stdout) }
}

const nothing = { missing: [], mismatched: [], extra: 0, unvouched: 0, vendored: [] }

/** A zip of `example.com/two` with other content. */
async function otherZip(): Promise<Buffer> {
  const made = await makeModule({
    path: 'example.com/two',
    version: 'v1.0.0',
    files: { 'evil.go': 'package two\n' },
  })
  return made.zip
}

test('what go has downloaded agrees: exit code 0', async () => {
  await filled()
  const { code, stdout, stderr } = await verify()
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe('The module cache agrees with go.sum: 9 files and unpacked modules verified.\n')
  expect(await verifyJson()).toEqual({ code: 0, stderr: '', checked: 9, ...nothing })
})

describe('changed behind the back of go', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['an edited tree', () => overwrite(inCache(`${tree}/synthetic.go`), 'package evil\n'), tree],
    ['a file added to a tree', () => writeFile(inCache(`${tree}/evil.go`), 'package evil\n'), tree],
    ['a swapped zip', async () => writeFile(inCache(zip), await otherZip()), zip],
    ['a truncated zip', () => truncate(inCache(zip), 1_000), zip],
    [
      'a swapped zip with a forged .ziphash',
      async () => {
        const hash = await readFile(inCache(ziphash))
        await rm(inCache(ziphash))
        await writeFile(inCache(zip), await otherZip())
        await rm(inCache(tree), { recursive: true })
        await writeFile(inCache(ziphash), hash)
      },
      zip,
    ],
    ['a deleted .ziphash', () => rm(inCache(ziphash)), ziphash],
  ])('%s: exit code 1, named; go mod download says nothing', async (_, change, file) => {
    await filled()
    await change()
    const { code, stdout } = await verify()
    expect([code, stdout]).toEqual([1, expect.stringContaining(`where:   ${file}\n`)])
    expect(stdout).toMatch(/^The module cache differs from go\.sum: 1 difference in [89] files/)
    expect(stdout).toContain('example.com/two@v1.0.0\n')
    expect(stdout).toContain('go clean -modcache')
    const { code: sameCode, mismatched } = await verifyJson()
    expect([sameCode, mismatched]).toEqual([
      1,
      [
        {
          module: 'example.com/two@v1.0.0',
          file,
          want: expect.stringMatching(/^h1:/),
          got: expect.any(String),
          detail: file === tree ? expect.stringMatching(/^(?:changed|added): \w+\.go$/) : null,
        },
      ],
    ])
    expect(await goModDownload()).toEqual({ stdout: '', stderr: '' })
  })

  test('go even unpacks a swapped zip whose .ziphash is forged', async () => {
    await filled()
    await writeFile(inCache(zip), await otherZip())
    await rm(inCache(tree), { recursive: true })
    await goModDownload()
    expect(await readFile(inCache(`${tree}/evil.go`), 'utf8')).toBe('package two\n')
    expect((await verifyJson()).mismatched).toHaveLength(2)
  })

  testIf(notOnWindows, 'such names can be no files of Windows')(
    'names and links out of the cache neither act on a terminal nor in the log of a CI system',
    async () => {
      await filled()
      await writeFile(inCache(`${tree}/##[error]x\u001b[31m.go`), '')
      await writeFile(inCache(ziphash), '::error::pwned\n##vso[task.complete]')
      for (const args of [[], ['--json']]) {
        const { code, stdout, stderr } = await verify(args)
        expect([code, stderr]).toEqual([1, ''])
        expect(workflowCommands(stdout)).toEqual([])
        expect(stdout).not.toMatch(/##\w*\[|\x1b|^\s*::/m)
      }
    },
  )

  testIf(notOnWindows, 'pipes are made as on Unix')('a pipe never hangs it', async () => {
    await filled()
    await rm(inCache(zip))
    await run('mkfifo', [inCache(zip)])
    await symlink('/dev/zero', inCache(`${tree}/zero.go`))
    const { code, mismatched, missing } = await verifyJson()
    expect([code, missing]).toEqual([1, []])
    expect(mismatched).toEqual([
      expect.objectContaining({ file: tree, got: 'a link in it: zero.go' }),
      expect.objectContaining({ file: zip, got: 'a pipe' }),
    ])
  })
})

describe('what is not there', () => {
  test('is told, and is no difference: exit code 0', async () => {
    await filled()
    for (const name of [zip, `${download}/three/@v/v1.0.0.mod`]) await rm(inCache(name))
    const missing = [
      { module: 'example.com/two@v1.0.0', file: zip },
      { module: 'example.com/three@v1.0.0', file: `${download}/three/@v/v1.0.0.mod` },
    ]
    const answer = await verifyJson()
    expect(answer).toMatchObject({ code: 0, checked: 7, mismatched: [] })
    expect(answer.missing).toEqual(expect.arrayContaining(missing))
    expect(answer.missing).toHaveLength(2)
    expect((await verify()).stdout).toMatch(/Not there: at least 2 files that this project may need/)
  })

  test('an empty module cache: exit code 2, because nothing was verified', async () => {
    const { code, stderr, checked, missing } = await verifyJson()
    expect([code, checked, missing.length]).toEqual([2, 0, 6])
    expect(stderr).toMatch(/Nothing was verified[\s\S]*go mod download/)
  })

  test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['no go.mod', ['--dir', 'empty'], {}, /no go\.mod/],
    ['no go', [], { PATH: '' }, /no go on PATH/],
    ['no such folder', ['--dir', 'nowhere'], {}, /nowhere/],
    ['an argument', ['here'], {}, /here/],
    ['an unknown option', ['--fast'], {}, /--fast/],
  ])('%s: exit code 2, told on stderr', async (_, args, env, expected) => {
    await mkdir(inWorkspace('empty'))
    const cwd = rig().job.workspace
    if (args[1] === 'empty') await rm(join(cwd, 'go.mod'))
    const { code, stdout, stderr } = await verify(args, env)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(expected)
  })
})

describe('projects', () => {
  test('what other projects left is counted and not looked at', async () => {
    await filled()
    await mkdir(inCache('example.com/other@v1.0.0'), { recursive: true })
    expect(await verifyJson()).toMatchObject({ code: 0, checked: 9, extra: 1 })
    expect((await verify()).stdout).toMatch(/Not looked at: 1 file or unpacked module that no go\.sum line/)
  })

  test('private modules are verified like others', async () => {
    await filled()
    await writeFile(inCache(zip), await otherZip())
    const { code, mismatched } = await verifyJson({ GOPRIVATE: 'example.com', GOFLAGS: '' })
    expect([code, mismatched]).toMatchObject([1, [{ file: zip }]])
  })

  test('without a line in go.sum nothing vouches for a module, which is told', async () => {
    const modules = rig().modules.slice(0, 2)
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.16',
      requires: rig().modules,
      modules,
    })
    await filled()
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.16',
      requires: rig().modules,
      modules,
    })
    expect(await verifyJson()).toMatchObject({ code: 0, checked: 6, unvouched: 2, extra: 3 })
    expect((await verify()).stdout).toMatch(/Not vouched for: 2 files that this project needs/)
  })

  test('a directory in the place of a module needs nothing; another module in its place is verified', async () => {
    const [one, two, three] = rig().modules
    if (!one || !two || !three) throw new Error('three modules')
    await mkdir(inWorkspace('local'))
    await writeFile(inWorkspace('local/go.mod'), 'module example.com/one\n')
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: [one, { path: 'example.com/other', version: 'v0.1.0' }],
      modules: [two],
      modLines: ['replace example.com/one => ./local', 'replace example.com/other => example.com/two v1.0.0'],
    })
    await filled()
    expect(await verifyJson()).toEqual({ code: 0, stderr: '', checked: 3, ...nothing })
    await truncate(inCache(zip), 10)
    expect(await verifyJson()).toMatchObject({ code: 1, mismatched: [{ file: zip }] })
  })

  test('a workspace: go.work.sum counts as well', async () => {
    const [one, two] = rig().modules
    if (!one || !two) throw new Error('two modules')
    await rm(inWorkspace('go.mod'))
    await rm(inWorkspace('go.sum'))
    const member = { module: 'example.com/main', go: '1.21', requires: [one, two], modules: [one] }
    await writeProject(inWorkspace('app'), member)
    await writeFile(inWorkspace('go.work'), 'go 1.21\n\nuse ./app\n')
    await writeFile(
      inWorkspace('go.work.sum'),
      `${two.path} ${two.version} ${two.zipSum}\n${two.path} ${two.version}/go.mod ${two.modSum}\n`,
    )
    await filled()
    expect(await verifyJson()).toEqual({ code: 0, stderr: '', checked: 6, ...nothing })
    await writeFile(inCache(zip), await otherZip())
    expect(await verifyJson()).toMatchObject({ code: 1, mismatched: [{ file: zip }] })
  })

  test('what is vendored is not looked at, which is told', async () => {
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: rig().modules,
      modules: rig().modules,
      imports: true,
    })
    const proxy = await rig().proxy()
    const env = environment({ GOPROXY: proxy.url })
    await run('go', ['mod', 'vendor'], { cwd: rig().job.workspace, env })
    expect(await verifyJson()).toMatchObject({ code: 0, checked: 0, vendored: ['.'] })
    expect((await verify()).stdout).toContain('built from its vendor folder')
  })
})

const onLinux = testIf(process.platform === 'linux', "a terminal takes script(1) of Linux' util-linux")
onLinux('on a terminal its progress is shown, and nothing of it stays', async () => {
  await filled()
  const { stdout } = await run('script', ['-qec', `${process.execPath} ${distCli} verify`, '/dev/null'], {
    cwd: rig().job.workspace,
    env: environment({ TERM: 'xterm', NO_COLOR: '1' }),
  })
  expect(stdout).toMatch(/verified \d of 3 modules/)
  const last = stdout.slice(stdout.lastIndexOf('\u001b[2K') + 4)
  expect(last).toMatch(/^The module cache agrees with go\.sum/)
})
