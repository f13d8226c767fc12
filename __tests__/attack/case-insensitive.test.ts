// Whole runs on a file system that doesn't distinguish the case of names, as those of macOS and Windows; names are kept as they were made.
// Maps to src/modcache/inventory.ts, src/project/load.ts, src/project/find-modules.ts, src/store/folder/.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import { jobEnvironment } from '../helpers/step.ts'
import { attacks, moduleNamed, requireModules } from './attack.ts'
import { onlyInFull } from './rounds.ts'

const attack = attacks()
const asRoot = onlyInFull('a file system without case is mounted', { root: true, system: 'linux' })
const run = promisify(execFile)

/** Mounts it while `use` runs; all that is in it lies in a folder of the job's. */
async function onFolded<T>(use: (path: string) => Promise<T>): Promise<T> {
  const [path, behind] = ['Mac', 'behind'].map((name) => join(attack().job.folder.path, name))
  if (path === undefined || behind === undefined) throw new Error('two folders')
  for (const folder of [path, behind]) await mkdir(folder)
  const server = spawn('python3', [resolve('__tests__/attack/folded_fs.py'), path, behind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  try {
    await writeFile(join(path, 'Case'), '')
    await expect(writeFile(join(path, 'cASE'), '', { flag: 'wx' })).rejects.toMatchObject({ code: 'EEXIST' })
    return await use(path)
  } finally {
    await run('umount', ['-f', '-l', path])
    server.kill('SIGKILL')
  }
}

/** Of two modules the paths differ in case only; a third has a name that Go escapes. */
async function project(folder: string) {
  const modules = await Promise.all(['Lib', 'lib', 'Azure/SDK'].map((name) => moduleNamed(name)))
  await requireModules(folder, modules)
  return { modules, proxy: await attack().proxy({ modules }) }
}

const dead = 'http://127.0.0.1:9'
/** A run that has to fetch anything fails at once. */
const offline = ['--proxies', dead, '--attempts', '1', '--timeout', '20s']

/** On macOS and Windows realpath(3) tells a name as it was made; on Linux, as it was asked for. */
const trueCase = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
const { realpath, readdir } = fs.promises
fs.promises.realpath = async (path) => {
  let found = '/'
  for (const name of (await realpath(path)).split('/').filter(Boolean)) {
    const names = await readdir(found)
    const isMeant = (other) => other.toLowerCase() === name.toLowerCase()
    found = join(found, names.includes(name) ? name : (names.find(isMeant) ?? name))
  }
  return found
}
syncBuiltinESMExports()
`
const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(trueCase)}`

async function download(args: readonly string[], env: Readonly<Record<string, string>>) {
  const ended = await attack().cli(['download', ...args], { env: { NODE_OPTIONS, ...env } })
  const { code, stdout, stderr, killed } = ended
  expect({ killed, code, bug: /bug of|^ {4}at /m.test(`${stdout}${stderr}`) || stdout }).toMatchObject({
    killed: false,
    code: 0,
  })
  return stdout
}

async function go(cwd: string, gomodcache: string, args: readonly string[]): Promise<string> {
  const env = { ...jobEnvironment(attack().job.folder.path), GOMODCACHE: gomodcache }
  return (await run('go', [...args], { cwd, env })).stdout
}

asRoot('cold, then warm by another spelling of every path; go verifies what came', async () => {
  await onFolded(async (mac) => {
    const { proxy } = await project(join(mac, 'Work', 'App'))
    await download(['--dir', join(mac, 'Work', 'App'), '--proxies', proxy.url], {
      GOMODCACHE: join(mac, 'Go', 'Mod'),
    })
    expect(proxy.requests.length).toBeGreaterThan(0)
    const other = { dir: join(mac, 'work', 'APP'), gomodcache: join(mac, 'GO', 'mod') }
    await download(['--dir', other.dir, ...offline], { GOMODCACHE: other.gomodcache })
    expect(await go(other.dir, other.gomodcache, ['mod', 'verify'])).toBe('all modules verified\n')
    const verified = await attack().cli(['verify', '--dir', other.dir], {
      env: { GOMODCACHE: other.gomodcache },
    })
    expect({ code: verified.code, stdout: verified.stdout }).toMatchObject({ code: 0 })
  })
})

asRoot('a Go.mod is a go.mod, as go takes it', async () => {
  await onFolded(async (mac) => {
    const app = join(mac, 'App')
    const { proxy } = await project(app)
    // Linux does nothing where both names lead to one file.
    await rename(join(app, 'go.mod'), join(app, 'other'))
    await rename(join(app, 'other'), join(app, 'Go.mod'))
    expect(await readdir(app)).toContain('Go.mod')
    const gomodcache = join(mac, 'Mod')
    await download(['--dir', app, '--proxies', proxy.url], { GOMODCACHE: gomodcache })
    expect(await go(app, gomodcache, ['mod', 'verify'])).toBe('all modules verified\n')
  })
})

asRoot('a shared store by another spelling replaces the proxy', async () => {
  await onFolded(async (mac) => {
    const app = join(mac, 'App')
    const { proxy } = await project(app)
    const store = (name: string) => ['--cache-store', `directory:${join(mac, name)}`]
    await download(['--dir', app, '--proxies', proxy.url, ...store('Store')], {
      GOMODCACHE: join(mac, 'First'),
    })
    await download(['--dir', app, ...offline, ...store('sTORE')], { GOMODCACHE: join(mac, 'Second') })
    expect(await go(app, join(mac, 'Second'), ['mod', 'verify'])).toBe('all modules verified\n')
  })
})

asRoot('a module cache below the project, by another spelling, is no part of the project', async () => {
  await onFolded(async (mac) => {
    const app = join(mac, 'App')
    const { proxy } = await project(app)
    const env = { GOMODCACHE: join(mac, 'app', 'Cache', 'Mod') }
    await download(['--dir', app, '--proxies', proxy.url], env)
    const report = join(mac, 'report.json')
    await download(['--dir', app, ...offline, '--report', report], env)
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      scopes: [{ name: '.', modules: 3, complete: true }],
      skipped: [],
    })
  })
})

asRoot('a GOWORK by another spelling is the workspace', async () => {
  await onFolded(async (mac) => {
    const { proxy } = await project(join(mac, 'Work', 'App'))
    await writeFile(join(mac, 'Work', 'go.work'), 'go 1.21\n\nuse ./aPP\n')
    const report = join(mac, 'report.json')
    await download(['--dir', join(mac, 'Work', 'App'), '--proxies', proxy.url, '--report', report], {
      GOMODCACHE: join(mac, 'Mod'),
      GOWORK: join(mac, 'work', 'GO.work'),
    })
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      scopes: [{ kind: 'workspace', modules: 3, complete: true }],
      skipped: [],
    })
  })
})

asRoot(
  'a report below a linked folder of the repository, by another spelling, writes nothing outside',
  async () => {
    await onFolded(async (mac) => {
      const app = join(mac, 'App')
      const { proxy } = await project(app)
      await mkdir(join(mac, 'outside'))
      await writeFile(join(mac, 'outside', 'keys'), 'old')
      await symlink(join(mac, 'outside'), join(app, 'reports'))
      await attack().step({
        inputs: { proxies: proxy.url, 'report-path': join(mac, 'app', 'Reports', 'KEYS') },
        gomodcache: join(mac, 'Mod'),
        env: { GITHUB_WORKSPACE: app },
      })
      expect(await readFile(join(mac, 'outside', 'keys'), 'utf8')).toBe('old')
    })
  },
)
