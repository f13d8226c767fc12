// Drives the real go and git into errors, alone with this machine's loopback, where that can be had.

import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type ModuleProxyOptions, startModuleProxy } from '../helpers/module-proxy.ts'
import { type ProjectRecipe, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const run = promisify(execFile)

/** The number of `nobody`, the same on every Linux. */
const nobody = 65_534

/** On which nobody listens: the discard port is not given to anyone by the system. */
export const deadProxy = 'http://127.0.0.1:9'

export interface GoRun {
  readonly env?: Readonly<Record<string, string>>
  /** A line of shell before go is started in the same process: a limit. */
  readonly before?: string
  /** Shows go the first file in place of the second; see {@link canMount}. */
  readonly mount?: readonly [file: string, over: string]
  /** Runs go as a user that is bound by permissions. */
  readonly unprivileged?: true
}

export interface GoRig {
  /** Holds all that go writes: `go` is GOPATH, `src` the project. */
  readonly root: string
  readonly modcache: string
  /** Writes the project that requires these modules, with their sums. */
  readonly project: (modules: readonly SyntheticModule[], more?: Partial<ProjectRecipe>) => Promise<void>
  /** Writes a file below the root; gives its path. */
  readonly write: (path: string, content: string | Buffer) => Promise<string>
  /** Closes this server, too, in the end. */
  readonly keep: <T extends { readonly close: () => Promise<void> }>(server: T) => T
  /** Starts a module proxy; gives its URL. */
  readonly proxy: (options: ModuleProxyOptions) => Promise<string>
  /** Starts a server that answers whatever comes first with these bytes, and hangs up; gives its port. */
  readonly raw: (answer: string | Buffer, at?: { host: string; port: number }) => Promise<number>
  /** Runs go in the project and gives what it printed; that it succeeds is an error. */
  readonly go: (args: string, options?: GoRun) => Promise<string>
  /** The same, where it has to succeed. */
  readonly goWell: (args: string, options?: GoRun) => Promise<void>
  readonly close: () => Promise<void>
}

/** A rig of its own for every case: nothing of the user's settings, caches or networks is seen in it. */
export async function makeRig(): Promise<GoRig> {
  const folder = await temporaryFolder('rgm-real-')
  const root = folder.path
  const closing: (() => Promise<unknown>)[] = []
  const src = join(root, 'src')
  await mkdir(src)

  const keep = <T extends { readonly close: () => Promise<void> }>(server: T): T => {
    closing.push(server.close)
    return server
  }

  const write = async (path: string, content: string | Buffer): Promise<string> => {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    return file
  }

  // A fresh home would have every go start another process that looks for telemetry to send.
  await write('.config/go/telemetry/mode', 'off')

  const runGo = async (args: string, { env = {}, before = ':', mount, unprivileged }: GoRun) => {
    const user = unprivileged && process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
    if ('uid' in user) await run('chown', ['-R', `${nobody}:${nobody}`, root])
    const shown = mount === undefined ? '' : `mount --bind ${mount.join(' ')};`
    const shell = ['sh', '-c', `${shown} ${before}; exec go "$@"`, 'sh', ...args.split(' ')]
    const [program = '', ...rest] = mount === undefined ? shell : ['unshare', '--mount', ...shell]
    const child = spawn(program, rest, {
      cwd: src,
      env: { ...isolated(root), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
      ...user,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    return { code, output }
  }

  return {
    root,
    modcache: join(root, 'go/pkg/mod'),
    write,
    project: (modules, more = {}) =>
      writeProject(src, {
        module: 'example.com/main',
        go: '1.21',
        requires: modules.map(({ path, version }) => ({ path, version })),
        modules,
        ...more,
      }),
    keep,
    proxy: async (options) => keep(await startModuleProxy(options)).url,
    raw: async (answer, { host, port } = { host: '127.0.0.1', port: 0 }) => {
      const sockets = new Set<Socket>()
      const server = createServer((socket) => {
        sockets.add(socket)
        socket.on('error', () => {})
        socket.once('data', () => socket.end(answer))
      })
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, resolve)
      })
      closing.push(async () => {
        for (const socket of sockets) socket.destroy()
        await new Promise((resolve) => server.close(resolve))
      })
      return (server.address() as AddressInfo).port
    },
    go: async (args, options = {}) => {
      const { code, output } = await runGo(args, options)
      if (code === 0) throw new Error(`go ${args} succeeded: ${output}`)
      return output
    },
    goWell: async (args, options = {}) => {
      const { code, output } = await runGo(args, options)
      if (code !== 0) throw new Error(`go ${args} failed: ${output}`)
    },
    close: async () => {
      for (const close of closing) await close()
      // A toolchain is unpacked read-only, whatever -modcacherw says.
      await run('chmod', ['-R', 'u+w', root])
      await folder.remove()
    },
  }
}

/** Runs git there, without the settings of the user; gives what it printed. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(
    'git',
    ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
    {
      cwd: folder,
      env: isolated(folder),
    },
  )
  return stdout
}

/** Makes a repository of a module: the tag v1.0.0, and a commit after it. */
export async function makeRepository(folder: string, module: string): Promise<void> {
  const commit = async (go: string) => {
    await writeFile(join(folder, 'go.mod'), `module ${module}\n\ngo ${go}\n`)
    await git(folder, 'add', '.')
    await git(folder, 'commit', '-q', '-m', go)
  }
  await git(folder, 'init', '-q', '-b', 'main')
  await commit('1.20')
  await git(folder, 'tag', 'v1.0.0')
  await commit('1.21')
}

/** Can go be run here as someone who is bound by permissions? */
export function canBeUnprivileged(): boolean {
  return process.getuid?.() !== 0 || spawnSync('true', { uid: nobody, gid: nobody }).error === undefined
}

/** Can a process of its own be shown another file in place of one of the system's? */
export function canMount(): boolean {
  return (
    process.getuid?.() === 0 &&
    spawnSync('unshare', ['--mount', 'mount', '--bind', '/dev/null', '/etc/resolv.conf']).status === 0
  )
}

function isolated(root: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: root,
    TMPDIR: root,
    LC_ALL: 'C',
    GOENV: 'off',
    GOPATH: join(root, 'go'),
    GOCACHE: join(root, 'build-cache'),
    GOPROXY: deadProxy,
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(root, 'gitconfig'),
    GIT_TERMINAL_PROMPT: '0',
  }
}
