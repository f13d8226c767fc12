// A project as it lies on the disk: go.mod, go.sum, go.work, vendor folders, settings.
// Maps to src/project/*.

import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { captureCommand } from '../../src/platform/process.ts'
import { loadProject } from '../../src/project/load.ts'
import type { Project } from '../../src/project/project.ts'
import { goOnPath } from '../helpers/programs.ts'
import { testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
    await writeFile(join(folder.path, name), text)
  }
}

interface Asked {
  readonly dir?: string
  readonly modules?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly go?: string
}

async function load({ dir = '.', modules = [], env = {}, go }: Asked = {}) {
  return loadProject({
    go: go ?? (await goOnPath()),
    workingDirectory: join(folder.path, dir),
    modules,
    run: captureCommand,
    env: {
      PATH: process.env.PATH,
      HOME: folder.path,
      GOENV: join(folder.path, 'goenv'),
      GOMODCACHE: join(folder.path, 'cache'),
      GOFLAGS: '',
      GOWORK: '',
      ...env,
    },
  })
}

async function loaded(asked: Asked = {}): Promise<Project> {
  const answer = await load(asked)
  if (answer.kind === 'problem') throw new Error(answer.message)
  return answer.project
}

async function outline(asked: Asked = {}) {
  const { scopes, skipped } = await loaded(asked)
  return {
    scopes: scopes.map(({ kind, name, env }) => `${kind} ${name}${env ? ' GOWORK=off' : ''}`),
    skipped: skipped.map(({ name, reason }) => `${name} ${reason}`),
  }
}

const modA = 'module example.com/a\n\ngo 1.21\n'

describe('which modules are in scope', () => {
  test('all below the working directory, but in folders that go leaves out', async () => {
    await write({
      'go.mod': modA,
      'sub/deep/go.mod': modA,
      'vendor/example.com/x/go.mod': modA,
      'sub/testdata/x/go.mod': modA,
      'node_modules/x/go.mod': modA,
      '_old/go.mod': modA,
      '.cache/go.mod': modA,
      'go.modules/readme': '',
    })
    expect(await outline()).toEqual({ scopes: ['module .', 'module sub/deep'], skipped: [] })
  })

  test('not the modules of a module cache that lies below the working directory, as on GitLab', async () => {
    await write({ 'go.mod': modA, 'sub/go.mod': modA, 'cache/example.com/x@v1.0.0/go.mod': modA })
    expect(await outline()).toEqual({ scopes: ['module .', 'module sub'], skipped: [] })
  })

  testWithLinks()('a symbolic link to a folder above is no endless road', async () => {
    await write({ 'a/go.mod': modA })
    await symlink(folder.path, join(folder.path, 'a', 'loop'))
    expect(await outline()).toEqual({ scopes: ['module a'], skipped: [] })
  })

  testWithLinks()('a working directory that is a symbolic link is followed', async () => {
    await write({ 'real/go.mod': modA })
    await symlink(join(folder.path, 'real'), join(folder.path, 'link'))
    const { workingDirectory, scopes } = await loaded({ dir: 'link' })
    expect(workingDirectory).toBe(join(folder.path, 'real'))
    expect(scopes[0]?.dir).toBe(join(folder.path, 'real'))
  })

  test.each([
    [['a'], ['module a'], ['b/c not-selected', 'b/d not-selected']],
    [['./a/'], ['module a'], ['b/c not-selected', 'b/d not-selected']],
    [['b/*'], ['module b/c', 'module b/d'], ['a not-selected']],
    [['**', '!b/d'], ['module a', 'module b/c'], ['b/d not-selected']],
    [['!a'], ['module b/c', 'module b/d'], ['a not-selected']],
    [['{a,b/c}'], ['module a', 'module b/c'], ['b/d not-selected']],
  ])('the input modules %j narrows it', async (modules, scopes, skipped) => {
    await write({ 'a/go.mod': modA, 'b/c/go.mod': modA, 'b/d/go.mod': modA })
    expect(await outline({ modules })).toEqual({ scopes, skipped })
  })

  test('their go.sum files are known as one, too', async () => {
    const line = (name: string) => `example.com/${name} v1.0.0 h1:${name}=\n`
    await write({ 'a/go.mod': modA, 'a/go.sum': line('x'), 'b/go.mod': modA, 'b/go.sum': line('y') })
    const { scopes, sums } = await loaded()
    expect(scopes.map((scope) => [...scope.sums.entries.keys()])).toEqual([
      ['example.com/x v1.0.0'],
      ['example.com/y v1.0.0'],
    ])
    expect([...sums.entries.keys()]).toEqual(['example.com/x v1.0.0', 'example.com/y v1.0.0'])
  })

  test('a dot means the module of the working directory itself', async () => {
    await write({ 'go.mod': modA, 'a/go.mod': modA })
    expect(await outline({ modules: ['.'] })).toEqual({ scopes: ['module .'], skipped: ['a not-selected'] })
  })

  test('a broken go.mod that is not selected harms nobody', async () => {
    await write({ 'a/go.mod': modA, 'b/go.mod': 'broken' })
    expect((await outline({ modules: ['a'] })).scopes).toEqual(['module a'])
  })
})

describe('workspaces', () => {
  const work = 'go 1.21\n\nuse (\n\t./a\n\t./b\n)\n'

  test('a workspace is one scope, and a module that it leaves out is one with GOWORK=off', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA, 'b/go.mod': 'module example.com/b\n', 'c/go.mod': modA })
    expect(await outline()).toEqual({
      scopes: ['workspace .', 'module c GOWORK=off'],
      skipped: ['a in-workspace', 'b in-workspace'],
    })
  })

  test('go agrees: it downloads for the left out module only with GOWORK=off', async () => {
    const files = {
      'a/go.mod': `${modA}require example.com/x v1.0.0\n`,
      'b/go.mod': 'module example.com/b\n',
    }
    await write({ ...files, 'go.work': work, 'c/go.mod': modA })
    const scope = (await loaded()).scopes[1]
    const download = async (env: Readonly<Record<string, string>>) => {
      const base = { PATH: process.env.PATH, HOME: folder.path, GOPROXY: 'off', GOSUMDB: 'off', GOFLAGS: '' }
      const command = {
        command: await goOnPath(),
        args: ['mod', 'download'],
        cwd: scope?.dir ?? '',
        env: { ...base, ...env },
      }
      return (await captureCommand(command)).end
    }
    expect(await download({ GOWORK: '' })).toEqual({ kind: 'exited', code: 1 })
    expect(await download({ GOWORK: '', ...scope?.env })).toEqual({ kind: 'exited', code: 0 })
  })

  test('its sums are those of go.work.sum and of all members', async () => {
    await write({
      'go.work': work,
      'go.work.sum': 'example.com/x v1.0.0 h1:x=\n',
      'a/go.mod': modA,
      'a/go.sum': 'example.com/y v1.0.0 h1:y=\n',
      'b/go.mod': 'module example.com/b\n',
    })
    const [scope] = (await loaded()).scopes
    expect([...(scope?.sums.entries.keys() ?? [])]).toEqual(['example.com/x v1.0.0', 'example.com/y v1.0.0'])
    expect(scope?.sums.entries.get('example.com/y v1.0.0')?.file).toBe('a/go.sum')
    expect(scope?.mains.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(scope?.files.map((file) => file.slice(folder.path.length + 1).replaceAll('\\', '/'))).toEqual([
      'go.work',
      'a/go.mod',
      'b/go.mod',
      'go.work.sum',
      'a/go.sum',
      'b/go.sum',
    ])
  })

  test('one above the working directory counts too', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA, 'b/go.mod': 'module example.com/b\n' })
    const project = await loaded({ dir: 'a' })
    expect(project.scopes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['workspace ..'])
    expect(project.env.GOWORK).toBe(join(folder.path, 'go.work'))
  })

  test('one above that does not use the working directory is no scope', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA, 'b/go.mod': 'module example.com/b\n', 'c/go.mod': modA })
    expect(await outline({ dir: 'c' })).toEqual({ scopes: ['module . GOWORK=off'], skipped: [] })
  })

  test('one in a folder below governs that folder only', async () => {
    await write({
      'go.mod': modA,
      'x/go.work': 'go 1.21\nuse ./y\n',
      'x/y/go.mod': modA,
      'x/z/go.mod': modA,
    })
    expect(await outline()).toEqual({
      scopes: ['workspace x', 'module .', 'module x/z GOWORK=off'],
      skipped: ['x/y in-workspace'],
    })
  })

  test('GOWORK=off makes every module its own scope', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA, 'b/go.mod': 'module example.com/b\n' })
    expect((await outline({ env: { GOWORK: 'off' } })).scopes).toEqual(['module a', 'module b'])
  })

  test('GOWORK that names a file holds in every folder', async () => {
    await write({
      'other/my.work': 'go 1.21\nuse ../a\n',
      'a/go.mod': modA,
      'b/go.work': 'go 1.21\n',
      'b/go.mod': modA,
    })
    const env = { GOWORK: join(folder.path, 'other', 'my.work') }
    expect(await outline({ env })).toEqual({
      scopes: ['workspace other', 'module b GOWORK=off'],
      skipped: ['a in-workspace'],
    })
  })

  test('it is selected by one of its members', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA, 'b/go.mod': 'module example.com/b\n', 'c/go.mod': modA })
    expect(await outline({ modules: ['b'] })).toEqual({
      scopes: ['workspace .'],
      skipped: ['a in-workspace', 'b in-workspace', 'c not-selected'],
    })
  })

  test('a member without a go.mod is told with the go.work that uses it', async () => {
    await write({ 'go.work': work, 'a/go.mod': modA })
    expect(await load()).toMatchObject({ kind: 'problem', message: expect.stringContaining('b/go.mod') })
  })
})

describe('vendored modules', () => {
  const requiring = `${modA}require example.com/x v1.0.0\n`
  const consistent = '# example.com/x v1.0.0\n## explicit; go 1.21\nexample.com/x\n'

  test.each([
    ['consistent', requiring, consistent, '', 'vendored'],
    ['of another version', requiring, consistent.replace('v1.0.0', 'v1.0.1'), '', 'scope'],
    ['not marked as explicit', requiring, consistent.replace('explicit; ', ''), '', 'scope'],
    ['of a module that is not required any more', modA, consistent, '', 'scope'],
    ['with -mod=mod', requiring, consistent, '-mod=mod', 'scope'],
    ['with -mod=readonly', requiring, consistent, '-modcacherw -mod=readonly', 'scope'],
    ['with -mod=vendor', requiring, consistent, '-mod=vendor', 'vendored'],
    ['before go 1.14', requiring.replace('go 1.21', 'go 1.13'), consistent, '', 'scope'],
    [
      'before go 1.14 with -mod=vendor',
      requiring.replace('go 1.21', 'go 1.13'),
      consistent,
      '-mod=vendor',
      'vendored',
    ],
    ['of a workspace', requiring, `## workspace\n${consistent}`, '', 'scope'],
    [
      'replaced alike',
      `${requiring}replace example.com/x => ../x\n`,
      `${consistent.replace('v1.0.0', 'v1.0.0 => ../x')}# example.com/x => ../x\n`,
      '',
      'vendored',
    ],
    ['replaced in go.mod only', `${requiring}replace example.com/x => ../x\n`, consistent, '', 'scope'],
    ['replaced in vendor only', requiring, `${consistent}# example.com/x => ../x\n`, '', 'scope'],
  ])('%s', async (_, mod, txt, goflags, expected) => {
    await write({ 'go.mod': mod, 'vendor/modules.txt': txt, 'other/go.mod': modA })
    const { skipped } = await outline({ env: { GOFLAGS: goflags } })
    expect(skipped).toEqual(expected === 'vendored' ? ['. vendored'] : [])
  })
})

describe('what go env says', () => {
  test('comes from the environment, the file of go env -w and go itself', async () => {
    await write({ 'go.mod': modA, goenv: 'GOPRIVATE=corp.example.com\nGOTOOLCHAIN=go1.99.0+auto\n' })
    const { env } = await loaded({ env: { GOPROXY: 'https://proxy.example.com' } })
    expect(env).toMatchObject({
      GOPROXY: 'https://proxy.example.com',
      GOPRIVATE: 'corp.example.com',
      GONOPROXY: 'corp.example.com',
      GOTOOLCHAIN: 'go1.99.0+auto',
      GOMODCACHE: join(folder.path, 'cache'),
      GOVERSION: expect.stringMatching(/^go1\./),
    })
  })

  test('answers where the go.mod needs a Go that nobody has', async () => {
    await write({ 'go.mod': 'module example.com/a\n\ngo 1.99.0\n' })
    const { env, scopes } = await loaded({ env: { GOTOOLCHAIN: 'auto', GOPROXY: 'off' } })
    expect(env.GOTOOLCHAIN).toBe('auto')
    expect(env.GOPROXY).toBe('off')
    expect(scopes).toHaveLength(1)
  })
})

describe('problems', () => {
  test.each([
    ['no such folder', { dir: 'nowhere' }, {}, 'proxy-config/working-directory', /nowhere is not there/],
    ['no go.mod', {}, { 'readme.md': '' }, 'proxy-config/no-go-mod', /did the checkout step run/],
    [
      'a pattern for nothing',
      { modules: ['b'] },
      { 'a/go.mod': modA },
      'proxy-config/modules-input',
      /no module: b/,
    ],
    [
      'a broken go.mod',
      {},
      { 'a/go.mod': 'module x.com/a\n\nrequire (\n' },
      'module-path/go-mod',
      /^a\/go.mod:3: /,
    ],
    ['a go.mod without module', {}, { 'go.mod': 'go 1.21\n' }, 'module-path/go-mod', /no module line/],
    [
      'a broken go.work',
      {},
      { 'go.work': 'go 1.21\nuse\n', 'go.mod': modA },
      'module-path/go-work',
      /^go.work:2: /,
    ],
    [
      'a broken go.sum',
      {},
      { 'go.mod': modA, 'go.sum': 'a.com/b v1.0.0 h1:x=\n<<<<<<< HEAD\n' },
      'go-sum-missing/malformed',
      /^go.sum:2: a merge conflict/,
    ],
    ['no go', { go: resolve('/no/such/go') }, { 'go.mod': modA }, 'toolchain/go-not-runnable', /not found/],
    [
      'no module cache',
      { env: { GOMODCACHE: 'relative' } },
      { 'go.mod': modA },
      'proxy-config/module-cache',
      /relative/,
    ],
  ])('%s', async (_, asked, files, id, message) => {
    await write(files)
    const answer = await load(asked)
    expect(answer).toMatchObject({ kind: 'problem', id, message: expect.stringMatching(message) })
  })
})
